import { describe, expect, it } from 'vitest';
import { isWebLink, shownTitle } from './brief.ts';

describe('the name of a brief in a list', () => {
  it('is its title', () => {
    expect(shownTitle({ title: ' Citas ', outcome: 'Confirmarlas' })).toBe('Citas');
  });

  it('is the first line of the outcome when it has no title, cut without breaking a character', () => {
    expect(shownTitle({ title: ' ', outcome: '\nConfirmar citas\ny avisar' })).toBe('Confirmar citas');
    expect(shownTitle({ title: '', outcome: '😀'.repeat(100) })).toBe(`${'😀'.repeat(80)}…`);
  });

  it('is left to the page when nothing was written', () => {
    expect(shownTitle({ title: '', outcome: ' \n' })).toBeNull();
  });
});

it('a link is a full http or https address and nothing else', () => {
  expect(['https://example.org/a?b=1', 'http://example.org'].every(isWebLink)).toBe(true);
  const others = [
    'javascript:alert(1)',
    'data:text/html,x',
    'example.org',
    '/files',
    '',
    'ftp://example.org',
  ];
  expect(others.some(isWebLink)).toBe(false);
  expect(isWebLink(`https://example.org/${'a'.repeat(2_000)}`)).toBe(false);
});
