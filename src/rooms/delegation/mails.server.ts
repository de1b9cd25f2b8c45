import * as m from '#messages';
import type { MailTemplate, MailText, Reader } from '#kernel/mail/template.ts';
import type { Locale } from '#kernel/text.ts';
import { formatFull } from '#ui/dates.ts';

/** What a notifier writes down for a mail about a brief. Instants are ISO 8601; the template says them in the reader's zone. */
export type BriefMailFacts = {
  path: string;
  /** Null where neither a title nor an outcome was written. */
  title: string | null;
  engagement: string;
  /** Who did it. */
  who: string;
  /** What somebody wrote: a question, a correction, a reason. */
  quote?: string;
  count?: number;
  /** The date that the mail is about. */
  date?: string | null;
  wishedBy?: string | null;
  wishedWhy?: string;
  outcome?: string;
  files?: string[];
  unmet?: string[];
  /** Whether the clock of a promise stands still. */
  isStopped?: boolean;
  /** Whether a promise stands. */
  isPromised?: boolean;
};

export type BriefMail =
  | 'proposed'
  | 'sent'
  | 'question'
  | 'answer'
  | 'teach_back'
  | 'confirmed'
  | 'corrected'
  | 'promised'
  | 'date_proposed'
  | 'date_agreed'
  | 'date_refused'
  | 'declined'
  | 'delivered'
  | 'accepted'
  | 'changes'
  | 'withdrawn'
  | 'message';

/** What a mail can be answered with: words in the conversation, or the very thing that it asks for. */
export type BriefMatter =
  'talk' | 'answer_questions' | 'confirm_teach_back' | 'agree_date' | 'review_delivery';

/** What tells one mail from another: all share the subject's title, the text's author, the button and the reason why. */
type Particulars = {
  subject: Text<{ who: string; title: string; count: number }>;
  text: Text<{ who: string }>;
  button: Text<object>;
  /** A second paragraph, where there is more to say. */
  more?(facts: BriefMailFacts): Text<object> | null;
  /** How it is answered by mail, where that does more than say something. */
  answer?(facts: BriefMailFacts): Text<object>;
};

type Text<Words> = (words: Words, options: { locale: Locale }) => string;

const particulars: Record<BriefMail, Particulars> = {
  proposed: {
    subject: m.mail_brief_proposed_subject,
    text: m.mail_brief_proposed_text,
    button: m.mail_brief_proposed_button,
  },
  sent: {
    subject: m.mail_brief_sent_subject,
    text: m.mail_brief_sent_text,
    button: m.mail_brief_sent_button,
  },
  question: {
    subject: m.mail_brief_question_subject,
    text: m.mail_brief_question_text,
    button: m.mail_brief_question_button,
    more: ({ isStopped }) => (isStopped ? m.mail_brief_question_stopped : null),
    answer: ({ count }) => (count === 1 ? m.mail_brief_by_mail_question : m.mail_brief_by_mail_questions),
  },
  answer: {
    subject: m.mail_brief_answer_subject,
    text: m.mail_brief_answer_text,
    button: m.mail_brief_answer_button,
    more: ({ date }) => (date ? m.mail_brief_answer_due : null),
  },
  teach_back: {
    subject: m.mail_brief_teach_back_subject,
    text: m.mail_brief_teach_back_text,
    button: m.mail_brief_teach_back_button,
    answer: () => m.mail_brief_by_mail_teach_back,
  },
  confirmed: {
    subject: m.mail_brief_confirmed_subject,
    text: m.mail_brief_confirmed_text,
    button: m.mail_brief_confirmed_button,
  },
  corrected: {
    subject: m.mail_brief_corrected_subject,
    text: m.mail_brief_corrected_text,
    button: m.mail_brief_corrected_button,
  },
  promised: {
    subject: m.mail_brief_promised_subject,
    text: m.mail_brief_promised_text,
    button: m.mail_brief_promised_button,
    more: ({ isStopped }) => (isStopped ? m.mail_brief_promised_stopped : null),
  },
  date_proposed: {
    subject: m.mail_brief_date_proposed_subject,
    text: m.mail_brief_date_proposed_text,
    button: m.mail_brief_date_proposed_button,
    answer: () => m.mail_brief_by_mail_date,
  },
  date_agreed: {
    subject: m.mail_brief_date_agreed_subject,
    text: m.mail_brief_date_agreed_text,
    button: m.mail_brief_date_agreed_button,
  },
  date_refused: {
    subject: m.mail_brief_date_refused_subject,
    text: m.mail_brief_date_refused_text,
    button: m.mail_brief_date_refused_button,
    more: ({ isPromised }) => (isPromised ? m.mail_brief_date_refused_stands : null),
  },
  declined: {
    subject: m.mail_brief_declined_subject,
    text: m.mail_brief_declined_text,
    button: m.mail_brief_declined_button,
  },
  delivered: {
    subject: m.mail_brief_delivered_subject,
    text: m.mail_brief_delivered_text,
    button: m.mail_brief_delivered_button,
    answer: () => m.mail_brief_by_mail_delivery,
  },
  accepted: {
    subject: m.mail_brief_accepted_subject,
    text: m.mail_brief_accepted_text,
    button: m.mail_brief_accepted_button,
  },
  changes: {
    subject: m.mail_brief_changes_subject,
    text: m.mail_brief_changes_text,
    button: m.mail_brief_changes_button,
  },
  withdrawn: {
    subject: m.mail_brief_withdrawn_subject,
    text: m.mail_brief_withdrawn_text,
    button: m.mail_brief_withdrawn_button,
  },
  message: {
    subject: m.mail_brief_message_subject,
    text: m.mail_brief_message_text,
    button: m.mail_brief_message_button,
  },
};

