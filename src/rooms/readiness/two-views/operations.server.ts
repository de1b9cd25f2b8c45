import { z } from 'zod';
import { invalid, notFound, refused } from '#kernel/errors.ts';
import { idOf, type PersonId } from '#kernel/id.ts';
import { anyMember, engagementInInput, inEngagement } from '#kernel/may.server.ts';
import { operation, type Operation, type Run } from '#kernel/operation.server.ts';
import { INSTRUMENT_VERSION, parseAnswers, REQUIREMENTS, type Answers } from '../rules.ts';
import { valueOf } from '../scoring.ts';
import { answersSchema, formSchema, scoreSchema } from '../wire.ts';
import { isCorrection, mayLook } from './blind.ts';
import { scoresOf, scoresOfView, VIEW_ITEMS } from './compare.ts';
import { isAsked } from './rounds.ts';
import * as store from './store.server.ts';

const place = z.object({ workspace: idOf('workspace'), engagement: idOf('engagement') });
type Place = z.output<typeof place>;

const everybody = inEngagement<Place>(engagementInInput, 'assistant', 'principal', 'member');
const scoresSchema = z.record(
  z.enum(REQUIREMENTS as ['R1', ...(typeof REQUIREMENTS)[number][]]),
  scoreSchema,
);

/**
 * An assistant answers the core questions of the seven requirements about the client. Another view than their last,
 * unless it puts right one of the last 24 hours. The client sees it once they have shared theirs. Codes:
 * `invalid` with `answers.<question>: invalid_answer`, `refused` `nothing_answered`, `engagement_archived`.
 */
export const answerAboutClient = operation({
  name: 'readiness.answerAboutClient',
  summary:
    'An assistant answers the seven requirements about the client; the client sees it once both have answered',
  http: 'POST /workspaces/{workspace}/engagements/{engagement}/views',
  input: place.extend({ answers: z.record(z.string(), z.unknown()) }),
  output: z.object({ view: z.string(), isCorrection: z.boolean() }),
  may: inEngagement(engagementInInput, 'assistant'),
  async run({ tx, person, now, newId, emit }, input) {
    const found = await store.findPlace(tx, input);
    if (found?.archivedAt) throw refused('engagement_archived');
    const answers = answersAboutClient(input.answers);
    const own = (await store.viewsIn(tx, input)).findLast(({ by }) => by === person.id);
    const at = now.toString();
    const said = { at, edition: Number(INSTRUMENT_VERSION), answers };
    const facts = (view: string) => ({ engagement: input.engagement, facts: { view } });
    if (own && isCorrection(own.answeredAt, at)) {
      await store.correctView(tx, input.workspace, { ...said, id: own.id });
      emit({ kind: 'readiness.viewCorrected', ...facts(own.id) });
      return { view: own.id, isCorrection: true };
    }
    const id = newId<'assistantView'>();
    await store.insertView(tx, input, { ...said, id, by: person.id });
    emit({ kind: 'readiness.viewAnswered', ...facts(id), notify: true });
    return { view: id, isCorrection: false };
  },
});

/**
 * An assistant takes back all that they answered about the client: it is erased, and the comparison with it. The log keeps
 * that there was something.
 */
export const eraseOwnViews = operation({
  name: 'readiness.eraseOwnViews',
  summary: 'An assistant takes back all that they answered about the client',
  http: 'POST /workspaces/{workspace}/engagements/{engagement}/views/erase',
  input: place,
  output: z.object({}),
  may: inEngagement(engagementInInput, 'assistant'),
  async run({ tx, person, emit }, input) {
    if ((await store.eraseViews(tx, input, person.id)) === 0) return {};
    emit({ kind: 'readiness.viewsErased', engagement: input.engagement, facts: {} });
    return {};
  },
});

/** The answers to the questions that a view asks; what others are given is passed over. */
function answersAboutClient(given: Record<string, unknown>): Answers {
  const { answers, invalid: wrong } = parseAnswers(
    Object.fromEntries(VIEW_ITEMS.map(({ id }) => [id, Object.hasOwn(given, id) ? given[id] : null])),
  );
  if (wrong.length > 0) {
    throw invalid(Object.fromEntries(wrong.map(({ item }) => [`answers.${item}`, 'invalid_answer'])));
  }
  if (VIEW_ITEMS.every((item) => valueOf(item, answers[item.id]) === null)) throw refused('nothing_answered');
  return answers;
}

