import { convert } from 'html-to-text';
import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import { mailLimits, tooMuchOf, type TooMuch } from './limits.ts';
import { writtenAnew } from './reply-text.ts';

/** A file that came with a mail. */
export type MailFile = {
  name: string;
  content: Uint8Array;
  /** A picture that stands in the text: often a logo. */
  isInText: boolean;
  type: string;
};

/** A mail as far as it is understood: plain values, so that it can leave the thread that read it. */
export type ReadMail = {
  from: { name: string; address: string } | null;
  to: string[];
  subject: string;
  messageId: string | null;
  /** As the sender wrote it; ISO 8601 where it could be read. */
  date: string | null;
  headers: { name: string; value: string }[];
  /** All of the text, quotations too. */
  text: string;
  /** What the sender wrote anew. */
  anew: string;
  files: MailFile[];
};

export type Reading = { mail: ReadMail; tooMuch: null } | { mail: null; tooMuch: TooMuch };

/** Reads a raw mail (RFC 5322, MIME). Takes as long as the mail wants: to be called where it can be stopped. */
export async function readMail(raw: Uint8Array): Promise<Reading> {
  const tooMuch = tooMuchOf(raw);
  if (tooMuch) return { mail: null, tooMuch };
  const email = await PostalMime.parse(raw, {
    maxNestingDepth: mailLimits.depth,
    maxHeadersSize: mailLimits.headerBytes * 4,
    maxRfc822NestingDepth: 2,
    rfc822Attachments: true,
  }).catch((error: Error) => error);
  if (email instanceof Error) {
    return { mail: null, tooMuch: /nesting depth/.test(email.message) ? 'depth' : 'form' };
  }
  const text = textOf(email);
  const mail: ReadMail = {
    from: mailboxOf(email.from),
    to: [...(email.to ?? []), ...(email.cc ?? [])].flatMap(addressesOf),
    subject: (email.subject ?? '').slice(0, 1_000),
    messageId: email.messageId ?? null,
    date: email.date ?? null,
    headers: email.headers
      .slice(0, 500)
      .map(({ key, value }) => ({ name: key, value: value.slice(0, 4_000) })),
    text,
    anew: writtenAnew(text),
    files: email.attachments.slice(0, mailLimits.attachments).map(fileOf),
  };
  return { mail, tooMuch: null };
}

/** Plain text where the sender gave some; else what the page says, with quotations marked as in plain text. */
function textOf({ text, html }: Email): string {
  const plain = (text ?? '').slice(0, mailLimits.textChars);
  if (plain.trim() !== '' || !html) return plain.replace(/\r\n?/g, '\n');
  return convert(html.slice(0, mailLimits.textChars * 4), {
    wordwrap: false,
    limits: { maxInputLength: mailLimits.textChars * 4, maxDepth: 200, maxChildNodes: 20_000 },
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'img', format: 'skip' },
      { selector: 'h1', options: { uppercase: false } },
      { selector: 'h2', options: { uppercase: false } },
      { selector: 'h3', options: { uppercase: false } },
      { selector: 'div.gmail_signature', format: 'skip' },
    ],
  }).slice(0, mailLimits.textChars);
}

function mailboxOf(address: Address | undefined): ReadMail['from'] {
  const [only] = address ? flat(address) : [];
  return only ? { name: only.name.slice(0, 200), address: only.address.slice(0, 320).toLowerCase() } : null;
}

const addressesOf = (address: Address): string[] =>
  flat(address).map((one) => one.address.slice(0, 320).toLowerCase());

const flat = (address: Address) => address.group ?? [address];

function fileOf({ filename, mimeType, disposition, related, content }: Attachment): MailFile {
  const isPicture = mimeType.startsWith('image/');
  return {
    name: oneLine(filename ?? '') || nameFor(mimeType),
    type: mimeType.slice(0, 200),
    isInText: isPicture && (related === true || (disposition === 'inline' && !filename)),
    content: typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content),
  };
}

/** A name on one line, read in the direction in which it is written: "fdp.exe" must not look like "exe.pdf". */
const oneLine = (name: string): string =>
  name
    .slice(0, 2_000)
    .replace(/\p{Bidi_Control}/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 300);

/** Parts without a name: a meeting, a forwarded mail, anything else. */
function nameFor(type: string): string {
  if (type === 'text/calendar') return 'invite.ics';
  if (type === 'message/rfc822') return 'mail.eml';
  return type.startsWith('image/') ? `picture.${type.slice(6).replace(/[^a-z0-9].*$/, '')}` : 'file';
}
