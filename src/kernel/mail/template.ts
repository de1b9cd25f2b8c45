import type { Locale } from '../text.ts';

/** Who reads a mail: it is written in their language, with times in their zone. */
export type Reader = { name: string | null; locale: Locale; timeZone: string };

/** What a mail says, before it becomes plain text and HTML: a few sentences, the facts of the matter, one button. */
export type MailText = {
  subject: string;
  paragraphs: string[];
  facts?: { label: string; value: string }[];
  /** Words of a person, shown as a quotation. */
  quote?: string;
  button?: { label: string; path: string };
  /** How it can be answered by mail; left out where answers by mail are not switched on. */
  answer?: string;
  /** Why this mail came, in small. */
  why: string;
};

/** Renders one kind of mail. Pure: facts are what the operation wrote down. */
export type MailTemplate = (facts: Record<string, never>, reader: Reader) => MailText;
