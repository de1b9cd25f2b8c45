/** Reads a guide as it was written: Markdown of our own in `texts/`, with a title and a description at its head. */
import { Marked, type Token, type Tokens } from 'marked';

/** A run of text, or a drawing between two of them. */
export type GuidePart =
  | { html: string; drawing?: undefined }
  | {
      drawing: string;
      /** What the drawing says, for those who do not see it. */
      label: string;
      /** The words that stand in it. */
      words: string[];
    };

export interface GuideSection {
  /** For the address of the section within the page. */
  id: string;
  title: string;
  parts: GuidePart[];
}

export interface Guide {
  title: string;
  description: string;
  /** Before the first section. */
  lead: string;
  sections: GuideSection[];
  words: number;
  /** How long it takes to read, at 220 words a minute, rounded up. */
  minutes: number;
}

const WORDS_A_MINUTE = 220;
const marked = new Marked({ gfm: true });

/** Throws where the head or a section is missing: a guide that can't be read is a bug. */
export function readManuscript(manuscript: string): Guide {
  const [, head = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(manuscript) ?? [];
  const tokens = marked.lexer(body);
  const firstSection = tokens.findIndex(isSectionTitle);
  if (firstSection < 0) throw new Error('A guide has sections');
  const words = wordsIn(htmlOf(tokens));
  return {
    title: lineOf(head, 'title'),
    description: lineOf(head, 'description'),
    lead: htmlOf(tokens.slice(0, firstSection)),
    sections: sectionsOf(tokens.slice(firstSection)),
    words,
    minutes: Math.ceil(words / WORDS_A_MINUTE),
  };
}

function lineOf(head: string, name: string): string {
  const line = head.split('\n').find((one) => one.startsWith(`${name}: `));
  if (!line) throw new Error(`A guide has a ${name}`);
  // What holds a colon is quoted, as YAML wants it.
  return line.slice(name.length + 2).replace(/^(['"])(.*)\1$/, '$2');
}

function sectionsOf(tokens: Token[]): GuideSection[] {
  const sections: GuideSection[] = [];
  let run: Token[] = [];
  const endRun = () => {
    const html = htmlOf(run);
    if (html) sections.at(-1)?.parts.push({ html });
    run = [];
  };
  for (const token of tokens) {
    const picture = pictureIn(token);
    if (isSectionTitle(token)) {
      endRun();
      sections.push({ id: idOf(token.text), title: token.text, parts: [] });
    } else if (picture) {
      endRun();
      const { href, text, title } = picture;
      sections.at(-1)?.parts.push({ drawing: href, label: text, words: (title ?? '').split(' | ') });
    } else run.push(token);
  }
  endRun();
  return sections;
}

const isSectionTitle = (token: Token): token is Tokens.Heading =>
  token.type === 'heading' && (token as Tokens.Heading).depth === 2;

/** A paragraph that is nothing but a picture names one of the drawings. */
function pictureIn(token: Token): Tokens.Image | null {
  if (token.type !== 'paragraph') return null;
  const [only, ...more] = token.tokens ?? [];
  return only?.type === 'image' && more.length === 0 ? (only as Tokens.Image) : null;
}

const htmlOf = (tokens: Token[]): string => marked.parser(tokens).trim();

/** `Cómo se nota que falta` becomes `como-se-nota-que-falta`. */
function idOf(title: string): string {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[a-z0-9]+/g)?.join('-') ?? '';
}

function wordsIn(html: string): number {
  return html.replace(/<[^>]*>/g, ' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}
