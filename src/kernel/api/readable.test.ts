import { expect, test } from 'vitest';
import { z } from 'zod';
import { idOf } from '../id.ts';
import { anyone, signedIn } from '../may.server.ts';
import { operation, type Operation } from '../operation.server.ts';
import { instant, line, locale } from '../text.ts';
import { openApiOf } from './openapi.server.ts';
import { readableApi } from './readable.server.ts';

const change = operation({
  name: 'brief.change',
  summary: 'Changes a brief',
  http: 'PATCH /briefs/{brief}',
  input: z.object({
    brief: idOf('brief'),
    title: line(200),
    by: instant.nullable().optional(),
    files: z.array(idOf('file')).default([]),
    met: z.record(z.string(), z.boolean()).optional(),
    money: z.object({ amountMinor: z.int(), currency: z.string() }).optional(),
    language: locale.optional(),
  }),
  output: z.object({}),
  may: signedIn,
  run: async () => ({}),
});

const list = operation({
  name: 'people.list',
  summary: 'Lists people',
  http: 'GET /people',
  input: z.object({
    page: z.coerce.number().int().default(1),
    ended: z.union([z.boolean(), z.stringbool()]),
  }),
  output: z.object({}),
  may: anyone,
  run: async () => ({}),
});

test('a room’s operations are told with what they ask for, in a few words', () => {
  const [briefs, people] = readableApi(openApiOf([change, list] as Operation[], 'https://delega.test'));
  expect(briefs).toEqual({
    room: 'brief',
    operations: [
      {
        name: 'brief.change',
        method: 'PATCH',
        path: '/briefs/{brief}',
        summary: 'Changes a brief',
        who: 'anyone with an account, for themselves',
        needsToken: true,
        needsKey: true,
        fields: [
          { name: 'brief', where: 'path', kind: 'id', isRequired: true },
          { name: 'title', where: 'body', kind: 'text, at most 200 characters', isRequired: true },
          { name: 'by', where: 'body', kind: 'instant (ISO 8601) or null', isRequired: false },
          { name: 'files', where: 'body', kind: 'list of id', isRequired: false },
          { name: 'met', where: 'body', kind: 'object of boolean', isRequired: false },
          { name: 'money', where: 'body', kind: '{ amountMinor, currency }', isRequired: false },
          { name: 'language', where: 'body', kind: '"es" or "en"', isRequired: false },
        ],
      },
    ],
  });
  expect(people?.operations[0]).toMatchObject({
    needsToken: false,
    needsKey: false,
    fields: [
      { name: 'page', where: 'query', kind: 'integer', isRequired: false },
      { name: 'ended', where: 'query', kind: 'boolean or text', isRequired: true },
    ],
  });
});
