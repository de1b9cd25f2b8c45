import EmailReplyParser from 'email-reply-parser';

/**
 * What somebody wrote anew in a mail: without what they quote, their signature, and what their program or their firm adds
 * below. Answers that stand between quoted lines are kept. Empty where nothing new is in it.
 *
 * The library knows many languages; what our readers' programs write in Spanish, Portuguese and English is cut before,
 * because there the library lets some forms through.
 */
export function writtenAnew(text: string): string {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/[\u200b\u200e\u200f\ufeff]/g, '')
    .split('\n');
  const own = withoutFooters(withoutQuotations(lines));
  const isForLibrary = own.length <= librarys.lines && own.every((line) => line.length <= librarys.lineChars);
  return tidy(isForLibrary ? new EmailReplyParser().parseReply(own.join('\n')) : own.join('\n'));
}

/** What the library reads in no time; with the square of the length it gets slow, and a long mail is no plain answer. */
const librarys = { lines: 200, lineChars: 1_000 };

/** Where a quotation is announced: at which line, and how many it takes. */
type Announcement = { at: number; lines: number };

/** A mail program breaks the announcement over this many lines at most. */
const longestAnnouncement = 4;

const announcements = [
  // El lun, 3 nov 2026 a las 10:12, Ana (<ana@example.org>) escribió:
  /^(?:el|em|on)\s.{4,300}\s(?:escribi[oó]|escreveu|wrote)(?:\s.{0,80})?:$/iu,
  // Ana Ruiz <ana@example.org> escribió el 3 nov 2026:
  /^.{0,100}[<[(][^<>\s]+@[^<>\s]+[>\])].{0,40}\b(?:escribi[oó]|escreveu|wrote)\b.{0,80}:$/iu,
  // 2026-11-03 10:12 GMT+01:00 Ana <ana@example.org>:
  /^\d{4}-\d\d-\d\d[\sT].{0,120}<[^<>\s]+@[^<>\s]+>\s*:$/u,
  // Ana Ruiz escribió: / Ana Ruiz wrote on 3 Nov:
  /^\p{Lu}.{1,60}\s(?:escribi[oó]|escreveu|wrote)(?:\s.{0,60})?:$/u,
];

const separators = [
  /^[-_\s>*]*(?:mensaje|correo)\s+(?:original|reenviado)[-_\s*:]*$/iu,
  /^[-_\s>*]*mensagem\s+(?:original|encaminhada)[-_\s*:]*$/iu,
  /^[-_\s>*]*(?:original|forwarded)\s+message[-_\s*:]*$/iu,
  /^\s*_{20,}\s*$/u,
];

/** The first lines of what Outlook puts above a quotation, and those that follow in any order. */
const sender = /^\s*\*?(?:de|from|von)\s?:\*?\s+\S/iu;
const restOfHead =
  /^\s*\*?(?:enviado(?:\s+el)?|enviada?(?:\s+em)?|fecha|data|sent|date|para|to|cc|asunto|assunto|subject)\s?:\*?\s/iu;

function announcementIn(lines: readonly string[]): Announcement | null {
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.trim() === '' || line.startsWith('>')) continue;
    if (separators.some((one) => one.test(line))) return { at, lines: 1 };
    if (
      sender.test(line) &&
      lines.slice(at + 1, at + 6).filter((next) => restOfHead.test(next)).length >= 2
    ) {
      return {
        at,
        lines: 1 + lines.slice(at + 1, at + 8).findLastIndex((next) => restOfHead.test(next)) + 1,
      };
    }
    for (let count = 1; count <= longestAnnouncement; count++) {
      const part = lines.slice(at, at + count);
      if (part.at(-1)?.trim() === '') break;
      const joined = part.map((one) => one.trim()).join(' ');
      if (joined.length <= 400 && joined.endsWith(':') && announcements.some((one) => one.test(joined))) {
        return { at, lines: count };
      }
    }
  }
  return null;
}

const isQuoted = (line: string) => /^\s{0,3}>/.test(line);

