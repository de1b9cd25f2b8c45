import { createRequire } from 'node:module';
import type { Font } from 'fontkit';

const require = createRequire(import.meta.url);

/** The house's letters as whole files, for pictures and documents that are made on the server. */
export const FONT_FILES = {
  text: require.resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf'),
  strong: require.resolve('@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf'),
  heading: require.resolve('@expo-google-fonts/fraunces/600SemiBold/Fraunces_600SemiBold.ttf'),
};
export type FontName = keyof typeof FONT_FILES;

const fonts = new Map<FontName, Font>();

async function fontOf(name: FontName): Promise<Font> {
  const known = fonts.get(name);
  if (known) return known;
  // Read only by a server that makes a picture.
  const { openSync } = await import('fontkit');
  const font = openSync(FONT_FILES[name]);
  if (!('layout' in font)) throw new Error(`${FONT_FILES[name]} holds more than one font`);
  fonts.set(name, font);
  return font;
}

interface Room {
  /** In the unit of `size`. */
  width: number;
  size: number;
  lines: number;
}

/**
 * A text in lines that fit a width, broken at spaces, and within a word that is longer than a line. What is beyond the
 * last line is left out, and an ellipsis says so. Empty for a text without words.
 */
export async function linesThatFit(
  text: string,
  name: FontName,
  { width, size, lines: most }: Room,
): Promise<string[]> {
  const font = await fontOf(name);
  const fits = (line: string) => (font.layout(line).advanceWidth / font.unitsPerEm) * size <= width;
  const lines: string[] = [];
  // More than can ever show need not be measured.
  let words = text.trim().slice(0, 2000).split(/\s+/).filter(Boolean);
  while (words.length > 0) {
    const isLast = lines.length === most - 1;
    const fitting = longest(words.length, (count) => fits(words.slice(0, count).join(' ')));
    if (fitting === words.length) return [...lines, words.join(' ')];
    if (isLast) return [...lines, shortened(words, fits)];
    if (fitting === 0) {
      const word = [...(words[0] ?? '')];
      const part = Math.max(
        1,
        longest(word.length, (count) => fits(word.slice(0, count).join(''))),
      );
      lines.push(word.slice(0, part).join(''));
      words = [word.slice(part).join(''), ...words.slice(1)];
    } else {
      lines.push(words.slice(0, fitting).join(' '));
      words = words.slice(fitting);
    }
  }
  return lines;
}

/** As many words as fit before an ellipsis; of a single long one, as many letters. */
function shortened(words: readonly string[], fits: (line: string) => boolean): string {
  const whole = longest(words.length, (count) => fits(`${words.slice(0, count).join(' ')}…`));
  if (whole > 0) return `${words.slice(0, whole).join(' ')}…`;
  const letters = [...(words[0] ?? '')];
  const part = longest(letters.length, (count) => fits(`${letters.slice(0, count).join('')}…`));
  return `${letters.slice(0, part).join('')}…`;
}

/** The largest count up to a limit that still holds, where every smaller one does. */
function longest(limit: number, holds: (count: number) => boolean): number {
  let [least, most] = [0, limit];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (holds(middle)) least = middle;
    else most = middle - 1;
  }
  return least;
}
