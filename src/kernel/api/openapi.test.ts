import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { idOf } from '../id.ts';
import { anyMember, anyone } from '../may.server.ts';
import { operation, type Operation } from '../operation.server.ts';
import { emailAddress, line } from '../text.ts';
import { faultsOf } from '../../testing/openapi-faults.ts';
import { openApiOf, type Json } from './openapi.server.ts';
import { routesOf } from './routes.server.ts';

const workspace = idOf('workspace');

const rename = operation({
  name: 'test.rename',
  summary: 'Renames a place',
  http: 'POST /workspaces/{workspace}/name',
  input: z.object({ workspace, name: line(50), email: emailAddress.optional() }),
  output: z.object({ name: z.string() }),
  may: anyMember,
  run: async (_run, { name }) => ({ name }),
}) as Operation;

const list = operation({
  name: 'test.list',
  summary: 'Lists places',
  http: 'GET /places',
  input: z.object({ page: z.coerce.number().int().default(1) }),
  output: z.array(z.string()),
  may: anyone,
  run: async () => [],
}) as Operation;

const pageOnly = { ...rename, name: 'test.pageOnly', http: null } as Operation;

const documentOf = (...operations: Operation[]) => openApiOf(operations, 'https://delega.test');
const entryOf = (document: Json, path: string, method: string) =>
  (document.paths as Record<string, Record<string, Json>>)[path]![method]!;

describe('the document of the API', () => {
  const document = documentOf(rename, list, pageOnly);

  test('has an entry for every operation with a route, and no fault', () => {
    expect(Object.keys(document.paths as Json)).toEqual(['/workspaces/{workspace}/name', '/places']);
    expect(faultsOf(document)).toEqual([]);
  });

  test('tells a change its path, its body with the limits of texts, and its key', () => {
    const entry = entryOf(document, '/workspaces/{workspace}/name', 'post');
    expect(entry.parameters).toMatchObject([
      { name: 'workspace', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
      { name: 'Idempotency-Key', in: 'header', required: true },
    ]);
    expect(entry.requestBody).toMatchObject({
      content: {
        'application/json': {
          schema: { properties: { name: { minLength: 1, maxLength: 50 } }, required: ['name'] },
        },
      },
    });
    expect(JSON.stringify(document)).not.toContain('idOf');
  });

  test('asks no token where visitors may, and a token elsewhere', () => {
    expect(entryOf(document, '/places', 'get').security).toEqual([{}, { token: [] }]);
    expect(entryOf(document, '/workspaces/{workspace}/name', 'post').security).toBeUndefined();
    expect(document.security).toEqual([{ token: [] }]);
  });

  test('a wish of a read is a parameter that may be left out', () => {
    expect(entryOf(document, '/places', 'get').parameters).toMatchObject([
      { name: 'page', in: 'query', required: false },
    ]);
  });
});

describe('mistakes are noticed', () => {
  test('two operations on one route', () => {
    expect(() => routesOf([rename, { ...rename, name: 'test.other' }])).toThrow('Two operations answer');
  });

  test('a path field that the input lacks', () => {
    const lacking = { ...rename, http: 'PUT /workspaces/{place}' } as Operation;
    expect(() => routesOf([lacking])).toThrow('test.rename has no input {place}');
  });

  test('one id twice, paths alike, an undeclared field, a reference to nowhere', () => {
    const broken = documentOf(rename);
    const paths = broken.paths as Record<string, Json>;
    paths['/workspaces/{place}/name'] = structuredClone(paths['/workspaces/{workspace}/name']!);
    const entry = entryOf(broken, '/workspaces/{workspace}/name', 'post');
    entry.parameters = [];
    entry.responses = { 200: { $ref: '#/components/responses/Nothing' }, default: {} };
    expect(faultsOf(broken)).toEqual([
      'test.rename names two operations',
      '/workspaces/{}/name stands there twice, with other names for its fields',
      'post /workspaces/{workspace}/name: {workspace} is not declared',
      'post /workspaces/{place}/name: {place} is not declared',
      'post /workspaces/{place}/name: workspace is not in the path',
      '#/components/responses/Nothing leads nowhere',
    ]);
  });
});