/** The name of a template, as the mails' table keeps it. */
export const templateOf = (mail: BriefMail) => `delegation.${mail}`;

/** How the mails about briefs are written. */
export const delegationMails: Record<string, MailTemplate> = Object.fromEntries(
  Object.entries(particulars).map(([mail, parts]) => [
    templateOf(mail as BriefMail),
    // The facts are what this room's notifiers wrote down for this template.
    (facts, reader) => write(parts, mail === 'date_proposed', facts as unknown as BriefMailFacts, reader),
  ]),
);

function write(
  parts: Particulars,
  isProposal: boolean,
  facts: BriefMailFacts,
  { locale, timeZone }: Reader,
): MailText {
  const here = { locale };
  const title = facts.title ?? m.delegation_untitled({}, here);
  const words = { who: facts.who, title, count: facts.count ?? 1 };
  const more = parts.more?.(facts);
  const moment = (iso: string | null | undefined) => iso && formatFull(iso, timeZone, locale);
  const dateLabel = isProposal ? m.mail_brief_label_proposed : m.mail_brief_label_date;
  const lines = [
    { label: m.mail_brief_label_engagement({}, here), value: facts.engagement },
    { label: dateLabel({}, here), value: moment(facts.date) },
    { label: m.mail_brief_label_wished({}, here), value: moment(facts.wishedBy) },
    { label: m.mail_brief_label_wished_why({}, here), value: facts.wishedWhy },
    { label: m.mail_brief_label_outcome({}, here), value: facts.outcome },
    { label: m.mail_brief_label_files({}, here), value: facts.files?.join('\n') },
    { label: m.mail_brief_label_unmet({}, here), value: facts.unmet?.join('\n') },
  ];
  return {
    subject: parts.subject(words, here),
    paragraphs: [parts.text(words, here), ...(more ? [more({}, here)] : [])],
    facts: lines.flatMap(({ label, value }) => (value ? [{ label, value }] : [])),
    quote: facts.quote || undefined,
    button: { label: parts.button({}, here), path: facts.path },
    answer: (parts.answer?.(facts) ?? m.mail_brief_by_mail_talk)({}, here),
    why: m.mail_brief_why({ engagement: facts.engagement }, here),
  };
}
