import * as m from '#messages';
import type { MailTemplate, MailText } from '#kernel/mail/template.ts';
import type { Notifier } from '#kernel/notifier.server.ts';
import type { Locale } from '#kernel/text.ts';
import { peopleIn } from '#rooms/people/index.server.ts';
import type { Outcome } from './acts.server.ts';
import {
  tellOfDraft,
  writeDraft,
  writeDraftTold,
  type DraftFacts,
  type DraftToldFacts,
} from './draft-mails.server.ts';
import { countWaiting, type WaitingState } from './store.server.ts';

/** What the answer to a mail says: what was understood, and what to do where that is not what was meant. */
export type UnderstoodFacts = Outcome & {
  path: string;
  title: string | null;
  engagement: string;
  /** Of the mail that is answered. */
  subject: string;
  quote: string;
  files: string[];
};

type Say = (words: { title: string; count: number }, options: { locale: Locale }) => string;

const understood: Record<Outcome['done'], Say> = {
  said: m.correspondence_understood_said,
  answered: m.correspondence_understood_answered,
  confirmed: m.correspondence_understood_confirmed,
  corrected: m.correspondence_understood_corrected,
  agreed: m.correspondence_understood_agreed,
  accepted: m.correspondence_understood_accepted,
  changes: m.correspondence_understood_changes,
  files: m.correspondence_understood_files,
  nothing: m.correspondence_understood_nothing,
  refused: m.correspondence_understood_refused,
};

const because: Record<NonNullable<Outcome['because']>, Say | null> = {
  talk: null,
  not_numbered: m.correspondence_because_not_numbered,
  not_sure: m.correspondence_because_not_sure,
  is_question: null,
  puts_off: null,
  closed: m.correspondence_because_closed,
};

/** How to undo it, where something was decided. */
const undo: Partial<Record<Outcome['done'], Say>> = {
  said: m.correspondence_undo_said,
  answered: m.correspondence_undo_answered,
  confirmed: m.correspondence_undo_confirmed,
  corrected: m.correspondence_undo_corrected,
  agreed: m.correspondence_undo_agreed,
  accepted: m.correspondence_undo_accepted,
  changes: m.correspondence_undo_changes,
};

/** How the mails of this room are written. */
export const correspondenceMails: Record<string, MailTemplate> = {
  // The facts are what `readKeptMail` wrote down for this template.
  'correspondence.understood': (facts, reader) =>
    writeUnderstood(facts as unknown as UnderstoodFacts, reader.locale),
  // And these the notifier.
  'correspondence.waiting': (facts, reader) => writeWaiting(facts as unknown as WaitingFacts, reader.locale),
  'correspondence.draft': (facts, reader) => writeDraft(facts as unknown as DraftFacts, reader),
  'correspondence.draftTold': (facts, reader) =>
    writeDraftTold(facts as unknown as DraftToldFacts, reader.locale),
};

type WaitingFacts = { path: string; why: WaitingState };

const waitingText: Record<WaitingState, Say> = {
  held: m.correspondence_mail_held_text,
  bounced: m.correspondence_mail_bounced_text,
  unreadable: m.correspondence_mail_unreadable_text,
};

/** Nothing of what came stands in it: whoever sent that may be anybody. */
function writeWaiting({ path, why }: WaitingFacts, locale: Locale): MailText {
  const here = { locale };
  return {
    subject: m.correspondence_mail_waiting_subject({}, here),
    paragraphs: [waitingText[why]({ title: '', count: 1 }, here)],
    button: { label: m.correspondence_mail_waiting_button({}, here), path },
    why: m.correspondence_mail_waiting_why({}, here),
  };
}

/** Assistants are told of a mail that waits for a look, but not of each while something waits already. */
const tellOfWaiting: Notifier = async (tx, { workspace, engagement, facts }) => {
  if (!engagement || (await countWaiting(tx, workspace)) > 1) return [];
  // The event's own fact.
  const why = facts.why as WaitingState;
  const assistants = await peopleIn(tx, { workspace, engagement }, ['assistant']);
  return assistants.map((to) => ({
    ...{ template: 'correspondence.waiting', to },
    facts: { path: `/w/${workspace}/mails`, why },
  }));
};

export const correspondenceNotifiers: Record<string, Notifier> = {
  'correspondence.mailWaits': tellOfWaiting,
  'correspondence.draftStarted': tellOfDraft,
};

function writeUnderstood(facts: UnderstoodFacts, locale: Locale): MailText {
  const here = { locale };
  const words = { title: facts.title ?? m.delegation_untitled({}, here), count: facts.count ?? 1 };
  const why = facts.because ? because[facts.because] : null;
  const subject = facts.subject.replace(/^(?:(?:re|rv|fw|fwd|aw|resp?)\s*:\s*)+/iu, '').trim();
  return {
    subject: `Re: ${subject || words.title}`,
    paragraphs: [understood[facts.done], why, undo[facts.done]].flatMap((say) =>
      say ? [say(words, here)] : [],
    ),
    facts:
      facts.files.length > 0
        ? [{ label: m.mail_brief_label_files({}, here), value: facts.files.join('\n') }]
        : [],
    quote: facts.quote || undefined,
    button: { label: m.correspondence_understood_button({}, here), path: facts.path },
    answer: m.mail_brief_by_mail_talk({}, here),
    why: m.correspondence_understood_why({ engagement: facts.engagement }, here),
  };
}
