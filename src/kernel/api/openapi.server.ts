import { z } from 'zod';
import type { Operation } from '../operation.server.ts';
import { routesOf, wantsKey, type Route } from './routes.server.ts';

export type Json = { [key: string]: unknown };

/** The OpenAPI 3.1 document of the operations that have a REST route. */
export function openApiOf(operations: readonly Operation[], origin: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routesOf(operations)) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: describe(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Delega',
      version: '1',
      summary: 'Everything that can be done in Delega, for programs',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: new URL('/api/v1', origin).toString() }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'A personal access token, made in the account.',
        },
      },
      schemas: { Refusal: refusalSchema },
      responses: {
        Refused: {
          description: 'Not done, and nothing changed: `code` says why.',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
        },
      },
    },
  };
}

const refusalSchema = {
  type: 'object',
  required: ['code'],
  properties: {
    code: {
      enum: [
        'invalid',
        'not_found',
        'forbidden',
        'signed_out',
        'conflict',
        'refused',
        'too_many',
        'too_large',
        'unexpected',
        'unavailable',
      ],
    },
    reason: { type: 'string', description: 'For `conflict` and `refused`: what speaks against it.' },
    fields: {
      type: 'object',
      description: 'For `invalid`: what is wrong with each field, by its path joined with dots.',
      additionalProperties: { type: 'string' },
    },
    reference: {
      type: 'string',
      description: 'For `unexpected`: the number under which the server has logged the failure.',
    },
  },
};

function describe({ operation, method, fields }: Route): Json {
  const schema = jsonSchema(operation.input, 'input');
  const properties = (schema.properties ?? {}) as Record<string, Json>;
  const required = new Set((schema.required ?? []) as string[]);
  const rest = Object.keys(properties).filter((name) => !fields.includes(name));
  const parameter = (name: string, place: 'path' | 'query') => ({
    name,
    in: place,
    required: place === 'path' || required.has(name),
    schema: properties[name] ?? { type: 'string' },
  });
  const parameters: Json[] = [
    ...fields.map((name) => parameter(name, 'path')),
    ...(method === 'GET' ? rest.map((name) => parameter(name, 'query')) : []),
    ...(wantsKey(operation) ? [idempotencyKey] : []),
  ];
  return {
    operationId: operation.name,
    tags: [operation.name.split('.')[0]],
    summary: operation.summary,
    description: `Allowed to: ${operation.may.who}.`,
    parameters,
    ...(method !== 'GET' && rest.length > 0
      ? {
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: Object.fromEntries(rest.map((name) => [name, properties[name]])),
                  required: rest.filter((name) => required.has(name)),
                },
              },
            },
          },
        }
      : {}),
    ...(operation.may.roles.includes('visitor') ? { security: [{}, { token: [] }] } : {}),
    responses: {
      200: {
        description: 'Done.',
        content: { 'application/json': { schema: jsonSchema(operation.output, 'output') } },
      },
      default: { $ref: '#/components/responses/Refused' },
    },
  };
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description:
    'Any text of your own, new for each intent. The same key and input again, with a token, give the first answer and change nothing.',
  schema: { type: 'string', minLength: 8, maxLength: 100 },
};

/** The schema as JSON Schema 2020-12, which OpenAPI 3.1 uses, without what only our own tests read. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    reused: 'inline',
    override({ zodSchema, jsonSchema: made }) {
      delete made.idOf;
      delete made.newIdOf;
      delete made.publicIdOf;
      delete made.secret;
      // The format says it already.
      if (made.format) delete made.pattern;
      if (io === 'input') Object.assign(made, lengthsAfterCleaning(zodSchema));
    },
  }) as Json;
  return json;
}

/** Texts are cleaned before they are measured (`line`, `prose`): the limits stand at the far end of that pipe. */
function lengthsAfterCleaning(schema: z.core.$ZodType): { minLength?: number; maxLength?: number } {
  if (!(schema instanceof z.ZodPipe) || !(schema.out instanceof z.ZodString)) return {};
  const { minLength, maxLength } = schema.out;
  return { ...(minLength ? { minLength } : {}), ...(maxLength === null ? {} : { maxLength }) };
}