/** Without the quotation and its announcement; where the answers stand between its lines, those are left. */
function withoutQuotations(lines: readonly string[]): readonly string[] {
  const found = announcementIn(lines);
  if (!found) return lines.filter((line) => !isQuoted(line));
  const before = lines.slice(0, found.at).filter((line) => !isQuoted(line));
  const after = lines.slice(found.at + found.lines);
  // Without marks nobody can tell what is quoted: then all of it is.
  return after.some(isQuoted) ? [...before, ...between(after)] : before;
}

/** The unmarked lines below the first marked one: an answer stands apart, or follows the mark of what it answers. */
function between(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex(isQuoted);
  return lines.slice(first).filter((line) => !isQuoted(line));
}

const sentFrom =
  /^\s*(?:enviad[oa]\s+(?:desde|con|a\s+trav[eé]s|do\s+meu|pelo|via)\b|(?:obtener|obtén|descargar|obter|baixar|get)\s+(?:o\s+)?outlook\b|sent\s+(?:from|via)\b)/iu;

const farewell =
  /^\s*(?:(?:muchos?\s+)?(?:un\s+)?(?:cordial(?:es)?\s+)?saludos?(?:\s+cordial(?:es)?|\s+a\s+tod[oa]s)?|atentamente|cordialmente|(?:un\s+)?(?:fuerte\s+)?abrazos?|besos|atenciosamente|abraços?|(?:com\s+os\s+melhores\s+)?cumprimentos|(?:kind(?:est)?|best|warm)\s+regards|regards|best(?:\s+wishes)?|cheers|sincerely|yours(?:\s+\w+)?)\s*[,.;!]*\s*$/iu;

const dashes = /^\s*(?:--|—|–|__)\s*$/u;

const disclaimerBegins =
  /^\s*[*_]*(?:aviso\s+(?:legal|de\s+confidencialidad)|confidencialidad|confidentiality|disclaimer|(?:este|la\s+informaci[oó]n|esta|el\s+(?:contenido|presente))\s.{0,40}(?:mensaje|correo|mensagem|e-?mail|contenida)|(?:this|the\s+(?:information|contents?))\s.{0,40}(?:e-?mail|message)|antes\s+de\s+imprimir|please\s+consider\s+the\s+environment|de\s+conformidad\s+con|en\s+cumplimiento\s+de|protecci[oó]n\s+de\s+datos|proteja\s+el\s+medio)/iu;

const disclaimerSays =
  /confiden|destinatari|intended|privileg|imprimi|environment|ambiente|rgpd|gdpr|lopd|datos\s+personales|dados\s+pessoais|2016\/679|viruses/iu;

/** A signature is short; what is longer says something. */
const longestSignature = 10;

function withoutFooters(lines: readonly string[]): readonly string[] {
  // Counted once: a mail may have as many lines as it likes.
  const written = lines.map((line) => (line.trim() === '' ? 0 : 1));
  const writtenFrom = sumsFromEnd(written);
  const disclaimers = lines.flatMap((line, at) => (disclaimerBegins.test(line) ? [at] : []));
  for (const [at, line] of lines.entries()) {
    while ((disclaimers[0] ?? at + 1) <= at) disclaimers.shift();
    const below = writtenFrom[at + 1] ?? 0;
    if (sentFrom.test(line) && below <= 3) return lines.slice(0, at);
    // Lines of a disclaimer that follows do not make a signature longer.
    const ofDisclaimer = lines.length - (disclaimers[0] ?? lines.length);
    if ((farewell.test(line) || dashes.test(line)) && below <= longestSignature + ofDisclaimer)
      return lines.slice(0, at);
    if (disclaimerBegins.test(line) && disclaimerSays.test(lines.slice(at, at + 12).join(' ')))
      return withoutFooters(lines.slice(0, at));
  }
  return lines;
}

/** For each place, the sum from there to the end. */
function sumsFromEnd(counts: readonly number[]): readonly number[] {
  const sums = [...counts];
  for (let at = counts.length - 2; at >= 0; at--) sums[at] = (sums[at] ?? 0) + (sums[at + 1] ?? 0);
  return sums;
}

const tidy = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
