import type { EngagementRole } from '#kernel/actor.ts';
import type { Tx } from '#kernel/database/context.server.ts';
import type { BriefId } from '#kernel/id.ts';
import type { LoggedEvent as Logged, Notifier } from '#kernel/notifier.server.ts';
import { shownTitle, type DoneCriterion } from './brief.ts';
import { answeredInPause } from './clock.ts';
import { peopleIn } from '#rooms/people/index.server.ts';
import type { BriefEvent, BriefEventKind } from './history.ts';
import { templateOf, type BriefMail, type BriefMailFacts, type BriefMatter } from './mails.server.ts';
import {
  briefInMail,
  deliveryInMail,
  messageInMail,
  questionsOf,
  teachBackInMail,
  whoActed,
} from './mail-store.server.ts';
import { briefRoles } from './rules.ts';
import { rolesAwaited, type Waiting } from './waiting.ts';

type BriefInMail = NonNullable<Awaited<ReturnType<typeof briefInMail>>>;
type Happened = Logged & { brief: BriefId };
type Telling<Kind extends BriefEventKind> = {
  mail: BriefMail;
  /** Where on the brief's page the button leads. */
  place: string;
  to: readonly EngagementRole[];
  /** What an answer to the mail is about, where it is more than a message. */
  matter?: Exclude<BriefMatter, 'talk'>;
  facts?(
    tx: Tx,
    facts: Extract<BriefEvent, { kind: Kind }>['facts'],
    brief: BriefInMail,
    event: Happened,
  ): Promise<Told> | Told;
};
/** What a mail says beside what all say, and the ids of what can be answered with it. */
type Told = Partial<BriefMailFacts> & { things?: readonly string[] };

/** Those whose turn it now is for that. */
const awaited = (waiting: Waiting) => rolesAwaited(waiting);
const assistants = ['assistant'] as const;
const client = ['principal', 'member'] as const;

/**
 * Who is told of which event by mail: whoever is awaited next, and, without being awaited, the client of a promised
 * date and of a refusal to take the work on, the assistants of the end of their work, both of what the other writes.
 */
const tellings: { [Kind in BriefEventKind]?: Telling<Kind> } = {
  'delegation.briefProposed': {
    mail: 'proposed',
    place: '',
    to: awaited({ who: 'client', why: 'send' }),
    facts: (_tx, _facts, { outcome }) => ({ outcome: clipped(outcome, 600) }),
  },
  'delegation.briefSent': {
    mail: 'sent',
    place: '',
    to: awaited({ who: 'assistant', why: 'say_it_back' }),
    facts: (_tx, { wishedBy }, { outcome, wishedWhy }) => ({
      wishedBy,
      wishedWhy: clipped(wishedWhy, 600),
      outcome: clipped(outcome, 600),
    }),
  },
  'delegation.questionAsked': {
    mail: 'question',
    place: 'questions',
    to: awaited({ who: 'client', why: 'answer_questions' }),
    matter: 'answer_questions',
    facts: async (tx, _facts, { stoppedAt }, event) => {
      // Questions that were asked at once share their moment, and one mail.
      const asked = (await questionsOf(tx, event)).filter(
        ({ askedAt, askedBy }) => askedAt === event.at && askedBy === event.by,
      );
      return {
        quote: listed(asked.map(({ text }) => text)),
        count: asked.length,
        things: asked.map(({ id }) => id),
        isStopped: stoppedAt !== null,
      };
    },
  },
  'delegation.questionAnswered': {
    mail: 'answer',
    place: '',
    to: assistants,
    facts: async (tx, _facts, { dueAt }, event) => {
      const questions = (await questionsOf(tx, event)).map((question) => ({
        ...question,
        askedAt: Temporal.Instant.from(question.askedAt),
        closedAt: instantOf(question.answeredAt ?? question.withdrawnAt),
      }));
      const answered = answeredInPause(questions, Temporal.Instant.from(event.at));
      const pairs = answered.flatMap(({ text, answer }) => (answer === null ? [] : [`${text}\n→ ${answer}`]));
      return { quote: listed(pairs), date: dueAt };
    },
  },
  'delegation.teachBackWritten': {
    mail: 'teach_back',
    place: 'teach-back',
    to: awaited({ who: 'client', why: 'confirm_teach_back' }),
    matter: 'confirm_teach_back',
    facts: async (tx, { teachBackId }, _brief, event) => ({
      things: [teachBackId],
      quote: clipped((await teachBackInMail(tx, event, teachBackId))?.text ?? ''),
    }),
  },
  'delegation.teachBackConfirmed': {
    mail: 'confirmed',
    place: 'promise',
    to: awaited({ who: 'assistant', why: 'promise' }),
    facts: (_tx, _facts, { wishedBy, wishedWhy }) => ({ wishedBy, wishedWhy: clipped(wishedWhy, 600) }),
  },
  'delegation.teachBackCorrected': {
    mail: 'corrected',
    place: 'say-it-back',
    to: awaited({ who: 'assistant', why: 'say_it_back' }),
    facts: async (tx, { teachBackId }, _brief, event) => ({
      quote: clipped((await teachBackInMail(tx, event, teachBackId))?.correction ?? ''),
    }),
  },
  'delegation.briefPromised': {
    mail: 'promised',
    place: '',
    to: client,
    facts: (_tx, { by }, { wishedBy, stoppedAt }) => ({ date: by, wishedBy, isStopped: stoppedAt !== null }),
  },
  'delegation.dateProposed': {
    mail: 'date_proposed',
    place: 'date',
    to: awaited({ who: 'client', why: 'agree_date' }),
    matter: 'agree_date',
    facts: (_tx, { proposalId, by, reason }, { wishedBy }) => ({
      ...{ date: by, wishedBy, quote: clipped(reason) },
      things: [proposalId],
    }),
  },
  'delegation.dateAgreed': {
    mail: 'date_agreed',
    place: '',
    to: awaited({ who: 'assistant', why: 'deliver' }),
    facts: (_tx, { by }) => ({ date: by }),
  },
  'delegation.dateRefused': {
    mail: 'date_refused',
    place: 'promise',
    to: awaited({ who: 'assistant', why: 'promise' }),
    facts: (_tx, { reason }, { state, dueAt, wishedBy }) => ({
      quote: clipped(reason ?? ''),
      wishedBy,
      date: dueAt,
      isPromised: state === 'promised',
    }),
  },
  'delegation.briefDeclined': {
    mail: 'declined',
    place: '',
    to: client,
    facts: (_tx, { reason }) => ({ quote: clipped(reason) }),
  },
  'delegation.briefDelivered': {
    mail: 'delivered',
    place: 'review',
    to: awaited({ who: 'client', why: 'review_delivery' }),
    matter: 'review_delivery',
    facts: async (tx, { deliveryId }, _brief, event) => {
      const { note, files } = await deliveryInMail(tx, event, deliveryId);
      return { quote: clipped(note ?? ''), files, things: [deliveryId] };
    },
  },
  'delegation.deliveryAccepted': {
    mail: 'accepted',
    place: '',
    to: assistants,
    facts: async (tx, { deliveryId, unmet }, _brief, event) => ({
      quote: clipped((await deliveryInMail(tx, event, deliveryId)).comment ?? ''),
      unmet: textsOf(unmet),
    }),
  },
  'delegation.changesRequested': {
    mail: 'changes',
    place: 'deliver',
    to: awaited({ who: 'assistant', why: 'rework' }),
    facts: (_tx, { criteria, reason }) => ({ quote: clipped(reason ?? ''), unmet: textsOf(criteria) }),
  },
  'delegation.briefWithdrawn': {
    mail: 'withdrawn',
    place: '',
    to: assistants,
    facts: (_tx, { reason }) => ({ quote: clipped(reason ?? '') }),
  },
  'delegation.messagePosted': {
    mail: 'message',
    place: 'conversation',
    to: briefRoles,
    facts: async (tx, { messageId }, _brief, event) => ({
      quote: clipped((await messageInMail(tx, event, messageId))?.text ?? ''),
    }),
  },
};

