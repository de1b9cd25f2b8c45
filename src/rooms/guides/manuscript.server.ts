/**
 * Reads a guide as it was written: Markdown, Delega's own or a practice's. Both go the same way, which trusts neither:
 * there is no HTML in it, links lead to pages only, and no text is too much for the parser (decision 11).
 */
import MarkdownIt, { type Token } from 'markdown-it';
import { DRAWINGS, type DrawingName, type GuidePart, type GuideSection, type GuideText } from './guides.ts';
import { isLinkTarget, isWithinHouse } from './links.ts';

/** A guide of Delega's, with the title and the description at its head. */
export interface Guide extends GuideText {
  title: string;
  description: string;
}

const WORDS_A_MINUTE = 220;

const markdown = new MarkdownIt('zero', { html: false, breaks: true, maxNesting: 12 }).enable([
  ...['heading', 'list', 'blockquote'],
  ...['emphasis', 'link', 'escape', 'newline'],
]);
markdown.validateLink = isLinkTarget;
markdown.renderer.rules.link_open = (tokens, at, options, _env, self) => {
  const link = tokens[at]!; // it is what is drawn here
  link.attrs = (link.attrs ?? []).filter(([name]) => name === 'href');
  // A search engine must not take it for the server's own recommendation.
  if (!isWithinHouse(String(link.attrGet('href')))) link.attrSet('rel', 'nofollow noopener');
  return self.renderToken(tokens, at, options);
};

/** Throws where the head or a section is missing: a guide of Delega's that can't be read is a bug. */
export function readManuscript(manuscript: string): Guide {
  const { title, description, body } = partsOf(manuscript);
  const text = readText(body);
  if (text.sections.length === 0) throw new Error('A guide has sections');
  return { title, description, ...text };
}

/** A manuscript's head and body. */
export function partsOf(manuscript: string): { title: string; description: string; body: string } {
  const [, head = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(manuscript) ?? [];
  return { title: lineOf(head, 'title'), description: lineOf(head, 'description'), body: body.trim() };
}

function lineOf(head: string, name: string): string {
  const line = head.split('\n').find((one) => one.startsWith(`${name}: `));
  if (!line) throw new Error(`A guide has a ${name}`);
  // What holds a colon is quoted, as YAML wants it.
  return line.slice(name.length + 2).replace(/^(['"])(.*)\1$/, '$2');
}

/** Reads any text: what is no marking is shown as it was typed. Ids of sections begin with the prefix. */
export function readText(body: string, prefix = ''): GuideText {
  const lead: GuidePart[] = [];
  const sections: GuideSection[] = [];
  const ids = new Set<string>();
  for (const block of blocksOf(markdown.parse(body, {}))) {
    const title = titleOf(block);
    if (title !== null) {
      const id = unusedId(prefix + (idOf(title) || String(sections.length + 1)), ids);
      sections.push({ id, title, parts: [] });
      continue;
    }
    const parts = sections.at(-1)?.parts ?? lead;
    const last = parts.at(-1);
    const drawing = drawingIn(block);
    if (drawing) parts.push(drawing);
    else if (last?.drawing === undefined && last) last.html += htmlOf(block);
    else parts.push({ html: htmlOf(block) });
  }
  const words = [...lead, ...sections.flatMap(({ title, parts }) => [{ html: title }, ...parts])]
    .map((part) => (part.drawing === undefined ? wordsIn(part.html) : 0))
    .reduce((sum, one) => sum + one, 0);
  return { lead, sections, words, minutes: minutesFor(words) };
}

/** How long so many words take to read. */
export const minutesFor = (words: number): number => Math.max(1, Math.ceil(words / WORDS_A_MINUTE));

/** Paragraphs, lists and so on, each with all that is in it. */
function blocksOf(tokens: readonly Token[]): Token[][] {
  const blocks: Token[][] = [];
  let depth = 0;
  for (const token of tokens) {
    if (depth === 0) blocks.push([]);
    blocks.at(-1)?.push(token);
    depth += token.nesting;
  }
  return blocks;
}

/** The title of the section that a heading begins; null for what is none, and for a heading without words. */
function titleOf([first, inline]: Token[]): string | null {
  if (first?.type !== 'heading_open' || Number(first.tag.slice(1)) > 2) return null;
  const title = markdown.renderer.renderInlineAsText(inline?.children ?? [], markdown.options, {}).trim();
  return title || null;
}

/** A paragraph that names one of the drawings, as `![what it says](ladder 'View | Edit | Send | Payments')`. */
function drawingIn([first, inline]: Token[]): GuidePart | null {
  if (first?.type !== 'paragraph_open') return null;
  const [, label = '', name = '', , listed = ''] =
    /^!\[([^[\]]{1,400})\]\(([a-z]+) (['"])([^'"]{1,200})\3\)$/.exec(inline?.content ?? '') ?? [];
  const words = listed.split(' | ');
  return isDrawing(name) && words.length === DRAWINGS[name] ? { drawing: name, label, words } : null;
}

const isDrawing = (name: string): name is DrawingName => Object.hasOwn(DRAWINGS, name);

function htmlOf(block: Token[]): string {
  for (const token of block) {
    // Under the titles of sections, which are of the second level.
    if (token.type.startsWith('heading_'))
      token.tag = `h${Math.min(4, Math.max(3, Number(token.tag.slice(1))))}`;
  }
  return markdown.renderer.render(block, markdown.options, {});
}

/** `Cómo se nota que falta` becomes `como-se-nota-que-falta`. */
function idOf(title: string): string {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[a-z0-9]+/g)?.join('-') ?? '';
}

function unusedId(wished: string, used: Set<string>): string {
  let id = wished;
  for (let number = 2; used.has(id); number++) id = `${wished}-${number}`;
  used.add(id);
  return id;
}

function wordsIn(html: string): number {
  return html.replace(/<[^>]*>/g, ' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}
