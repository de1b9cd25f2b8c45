import { expect, test } from 'vitest';
import { messageFaults, type Texts } from './check-messages.ts';

const faultsOf = (es: Texts, en: Texts, code = Object.keys({ ...es, ...en }).join('\n')) =>
  messageFaults({ es, en }, { 'page.svelte': code });

test('a text in both languages with the same placeholders is well', () => {
  expect(faultsOf({ mail_hello: 'Hola, {name}' }, { mail_hello: 'Hello, {name}' })).toEqual([]);
});

test('a text that one language lacks is found', () => {
  expect(faultsOf({ mail_hello: 'Hola' }, {})).toEqual(['mail_hello: missing in en']);
  expect(faultsOf({}, { mail_hello: 'Hello' })).toEqual(['mail_hello: missing in es']);
});

test('a placeholder that one language lacks is found, also in a plural', () => {
  const plural = [{ match: { 'n=one': 'Un {thing}', 'n=other': '{count} {thing}' } }];
  expect(faultsOf({ mail_list: plural }, { mail_list: '{count} {thing}' })).toEqual([]);
  expect(faultsOf({ mail_list: plural }, { mail_list: '{thing}' })).toHaveLength(1);
});

test('a text that no code names is found, unless its family is looked up', () => {
  const texts = { mail_hello: 'Hola', errors_field_empty: 'Falta' };
  expect(faultsOf(texts, texts, 'm.mail_hello()')).toEqual(['errors_field_empty: used nowhere']);
  expect(faultsOf(texts, texts, 'm.mail_hello(), texts[`errors_field_${code}`]')).toEqual([]);
  expect(faultsOf(texts, texts, 'm.mail_hello(), texts[`errors_reason_${code}`]')).toHaveLength(1);
});

test.each([
  ['Habla con tu jefe', 'employment'],
  ['¿Qué querés delegar?', 'voseo'],
  ['¿Qué queréis delegar?', 'vosotros'],
  ['Invita a los/as clientes', 'gender marks'],
  ['¡Listo!', 'exclamation mark'],
])('«%s» is not how Delega speaks', (text, kind) => {
  expect(faultsOf({ mail_hello: text }, { mail_hello: 'x' }).join()).toContain(kind);
});

test('a mail address and ordinary words pass', () => {
  expect(faultsOf({ mail_hello: 'Escribe a hola@example.org, desde las seis' }, { mail_hello: 'x' })).toEqual(
    [],
  );
});