/** The notifiers of this room, by the kind of event. */
export const delegationNotifiers: Record<string, Notifier> = Object.fromEntries(
  // Each telling is written for its own kind; the record has lost which.
  Object.entries(tellings as Record<string, Telling<BriefEventKind>>).map(([kind, telling]) => [
    kind,
    (tx, event) =>
      event.brief ? ordersOf(tx, { ...event, brief: event.brief }, telling) : Promise.resolve([]),
  ]),
);

async function ordersOf(tx: Tx, event: Happened, telling: Telling<BriefEventKind>) {
  const [brief, actor] = [await briefInMail(tx, event), await whoActed(tx, event)];
  if (!brief) return [];
  const all = await peopleIn(tx, event, rolesToTell(telling, brief, actor?.role ?? null));
  const people = all.filter((person) => person !== event.by);
  if (people.length === 0) return [];
  // The log holds for each kind the facts that its writer gave it.
  const { things = [], ...own } = (await telling.facts?.(tx, event.facts as never, brief, event)) ?? {};
  const facts: BriefMailFacts = {
    path: `/w/${event.workspace}/briefs/${event.brief}${telling.place && `#${telling.place}`}`,
    title: shownTitle(brief),
    engagement: brief.engagement,
    who: actor?.name ?? '',
    ...own,
  };
  const talk = event.engagement && {
    ...{ engagement: event.engagement, brief: event.brief },
    ...{ matter: telling.matter ?? 'talk', things },
  };
  return people.map((person) => ({
    ...{ template: templateOf(telling.mail), to: person, facts },
    ...(talk ? { talk } : {}),
  }));
}

/** A message goes to the other side only; and of a draft that the client keeps to itself the practice hears nothing. */
function rolesToTell(
  { mail, to }: Telling<BriefEventKind>,
  { keptPrivate }: BriefInMail,
  roleOfActor: string | null,
): readonly EngagementRole[] {
  const isOfClient = roleOfActor === 'principal' || roleOfActor === 'member';
  const others = mail === 'message' ? to.filter((role) => (role === 'assistant') === isOfClient) : to;
  return keptPrivate ? others.filter((role) => role !== 'assistant') : others;
}

const instantOf = (text: string | null) => (text === null ? null : Temporal.Instant.from(text));
const textsOf = (criteria: readonly DoneCriterion[]) => criteria.map(({ text }) => text);

/** One text as it is, several with a number each. */
const listed = (texts: readonly string[]): string =>
  clipped(
    texts.length === 1 ? (texts[0] ?? '') : texts.map((text, index) => `${index + 1}. ${text}`).join('\n\n'),
  );

/** Enough of a text to know what it is about; the rest is behind the button. */
function clipped(text: string, longest = 3_000): string {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest).join('').trimEnd()}…`;
}
