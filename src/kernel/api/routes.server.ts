import { z } from 'zod';
import { changes, type Operation } from '../operation.server.ts';

export type Route = {
  operation: Operation;
  method: string;
  path: string;
  pattern: RegExp;
  /** Fields of the input that stand in the path. */
  fields: string[];
  /** Fields of the input that are lists: in a query string they may be said several times. */
  lists: ReadonlySet<string>;
};

/** The REST routes of the operations that have one, below /api/v1. Two operations on one route are a mistake and throw. */
export function routesOf(operations: readonly Operation[]): Route[] {
  const taken = new Set<string>();
  return operations.flatMap((operation) => {
    if (!operation.http) return [];
    const [method, path] = operation.http.split(' ') as [string, string];
    const shape = `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`;
    if (taken.has(shape)) throw new Error(`Two operations answer ${shape}`);
    taken.add(shape);
    const fields = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
    const inputs = inputsOf(operation);
    const unknown = fields.find((field) => !(field in inputs));
    if (unknown) throw new Error(`${operation.name} has no input {${unknown}}`);
    const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`);
    return [{ operation, method, path, pattern, fields, lists: listsIn(inputs) }];
  });
}

type Inputs = NonNullable<z.core.JSONSchema.JSONSchema['properties']>;

function inputsOf({ input }: Operation): Inputs {
  return z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }).properties ?? {};
}

function listsIn(inputs: Inputs): ReadonlySet<string> {
  return new Set(
    Object.entries(inputs).flatMap(([name, schema]) =>
      typeof schema === 'object' && schema.type === 'array' ? [name] : [],
    ),
  );
}

/**
 * The route for a request's method and path (below /api/v1), with the fields that stand in the path. Where several
 * fit, the one with the fewest fields: `/briefs/waiting` is not a brief whose id is "waiting".
 */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; inPath: Record<string, string> } | null {
  const fitting = routes.filter((route) => route.method === method && route.pattern.test(path));
  const route = fitting.sort((one, other) => one.fields.length - other.fields.length)[0];
  const parts = route && decodedParts(route.pattern.exec(path)!.slice(1));
  if (!parts) return null;
  return { route, inPath: Object.fromEntries(route.fields.map((field, index) => [field, parts[index]!])) };
}

/** Null where a part is not valid percent-encoding (RFC 3986, 2.1). */
function decodedParts(parts: string[]): string[] | null {
  try {
    return parts.map(decodeURIComponent);
  } catch {
    return null;
  }
}

/** Whether a request to that route has to carry an Idempotency-Key. */
export function wantsKey(operation: Operation): boolean {
  return changes(operation) && !operation.naturallyIdempotent;
}
