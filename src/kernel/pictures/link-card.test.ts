import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesThatFit } from './fonts.server.ts';
import { CARD, linkCard } from './link-card.server.ts';

const headline = { eyebrow: 'Guía', title: '¿Es para mí?', text: 'Siete requisitos.' };
/** Width and height of a PNG (W3C PNG, 11.2.1: the header is the first chunk). */
const sizeOf = (png: Buffer) => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) });

describe('the picture beside a link', () => {
  it('is a PNG of the size that services show whole', async () => {
    const png = await linkCard(headline);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(sizeOf(png)).toEqual(CARD);
  });

  it('is drawn once for the same words, and anew for others', async () => {
    expect(await linkCard(headline)).toBe(await linkCard({ ...headline }));
    expect((await linkCard({ ...headline, title: 'Confiar' })).equals(await linkCard(headline))).toBe(false);
  });

  it('shows what people wrote as text, whatever they wrote', async () => {
    const plain = await linkCard({ ...headline, title: 'a' });
    for (const title of [
      '<script>alert(1)</script>',
      '</text><image href="file:///etc/passwd"/>',
      '&xxe; ]]> "\'',
      '\u0000\u0008\u{fffe}\ud800',
      '\u202e\u2066\u200f',
      '日本語 العربية 😀',
      'x'.repeat(5000),
      '',
    ]) {
      const png = await linkCard({ ...headline, title });
      expect(sizeOf(png), title.slice(0, 20)).toEqual(CARD);
      expect(png.equals(plain)).toBe(false);
    }
  });
});

describe('lines that fit', () => {
  const room = { width: 400, size: 32, lines: 3 };

  it('breaks at spaces and says with an ellipsis that there is more', async () => {
    const text =
      'Llevo agendas, facturas y correo de tres clínicas desde Rosario, con horarios claros y fechas ciertas';
    const lines = await linesThatFit(text, 'text', room);
    expect(lines).toHaveLength(3);
    expect(lines.slice(0, 2).every((line) => text.includes(line))).toBe(true);
    expect(lines[2]).toMatch(/\w…$/);
  });

  it('leaves no words out where all of them fit, and keeps to its lines', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 200 }), fc.integer({ min: 1, max: 6 }), async (text, most) => {
        const lines = await linesThatFit(text, 'text', { ...room, lines: most });
        expect(lines.length).toBeLessThanOrEqual(most);
        const letters = (words: string) => words.replace(/\s+/g, '');
        if (!lines.at(-1)?.endsWith('…')) expect(letters(lines.join(''))).toBe(letters(text));
      }),
      { numRuns: 60 },
    );
  });
});
