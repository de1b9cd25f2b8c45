import { createHash } from 'node:crypto';
import { COLOURS } from './colours.ts';
import { FONT_FILES, linesThatFit } from './fonts.server.ts';

/** What the picture says that stands beside a link to a page, where people share it. */
export interface LinkCard {
  /** What kind of page it is, or whose. */
  eyebrow: string;
  title: string;
  text: string;
}

/** The size that most services show whole (Open Graph, ogp.me, gives none). */
export const CARD = { width: 1200, height: 630 };

/** Drawing one takes a tenth of a second, and few are asked for often. */
const most = 48;
const drawn = new Map<string, Promise<Buffer>>();

/** The picture as PNG. The same words give the same picture, drawn once while it is asked for. */
export function linkCard(card: LinkCard): Promise<Buffer> {
  const key = createHash('sha256').update(JSON.stringify(card)).digest('base64');
  const known = drawn.get(key);
  drawn.delete(key);
  const picture = known ?? draw(card);
  drawn.set(key, picture);
  picture.catch(() => drawn.delete(key));
  if (drawn.size > most) drawn.delete(drawn.keys().next().value ?? '');
  return picture;
}

/** The answer of a page's picture; whoever asked for it may keep it for an hour. */
export async function linkCardResponse(card: LinkCard): Promise<Response> {
  return new Response(new Uint8Array(await linkCard(card)), {
    headers: { 'content-type': 'image/png', 'cache-control': 'public, max-age=3600' },
  });
}

async function draw(card: LinkCard): Promise<Buffer> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const picture = await renderAsync(await svgOf(card), {
    font: {
      fontFiles: Object.values(FONT_FILES),
      loadSystemFonts: false,
      defaultFontFamily: 'Source Sans 3',
    },
  });
  return picture.asPng();
}

const MARGIN = 84;
const COLUMN = 640;

async function svgOf({ eyebrow, title, text }: LinkCard): Promise<string> {
  const [above] = await linesThatFit(eyebrow, 'strong', { width: COLUMN, size: 32, lines: 1 });
  const size = title.length > 60 ? 56 : 68;
  const headings = await linesThatFit(title, 'heading', { width: COLUMN, size, lines: 4 });
  const room = headings.length > 3 ? 1 : headings.length > 2 ? 2 : 3;
  const below = await linesThatFit(text, 'text', { width: COLUMN, size: 32, lines: room });
  const headingEnd = 190 + headings.length * size * 1.14;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}" height="${CARD.height}">
    <rect width="100%" height="100%" fill="${COLOURS.paper}"/>
    <rect width="14" height="100%" fill="${COLOURS.clay}"/>
    ${ARCH}
    <g font-family="Source Sans 3" font-size="32">
      ${line(above ?? '', 150, `font-weight="600" fill="${COLOURS.clayInk}"`)}
      ${below.map((words, row) => line(words, headingEnd + 24 + row * 44, `fill="${COLOURS.soft}"`)).join('')}
    </g>
    <g font-family="Fraunces" font-weight="600" font-size="${size}" fill="${COLOURS.ink}">
      ${headings.map((words, row) => line(words, 150 + (row + 1) * size * 1.14)).join('')}
    </g>
    <g transform="translate(${MARGIN} 536) scale(1.5)">
      <path fill="${COLOURS.leaf}" d="M3 28v-5a13 13 0 0 1 26 0v5h-7v-5a6 6 0 0 0-12 0v5z"/>
      <path fill="${COLOURS.clay}" stroke="${COLOURS.paper}" stroke-width="1.5" d="M12 7h8l-1.6 11.2h-4.8z"/>
    </g>
    <text x="${MARGIN + 60}" y="575" font-family="Fraunces" font-weight="600" font-size="36" fill="${COLOURS.ink}">Delega</text>
  </svg>`;
}

const line = (words: string, y: number, more = '') =>
  `<text x="${MARGIN}" y="${y.toFixed(0)}" ${more}>${escaped(words)}</text>`;

/** As text of XML 1.0: what it can't hold at all, such as control characters and half pairs, is left out. */
const escaped = (text: string) =>
  text
    .toWellFormed()
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffc}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

/** Seven stones between two piers, and the two people on their sides. */
const ARCH = (() => {
  const [x, y, inner, outer] = [960, 348, 82, 126];
  const at = (radius: number, degrees: number) => {
    const turn = (degrees * Math.PI) / 180;
    return `${(x - radius * Math.cos(turn)).toFixed(1)} ${(y - radius * Math.sin(turn)).toFixed(1)}`;
  };
  const stones = Array.from({ length: 7 }, (_, stone) => {
    const [from, to] = [(stone * 180) / 7 + 0.8, ((stone + 1) * 180) / 7 - 0.8];
    const [fill, edge] = stone === 3 ? [COLOURS.claySoft, COLOURS.clay] : [COLOURS.leafSoft, COLOURS.leaf];
    return `<path fill="${fill}" stroke="${edge}" stroke-width="2" d="M${at(inner, from)}A${inner} ${inner} 0 0 1 ${at(inner, to)}L${at(outer, to)}A${outer} ${outer} 0 0 0 ${at(outer, from)}z"/>`;
  });
  const pier = (left: number) =>
    `<path fill="${COLOURS.line}" d="M${left} ${y + 3}h${outer - inner}v47h-${outer - inner}z"/>`;
  const person = (middle: number, fill: string) =>
    `<g fill="${fill}"><circle cx="${middle}" cy="318" r="15"/><path d="M${middle - 23} 398v-29a23 23 0 0 1 46 0v29z"/></g>`;
  return `${pier(x - outer)}${pier(x + inner)}${stones.join('')}
    ${person(x - outer - 34, COLOURS.clay)}${person(x + outer + 34, COLOURS.leaf)}
    <path fill="${COLOURS.line}" d="M${x - 200} 398h400v6h-400z"/>`;
})();
