import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainWords } from './text.ts';

/** Any characters there are, halves of pairs among them. */
const anyText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0x3000 }), fc.integer({ min: 0, max: 0x10ffff })))
  .map((codes) => String.fromCodePoint(...codes));

describe('what a stranger typed', () => {
  test('loses what would turn the text around it, and what cannot be seen', () => {
    expect(plainWords('file\u202egnp.exe \u2066open\u2069\u0007\u0000')).toBe('filegnp.exe open');
    expect(plainWords('a\u2028b\r\nc\u000bd'), 'line breaks of other kinds are line breaks').toBe(
      'a\nb\nc\nd',
    );
  });

  test('loses the spaces at the end of lines, however many stand elsewhere', () => {
    const many = ' '.repeat(200_000);
    expect(plainWords(`a  \nb\t \n${many}c`)).toBe(`a\nb\n${many}c`);
  });

  test('is the same when it comes a second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = plainWords(text);
        expect(plainWords(once)).toBe(once);
      }),
    );
  });

  test('loses no letter, digit or sign', () => {
    const visible = (text: string) => text.toWellFormed().match(/[\p{L}\p{N}\p{M}\p{S}\p{P}]/gu) ?? [];
    fc.assert(
      fc.property(anyText, (text) => {
        const kept = visible(plainWords(text));
        // What the replacement of half a character became is a sign of its own in both.
        expect(kept).toEqual(visible(text));
      }),
    );
  });

  test('holds nothing that commands the text around it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(plainWords(text)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|(?![\n\t])\p{Cc}/u);
      }),
    );
  });
});
