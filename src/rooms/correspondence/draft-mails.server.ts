import * as m from '#messages';
import type { MailText, Reader } from '#kernel/mail/template.ts';
import type { Notifier } from '#kernel/notifier.server.ts';
import type { Locale } from '#kernel/text.ts';
import {
  fieldKey,
  formatMinutes,
  missingKey,
  type ClarityField,
  type MissingField,
} from '#rooms/delegation/index.ts';
import { peopleIn } from '#rooms/people/index.server.ts';
import { formatFull } from '#ui/dates.ts';
import { draftTold } from './store.server.ts';

/** What is said to whoever begins a brief by mail, or goes on with it. */
export type DraftFacts = {
  done: 'started' | 'filled' | 'unchanged' | 'sent' | 'not_sent' | 'not_yours';
  path: string;
  title: string | null;
  engagement: string;
  /** Of the mail that is answered. */
  subject: string;
  /** Whether whoever reads it is of the client's side, and so may send it. */
  isOfClient: boolean;
  /** What was filled in, as it now stands there. */
  filled: { field: ClarityField; value: string }[];
  /** Where the answer could not be understood. */
  unclear: ClarityField[];
  missing: MissingField[];
  files: string[];
};

type Say = (words: { title: string }, options: { locale: Locale }) => string;

const told: Record<DraftFacts['done'], Say> = {
  started: m.correspondence_draft_started,
  filled: m.correspondence_draft_filled,
  unchanged: m.correspondence_draft_unchanged,
  sent: m.correspondence_draft_sent,
  not_sent: m.correspondence_draft_not_sent,
  not_yours: m.correspondence_draft_not_yours,
};

/** How the draft stands, and what it lacks with a number each. */
export function writeDraft(facts: DraftFacts, { locale, timeZone }: Reader): MailText {
  const here = { locale };
  const title = facts.title ?? m.delegation_untitled({}, here);
  const numbers = facts.missing.map((one, index) => ({ ...one, number: index + 1 }));
  const lines = (level: MissingField['level']) =>
    numbers
      .filter((one) => one.level === level)
      .map(({ field, number }) => `${number}. ${missingText(field, locale)}`)
      .join('\n');
  const [needed, helps] = [lines('required'), lines('helps')];
  const isDraft = facts.done !== 'sent';
  const answer =
    facts.isOfClient && needed === '' ? m.correspondence_draft_answer_send : m.correspondence_draft_answer;
  const subject = facts.subject.replace(/^(?:(?:re|rv|fw|fwd|aw|resp?)\s*:\s*)+/iu, '').trim();
  return {
    subject: `Re: ${subject || title}`,
    paragraphs: [
      told[facts.done]({ title }, here),
      facts.done === 'started' && facts.isOfClient ? m.correspondence_draft_private({}, here) : '',
      ...facts.unclear.map((field) => unclearText(field, locale)),
      needed && `${m.correspondence_draft_needed({}, here)}\n${needed}`,
      isDraft && facts.isOfClient && !needed ? m.correspondence_draft_enough({}, here) : '',
      helps && `${m.correspondence_draft_helps({}, here)}\n${helps}`,
    ].filter(Boolean),
    facts: [
      ...facts.filled.map(({ field, value }) => ({
        label: m[fieldKey(field)]({}, here),
        value: valueText(field, value, { locale, timeZone }),
      })),
      ...(facts.files.length > 0
        ? [{ label: m.mail_brief_label_files({}, here), value: facts.files.join('\n') }]
        : []),
    ],
    button: { label: m.correspondence_understood_button({}, here), path: facts.path },
    answer: (isDraft ? answer : m.mail_brief_by_mail_talk)({}, here),
    why: m.correspondence_draft_why({ engagement: facts.engagement }, here),
  };
}

function missingText(field: ClarityField, locale: Locale): string {
  const text = m[missingKey(field)]({}, { locale });
  if (field === 'wishedBy') return `${text} ${m.correspondence_draft_example_date({}, { locale })}`;
  if (field === 'effortMinutes') return `${text} ${m.correspondence_draft_example_time({}, { locale })}`;
  if (field === 'autonomyLevel') return `${text} ${m.correspondence_draft_example_level({}, { locale })}`;
  return text;
}

function unclearText(field: ClarityField, locale: Locale): string {
  const name = m[fieldKey(field)]({}, { locale });
  return m.correspondence_draft_unclear({ field: name }, { locale });
}

function valueText(
  field: ClarityField,
  value: string,
  { locale, timeZone }: Pick<Reader, 'locale' | 'timeZone'>,
): string {
  if (field === 'wishedBy') return formatFull(value, timeZone, locale);
  if (field === 'effortMinutes') return formatMinutes(Number(value));
  if (field === 'autonomyLevel')
    return {
      1: m.delegation_autonomy_1,
      2: m.delegation_autonomy_2,
      3: m.delegation_autonomy_3,
      4: m.delegation_autonomy_4,
      5: m.delegation_autonomy_5,
    }[value as '1']({}, { locale });
  return [...value].length <= 600 ? value : `${[...value].slice(0, 600).join('')}…`;
}

/** What an assistant is told of a draft that began by mail: that it is there. What it says is the client's until it is sent. */
export type DraftToldFacts = { path: string; who: string; title: string; engagement: string };

export function writeDraftTold({ path, who, title, engagement }: DraftToldFacts, locale: Locale): MailText {
  const here = { locale };
  const name = title || m.delegation_untitled({}, here);
  return {
    subject: m.correspondence_draft_told_subject({ who, title: name }, here),
    paragraphs: [m.correspondence_draft_told_text({ who }, here)],
    facts: [{ label: m.mail_brief_label_engagement({}, here), value: engagement }],
    button: { label: m.correspondence_draft_told_button({}, here), path },
    why: m.mail_brief_why({ engagement }, here),
  };
}

export const tellOfDraft: Notifier = async (tx, { workspace, engagement, facts }) => {
  // The event's own fact.
  const told = engagement && (await draftTold(tx, workspace, String(facts.mail)));
  if (!told) return [];
  const assistants = await peopleIn(tx, { workspace, engagement }, ['assistant']);
  return assistants.map((to) => ({
    ...{ template: 'correspondence.draftTold', to },
    facts: { ...told, path: `/w/${workspace}/engagements/${engagement}` } satisfies DraftToldFacts,
  }));
};