const somebody = z.object({ person: z.string(), name: z.string(), isSelf: z.boolean() });
const answered = z.object({ at: z.string(), scores: scoresSchema });

/**
 * Both sides' answers, as far as the reader may look: their own always, the other side's once they have answered
 * themselves, and in a round that waits for them once more. Whoever runs the practice without taking part looks at
 * what there is. `contact` and `assistant` choose whose; without them the principal's, and the reader's own or the
 * latest. `not_found` for somebody whose answer is not there to look at.
 */
export const compareViews = operation({
  name: 'readiness.compareViews',
  summary: "The client's own answers and an assistant's about them, side by side, and how both changed",
  http: 'GET /workspaces/{workspace}/engagements/{engagement}/views',
  input: place.extend({
    contact: idOf('person').optional(),
    assistant: idOf('person').optional(),
  }),
  output: z.object({
    name: z.string(),
    isArchived: z.boolean(),
    side: z.enum(['practice', 'client']),
    /** When the reader answered last. */
    answeredAt: z.string().nullable(),
    /** An assistant's latest answers, while they may be put right. */
    correctable: answersSchema.nullable(),
    /** The round that waits for the reader. */
    waits: z.object({ round: z.number(), openedAt: z.string() }).nullable(),
    /** The other side has answered something that the reader may look at only after answering. */
    isHidden: z.boolean(),
    contacts: z.array(somebody),
    assistants: z.array(somebody),
    contact: somebody.nullable(),
    assistant: somebody.nullable(),
    client: answered
      .extend({ shared: z.string(), form: formSchema, answers: answersSchema.nullable() })
      .nullable(),
    view: answered.extend({ correctedAt: z.string().nullable(), answers: answersSchema }).nullable(),
    history: z.object({
      client: z.array(answered.extend({ shared: z.string() })),
      assistant: z.array(answered),
    }),
  }),
  may: everybody,
  async run(run, input) {
    const found = await store.findPlace(run.tx, input);
    if (!found) throw notFound();
    const reader = await readerIn(run, input, found.isOver);
    const { copies, views, isHidden } = await inSight(run, input, reader);
    const contact = choose(peopleOf(copies, run.person.id), input.contact, (one) =>
      reader.principals.includes(one.person),
    );
    const assistant = choose(peopleOf(views, run.person.id), input.assistant, ({ isSelf }) => isSelf);
    const theirs = copies
      .filter(({ by }) => by === contact?.person)
      .map(({ id, result, ...copy }) => ({
        ...{ at: copy.answeredAt, shared: id, form: copy.form, answers: copy.answers },
        scores: scoresOf(result.requirements.map(({ requirement, score }) => [requirement, score])),
      }));
    const said = views
      .filter(({ by }) => by === assistant?.person)
      .map(({ answers, ...view }) => ({
        ...{ at: view.answeredAt, correctedAt: view.correctedAt, answers },
        scores: scoresOfView(answers),
      }));
    return {
      ...{ name: found.name, isArchived: found.archivedAt !== null, side: reader.side },
      ...{ answeredAt: reader.answeredAt, correctable: reader.correctable, waits: reader.waits, isHidden },
      contacts: peopleOf(copies, run.person.id),
      assistants: peopleOf(views, run.person.id),
      ...{ contact, assistant, client: theirs.at(-1) ?? null, view: said.at(-1) ?? null },
      history: {
        client: theirs.map(({ at, shared, scores }) => ({ at, shared, scores })),
        assistant: said.map(({ at, scores }) => ({ at, scores })),
      },
    };
  },
});

type Reader = {
  side: 'practice' | 'client';
  /** False for whoever runs the practice without taking part. */
  takesPart: boolean;
  principals: readonly PersonId[];
  answeredAt: string | null;
  correctable: Answers | null;
  waits: { round: number; openedAt: string } | null;
};

