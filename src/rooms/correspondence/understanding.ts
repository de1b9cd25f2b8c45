import { agreeing, asksForChange, courtesy, putsOff, sending, unmistakable } from './plain-words.ts';

/** What the mail that is answered had asked for. */
export const matters = [
  'talk',
  'answer_questions',
  'confirm_teach_back',
  'agree_date',
  'review_delivery',
  'start_draft',
  'fill_draft',
] as const;
export type Matter = (typeof matters)[number];

/** What an answer by mail means. */
export type Understood =
  /** Yes: what was said back is right, the date suits, the delivery is accepted. */
  | { readonly kind: 'agrees'; readonly words: string }
  /** The answer to each question that has one, by its place in the mail, from 0. */
  | { readonly kind: 'answers'; readonly answers: ReadonlyMap<number, string> }
  /** What a draft lacks, by its place in the mail, from 0; what belongs to no number; and whether it is to be sent. */
  | {
      readonly kind: 'fills';
      readonly answers: ReadonlyMap<number, string>;
      readonly rest: string;
      readonly sends: boolean;
    }
  /** What was said back is not right, in these words. */
  | { readonly kind: 'corrects'; readonly words: string }
  /** The delivery is to be changed, in these words. */
  | { readonly kind: 'wants_changes'; readonly words: string }
  /** Something to read, that decides nothing. */
  | { readonly kind: 'says'; readonly words: string; readonly because: SaysBecause }
  | { readonly kind: 'nothing' };

/** Why it decides nothing: what the answering mail explains. */
export type SaysBecause = 'talk' | 'not_numbered' | 'not_sure' | 'is_question' | 'puts_off';

export type Answer = {
  readonly matter: Matter;
  /** What the person wrote anew. */
  readonly words: string;
  /** All of the mail's text: answers may stand between the quoted questions. */
  readonly whole: string;
  /** How many questions the mail asked. */
  readonly questions: number;
  /** Names of the people of the brief, which may stand in a greeting or under it. */
  readonly names: readonly string[];
};

/** What an answer means. When in doubt it decides nothing: then it is a message that somebody reads. */
export function understand({ matter, words, whole, questions, names }: Answer): Understood {
  if (words.trim() === '') return { kind: 'nothing' };
  const says = (because: SaysBecause): Understood => ({ kind: 'says', words, because });
  if (matter === 'talk' || matter === 'start_draft') return says('talk');
  if (matter === 'fill_draft') return fills(words, whole, questions, names);
  if (matter === 'answer_questions') {
    if (questions === 1) return { kind: 'answers', answers: new Map([[0, withoutNumber(words)]]) };
    const answers = answersIn(words, whole, questions);
    return answers.size > 0 ? { kind: 'answers', answers } : says('not_numbered');
  }
  if (agrees(words, names, matter === 'review_delivery' ? 'unmistakably' : 'plainly'))
    return { kind: 'agrees', words };
  if (matter === 'agree_date') return says('not_sure');
  if (isQuestion(words)) return says('is_question');
  const wantsChange = contains(plain(words), asksForChange);
  if (matter === 'review_delivery') return wantsChange ? { kind: 'wants_changes', words } : says('not_sure');
  if (!wantsChange && contains(plain(words), putsOff)) return says('puts_off');
  // Thanks alone, or a word that agrees with nothing: neither yes nor no.
  if (saysNothing(words, names)) return says('not_sure');
  return { kind: 'corrects', words };
}

/** An answer to the list of what a draft lacks: numbered, with a word in the end that sends it, or either alone. */
function fills(words: string, whole: string, questions: number, names: readonly string[]): Understood {
  const lines = words.split('\n');
  let sends = false;
  for (let last = lines.at(-1); last !== undefined; last = lines.at(-1)) {
    const isSending = sendsIt(last, names);
    if (!isSending && !saysNothing(last, names)) break;
    sends ||= isSending;
    lines.pop();
  }
  const left = lines.join('\n').trim();
  const answers = left === '' ? new Map<number, string>() : answersIn(left, whole, questions);
  const first = lines.findIndex((line) => numbered.test(line));
  const before = answers.size === 0 ? left : first > 0 ? lines.slice(0, first).join('\n').trim() : '';
  if (sends && saysNothing(before, names)) return { kind: 'fills', answers, rest: '', sends };
  if (answers.size === 0 && questions === 1)
    return { kind: 'fills', answers: new Map([[0, left]]), rest: '', sends };
  return { kind: 'fills', answers, rest: saysNothing(before, names) ? '' : before, sends };
}

