import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commentName, commentSizes, commentText, plainWords } from './rules.ts';

/** Any characters there are, halves of pairs among them. */
const anyText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0x3000 }), fc.integer({ min: 0, max: 0x10ffff })))
  .map((codes) => String.fromCodePoint(...codes));
const said = (text: string) => commentText.safeParse(text);
const why = (text: string) => said(text).error?.issues[0]?.message;

describe('what a visitor typed', () => {
  test('keeps its words, scripts, links and line breaks as plain text', () => {
    const text = '¿Y si <b>no</b> hay tiempo?\n\nhttps://example.org/?a=1&b=2 👩‍👩‍👧 הזמן 委托';
    expect(said(text).data).toBe(text);
  });

  test('loses what would turn the text around it, and what cannot be seen', () => {
    expect(plainWords('file\u202egnp.exe \u2066open\u2069\u0007\u0000')).toBe('filegnp.exe open');
    expect(plainWords('a\u2028b\r\nc\u000bd'), 'line breaks of other kinds are line breaks').toBe(
      'a\nb\nc\nd',
    );
  });

  test('can’t push others off the page with empty lines', () => {
    expect(plainWords(`a${'\n'.repeat(500)}b`)).toBe('a\n\nb');
    expect(why('a\n'.repeat(commentSizes.lines + 1))).toBe('too_many_lines');
  });

  test('says something, and not too much', () => {
    expect(why(' \u200b\u202e\n')).toBe('required');
    expect(why('…!?')).toBe('required');
    expect(why('a'.repeat(commentSizes.text + 1))).toBe('too_long');
    expect(commentName.safeParse('\u200b\u200b').success).toBe(false);
    expect(commentName.parse(' Ana \n Ríos ')).toBe('Ana Ríos');
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