async function readerIn(run: Run, input: Place, isOver: boolean): Promise<Reader> {
  const { tx, person, role, now } = run;
  const participants = await store.participantsIn(tx, input);
  const listed = participants.find((one) => one.person === person.id);
  const isPractice = role === 'assistant';
  const own = (isPractice ? await store.viewsIn(tx, input) : await store.copiesIn(tx, input)).findLast(
    ({ by }) => by === person.id,
  );
  const answeredAt = own?.answeredAt ?? null;
  const round = await store.latestRound(tx, input);
  const skippers = round ? await store.skippersOf(tx, input, round.round) : [];
  const isWaiting =
    listed !== undefined &&
    isAsked({
      ...{ isOver, role: listed.role, since: listed.since, answeredAt },
      openedAt: round?.openedAt ?? null,
      hasSkipped: skippers.includes(person.id),
    });
  return {
    side: isPractice ? 'practice' : 'client',
    takesPart: listed !== undefined,
    principals: participants.filter((one) => one.role === 'principal').map((one) => one.person),
    answeredAt,
    correctable: isPractice && isCorrection(answeredAt, now.toString()) ? (own?.answers ?? null) : null,
    waits: isWaiting && round ? round : null,
  };
}

/** What the reader may look at: their own, and what the others answered where `mayLook` allows. */
async function inSight({ tx, person }: Run, input: Place, reader: Reader) {
  const all = { copies: await store.copiesIn(tx, input), views: await store.viewsIn(tx, input) };
  const isInSight = ({ by, answeredAt }: { by: PersonId; answeredAt: string }) =>
    by === person.id ||
    (reader.side === 'practice' && !reader.takesPart) ||
    mayLook({
      ownAnsweredAt: reader.answeredAt,
      theirsAnsweredAt: answeredAt,
      waitsSince: reader.waits?.openedAt ?? null,
    });
  const [copies, views] = [all.copies.filter(isInSight), all.views.filter(isInSight)];
  const theirs = reader.side === 'practice' ? [all.copies, copies] : [all.views, views];
  return { copies, views, isHidden: theirs[0]!.length > theirs[1]!.length };
}

type Somebody = z.output<typeof somebody>;

/** Who answered, each once, the latest first. */
function peopleOf(answers: readonly { by: PersonId; name: string }[], self: PersonId): Somebody[] {
  const byPerson = new Map(answers.toReversed().map(({ by, name }) => [by, name] as const));
  return [...byPerson].map(([person, name]) => ({ person, name, isSelf: person === self }));
}

function choose(
  people: readonly Somebody[],
  wanted: PersonId | undefined,
  prefer: (one: Somebody & { person: PersonId }) => boolean,
): Somebody | null {
  const chosen = wanted && people.find(({ person }) => person === wanted);
  if (wanted && people.length > 0 && !chosen) throw notFound();
  // The ids are those of people: they come from their rows.
  return chosen || people.find((one) => prefer(one as Somebody & { person: PersonId })) || people[0] || null;
}

/** Sits out the round that is open. Answering later is still possible. Codes: `refused` `no_round_open`. */
export const skipRound = operation({
  name: 'readiness.skipRound',
  summary: 'Sits out the round in which both sides are asked again',
  http: 'POST /workspaces/{workspace}/engagements/{engagement}/views/skip',
  input: place,
  output: z.object({}),
  may: everybody,
  async run({ tx, person, now, emit }, input) {
    const round = await store.latestRound(tx, input);
    if (!round) throw refused('no_round_open');
    if ((await store.skippersOf(tx, input, round.round)).includes(person.id)) return {};
    await store.insertSkip(tx, input, { round: round.round, person: person.id, at: now.toString() });
    emit({ kind: 'readiness.roundSkipped', engagement: input.engagement, facts: { round: round.round } });
    return {};
  },
});

/** Where an answer of whoever asks is awaited, among their engagements in a workspace. */
export const listWaitingRounds = operation({
  name: 'readiness.listWaitingRounds',
  summary: 'The engagements in which both sides are asked again and one has not answered yet',
  http: 'GET /workspaces/{workspace}/waiting-views',
  input: z.object({ workspace: idOf('workspace') }),
  output: z.object({
    waiting: z.array(
      z.object({ engagement: z.string(), name: z.string(), round: z.number(), openedAt: z.string() }),
    ),
  }),
  may: anyMember,
  async run({ tx, person }, { workspace }) {
    const rounds = await store.openRoundsOf(tx, workspace, person.id);
    const waiting = rounds.filter((round) => isAsked({ ...round, isOver: false }));
    return {
      waiting: waiting.map(({ engagement, name, round, openedAt }) => ({
        engagement,
        name,
        round,
        openedAt,
      })),
    };
  },
});

export const twoViewsOperations: readonly Operation[] = [
  answerAboutClient,
  eraseOwnViews,
  compareViews,
  skipRound,
  listWaitingRounds,
];
