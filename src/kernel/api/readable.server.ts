import type { Json } from './openapi.server.ts';

/** The API's document as a page shows it. Summaries and words for kinds are English, as in the code. */
export type ReadableApi = { room: string; operations: ReadableOperation[] }[];

export type ReadableOperation = {
  name: string;
  method: string;
  path: string;
  summary: string;
  /** Who may, in words. */
  who: string;
  needsToken: boolean;
  needsKey: boolean;
  fields: ReadableField[];
};

export type ReadableField = { name: string; where: string; kind: string; isRequired: boolean };

type Schema = { [key: string]: unknown };
type Entry = {
  operationId: string;
  tags: [string];
  summary: string;
  description: string;
  security?: unknown;
  parameters: { name: string; in: string; required: boolean; schema: Schema }[];
  requestBody?: {
    content: { 'application/json': { schema: { properties: Record<string, Schema>; required: string[] } } };
  };
};

/** Reads an OpenAPI document of ours, room by room in its own order. */
export function readableApi(document: Json): ReadableApi {
  // `openApiOf` writes nothing else.
  const paths = document.paths as Record<string, Record<string, Entry>>;
  const rooms = new Map<string, ReadableOperation[]>();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, entry] of Object.entries(methods)) {
      const [room] = entry.tags;
      rooms.set(room, [...(rooms.get(room) ?? []), readable(method, path, entry)]);
    }
  }
  return [...rooms].map(([room, operations]) => ({ room, operations }));
}

function readable(method: string, path: string, entry: Entry): ReadableOperation {
  const body = entry.requestBody?.content['application/json'].schema;
  return {
    name: entry.operationId,
    method: method.toUpperCase(),
    path,
    summary: entry.summary,
    who: entry.description.replace(/^Allowed to: (.*)\.$/, '$1'),
    needsToken: entry.security === undefined,
    needsKey: entry.parameters.some((one) => one.in === 'header'),
    fields: [
      ...entry.parameters
        .filter((one) => one.in !== 'header')
        .map(({ name, required, schema, ...one }) => field(name, one.in, schema, required)),
      ...Object.entries(body?.properties ?? {}).map(([name, schema]) =>
        field(name, 'body', schema, body!.required.includes(name)),
      ),
    ],
  };
}

const field = (name: string, where: string, schema: Schema, isRequired: boolean): ReadableField => ({
  name,
  where,
  kind: kindOf(schema),
  isRequired,
});

/** What may stand there, in a few words: `integer`, `text, at most 200 characters`, `"es" or "en"`, `list of id`. */
export function kindOf(schema: Schema): string {
  const { type, format, anyOf, maxLength } = schema;
  const choices = (schema.enum ?? (schema.const === undefined ? undefined : [schema.const])) as
    unknown[] | undefined;
  if (choices) {
    const shown = choices.slice(0, 12).map((one) => JSON.stringify(one));
    return choices.length > shown.length ? `one of ${choices.length} codes` : shown.join(' or ');
  }
  if (Array.isArray(anyOf)) return [...new Set((anyOf as Schema[]).map(kindOf))].join(' or ');
  if (Array.isArray(type)) return type.map((one) => kindOf({ type: one })).join(' or ');
  if (format === 'uuid') return 'id';
  if (format === 'date-time') return 'instant (ISO 8601)';
  if (type === 'string') return maxLength ? `text, at most ${maxLength} characters` : 'text';
  if (type === 'array') return `list of ${kindOf(schema.items as Schema)}`;
  if (type === 'object') return objectKind(schema);
  return typeof type === 'string' ? type : 'any value';
}

function objectKind({ properties, additionalProperties }: Schema): string {
  if (properties) return `{ ${Object.keys(properties).join(', ')} }`;
  return `object of ${kindOf((additionalProperties ?? {}) as Schema)}`;
}