/** Whether the words ask to send the draft, and nothing else: "yes, send it, thanks". */
function sendsIt(words: string, names: readonly string[]): boolean {
  if (words.includes('?') || conditional.test(words)) return false;
  const said = plain(words);
  return (
    contains(said, sending) && without(said, [...courtesy, ...agreeing, ...sending, ...namesIn(names)]) === ''
  );
}

/**
 * Whether the words agree and do nothing else: a yes, with courtesy around it at most. One word more ("but", "when",
 * "not") and they don't.
 */
export function agrees(words: string, names: readonly string[], how: 'plainly' | 'unmistakably'): boolean {
  if (words.includes('?') || words.includes('¿') || conditional.test(words)) return false;
  const yes = how === 'plainly' ? [...unmistakable, ...agreeing] : unmistakable;
  const left = without(plain(words), [...courtesy, ...agreeing, ...unmistakable, ...namesIn(names)]);
  if (left !== '') return false;
  return how === 'plainly' && /[👍👌✅🆗]/u.test(words) ? true : contains(plain(words), yes);
}

/** "Si" without its accent is often an "if": as a yes it stands alone, or before another word that agrees. */
const conditional =
  /(?:^|[^\p{L}])si\s+(?!(?:si|sí|adelante|gracias|acepto|ok|vale|claro|por|de|perfecto|confirmo|correcto|exacto)(?!\p{L}))\p{L}/iu;

const saysNothing = (words: string, names: readonly string[]): boolean =>
  without(plain(words), [...courtesy, ...agreeing, ...namesIn(names)]) === '';

/** Whether it asks: then no decision is in it. */
function isQuestion(words: string): boolean {
  const sentences = words.split(/(?<=[.!?\n])\s+/u).filter((one) => plain(one) !== '');
  return sentences.length > 0 && sentences.every((one) => one.trim().endsWith('?'));
}

/** Each name as a whole and its parts. */
const namesIn = (names: readonly string[]): string[] =>
  names
    .map(plain)
    .flatMap((name) => [name, ...name.split(' ')])
    .filter((name) => name.length > 1);

/** Small letters without accents, marks and pictures; one space between words. */
export function plain(words: string): string {
  return words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** What is left of plain words without those phrases, the longest first. */
function without(words: string, phrases: readonly string[]): string {
  const longestFirst = [...new Set(phrases)].sort((one, other) => other.length - one.length);
  let left = ` ${words.replaceAll(' ', '  ')} `;
  for (const phrase of longestFirst) left = left.replaceAll(` ${phrase.replaceAll(' ', '  ')} `, ' ');
  return left.trim();
}

const contains = (words: string, phrases: readonly string[]): boolean =>
  phrases.some((phrase) => ` ${words} `.includes(` ${phrase} `));

const numbered = /^\s*(?:(?:pregunta|question|respuesta|answer)\s*)?(\d{1,2})\s*[.):ªº–-]+\s*(\S.*)?$/iu;
const withoutNumber = (words: string) =>
  (numbered.exec(words)?.[1] === '1' && words.replace(/^\s*1\s*[.)]\s*/, '')) || words;

/**
 * The answer to each question, by its place from 0: lines that begin with a question's number, or what stands below a
 * quoted question. Empty where that can't be told.
 */
function answersIn(words: string, whole: string, questions: number): ReadonlyMap<number, string> {
  const found = underNumbers(words.split('\n'), numbered, questions);
  return found.size > 0 ? found : underNumbers(whole.split('\n'), quotedNumber, questions);
}

const quotedNumber = /^\s*(?:>\s*)+(\d{1,2})\.\s()/u;

function underNumbers(
  lines: readonly string[],
  mark: RegExp,
  questions: number,
): ReadonlyMap<number, string> {
  const answers = new Map<number, string[]>();
  let open: string[] | null = null;
  for (const line of lines) {
    const [, digits, rest = ''] = mark.exec(line) ?? [];
    const number = Number(digits);
    if (digits && number >= 1 && number <= questions && !answers.has(number - 1)) {
      open = rest ? [rest] : [];
      answers.set(number - 1, open);
    } else if (!/^\s*>/.test(line)) open?.push(line);
  }
  const texts = [...answers].map(([place, text]) => [place, text.join('\n').trim()] as const);
  return new Map(texts.filter(([, text]) => text !== ''));
}
