import { describe, expect, test } from 'vitest';
import { commentName, commentText } from './fields.ts';
import { commentSizes } from './rules.ts';

const said = (text: string) => commentText.safeParse(text);
const why = (text: string) => said(text).error?.issues[0]?.message;

describe('what a visitor typed', () => {
  test('keeps its words, scripts, links and line breaks as plain text', () => {
    const text = '¿Y si <b>no</b> hay tiempo?\n\nhttps://example.org/?a=1&b=2 👩‍👩‍👧 הזמן 委托';
    expect(said(text).data).toBe(text);
  });

  test('can’t push others off the page with empty lines', () => {
    expect(said(`a${'\n'.repeat(500)}b`).data).toBe('a\n\nb');
    expect(why('a\n'.repeat(commentSizes.lines + 1))).toBe('too_many_lines');
  });

  test('says something, and not too much', () => {
    expect(why(' \u200b\u202e\n')).toBe('required');
    expect(why('…!?')).toBe('required');
    expect(why('a'.repeat(commentSizes.text + 1))).toBe('too_long');
    expect(commentName.safeParse('\u200b\u200b').success).toBe(false);
    expect(commentName.parse(' Ana \n Ríos ')).toBe('Ana Ríos');
  });
});
