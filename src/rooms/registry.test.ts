import { expect, test } from 'vitest';
import { z } from 'zod';
import { openApiOf } from '#kernel/api/openapi.server.ts';
import { findRoute, routesOf } from '#kernel/api/routes.server.ts';
import { changes } from '#kernel/operation.server.ts';
import { faultsOf } from '../testing/openapi-faults.ts';
import { operations } from './registry.server.ts';

test('every operation has a name of its own, room.verbPhrase, and a summary of one line', () => {
  const names = operations.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(names.filter((name) => !/^[a-z]+\.[a-z][A-Za-z]+$/.test(name))).toEqual([]);
  expect(operations.filter(({ summary }) => !/^[A-Z][^\n]{10,120}$/.test(summary))).toEqual([]);
});

test('every route answers to its own path', () => {
  const routes = routesOf(operations);
  const lost = routes.filter(({ method, path, operation }) => {
    const asked = path.replaceAll(/\{\w+\}/g, crypto.randomUUID());
    return findRoute(routes, method, asked)?.route.operation !== operation;
  });
  expect(lost.map(({ operation }) => operation.name)).toEqual([]);
});

test('the document of the API has no fault', () => {
  expect(faultsOf(openApiOf(operations, 'https://delega.test'))).toEqual([]);
});

const fieldsOf = ({ input }: (typeof operations)[number]) =>
  z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });

test('every input is an object, so that the document can name its fields', () => {
  const shapeless = operations.filter((operation) => fieldsOf(operation).type !== 'object');
  expect(shapeless.map(({ name }) => name)).toEqual([]);
});

test('what a read may be asked for can stand in a query string', () => {
  const takes = (input: z.ZodType, field: string, text: string) =>
    !input.safeParse({ [field]: text }).error?.issues.some(({ path }) => path[0] === field);
  const unsayable = operations
    .filter((operation) => !changes(operation))
    .flatMap((operation) =>
      Object.entries(fieldsOf(operation).properties ?? {})
        .filter(([, field]) => typeof field === 'object' && field.type !== 'string' && !field.enum)
        .filter(([field]) => !['1', 'true'].some((text) => takes(operation.input, field, text)))
        .map(([field]) => `${operation.name}: ${field}`),
    );
  expect(unsayable).toEqual([]);
});
