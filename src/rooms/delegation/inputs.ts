import { z } from 'zod';
import { idOf, newIdOf } from '#kernel/id.ts';
import { instant, line, prose } from '#kernel/text.ts';
import { autonomyLevels, briefSizes, briefStates, isWebLink } from './brief.ts';

/** What operations ask for, parsed at the edge. Codes stand at their field: `required`, `too_long`, `invalid_date` … */
export const workspace = idOf('workspace');
export const brief = idOf('brief');
/** The fields that name a brief. */
export const aBrief = { workspace, brief };

const text = prose(briefSizes.textChars);
export const writtenText = prose(briefSizes.textChars, 1);
/** A reason or a comment: empty where none was given. */
export const optionalReason = prose(briefSizes.reasonChars).default('');
export const reason = prose(briefSizes.reasonChars, 1);

/** Far enough for any plan, near enough for every calendar and for PostgreSQL. */
const years = { first: 2000, last: 2200 };

/** A moment that somebody planned, to the millisecond. Code: `invalid_date`. */
export const moment = instant
  .refine((text) => isPlannable(text), { error: 'invalid_date' })
  .transform((text) => Temporal.Instant.from(text).round('millisecond'));

function isPlannable(text: string): boolean {
  try {
    const { year } = Temporal.Instant.from(text).toZonedDateTimeISO('UTC');
    return year >= years.first && year <= years.last;
  } catch {
    return false;
  }
}

const minutes = z.int().min(1).max(briefSizes.minutes).nullable();

/** An id is made where none is given; rows without words are left out. Code: `too_many`. */
const doneCriteria = z
  .array(z.object({ id: line(40, 0).default(''), text: prose(briefSizes.criterionChars) }))
  .transform((rows) => rows.filter((row) => row.text !== ''))
  .pipe(z.array(z.object({ id: z.string(), text: z.string() })).max(briefSizes.criteria, 'too_many'));

/** Codes: `invalid_link`, `too_many`. */
const links = z
  .array(line(briefSizes.linkChars, 0))
  .transform((rows) => rows.filter((row) => row !== ''))
  .pipe(z.array(z.string().refine(isWebLink, { error: 'invalid_link' })).max(briefSizes.links, 'too_many'));

/** ISO 4217 by shape; which currencies there are is the page's to offer. */
const money = z.object({
  amountMinor: z.int().min(0).max(briefSizes.amountMinor),
  currency: z.string().regex(/^[A-Z]{3}$/),
});

/** What a draft holds. A field that is left out stays as it is; null or an empty text empties it. */
export const content = {
  title: line(briefSizes.titleChars, 0).optional(),
  outcome: text.optional(),
  context: text.optional(),
  doneCriteria: doneCriteria.optional(),
  wishedBy: moment.nullable().optional(),
  wishedWhy: text.optional(),
  effortMinutes: minutes.optional(),
  autonomyLevel: z.literal(autonomyLevels).nullable().optional(),
  limitMinutes: minutes.optional(),
  limitMoney: money.nullable().optional(),
  notToDo: text.optional(),
  toConsult: text.optional(),
  accessNeeded: text.optional(),
  examples: text.optional(),
  links: links.optional(),
};

const contentObject = z.object(content);
/** The fields of a draft that an input names. */
export type DraftChanges = z.output<typeof contentObject>;

/** From `1`; wishes of a list travel in the URL, hence the coercion. */
const page = z.coerce.number().int().min(1).max(100_000).default(1);
const flag = z.union([z.boolean(), z.stringbool()]).default(false);

export const startBriefInput = z.object({ workspace, engagement: idOf('engagement'), ...content });
/** `revision` is the one that the form was filled from. */
export const saveDraftInput = z.object({ ...aBrief, revision: z.coerce.number().int(), ...content });
/** With a revision, exactly what was read is sent; without, whatever stands there. */
export const sendBriefInput = z.object({ ...aBrief, revision: z.coerce.number().int().optional() });
export const briefInput = z.object(aBrief);
export const askQuestionsInput = z.object({
  ...aBrief,
  questions: z.array(writtenText).min(1, 'required').max(briefSizes.questions, 'too_many'),
});
export const answerQuestionInput = z.object({
  ...aBrief,
  question: idOf('question'),
  answer: writtenText,
});
export const withdrawQuestionInput = z.object({ ...aBrief, question: idOf('question') });
export const writeTeachBackInput = z.object({ ...aBrief, teachBack: writtenText });
export const confirmTeachBackInput = z.object({ ...aBrief, teachBack: idOf('teachBack') });
export const correctTeachBackInput = z.object({
  ...aBrief,
  teachBack: idOf('teachBack'),
  correction: writtenText,
});
export const promiseBriefInput = z.object({ ...aBrief, by: moment });
export const proposeDateInput = z.object({ ...aBrief, by: moment, reason });
export const agreeDateInput = z.object({ ...aBrief, proposal: idOf('proposal') });
export const refuseDateInput = z.object({ ...aBrief, proposal: idOf('proposal'), reason: optionalReason });
export const declineBriefInput = z.object({ ...aBrief, reason });
export const withdrawBriefInput = z.object({ ...aBrief, reason: optionalReason });
export const deliverBriefInput = z.object({
  ...aBrief,
  note: text.default(''),
  /** Files of the practice that are attached to the brief already and belong to this delivery. */
  files: z.array(idOf('file')).max(100, 'too_many').default([]),
});
export const acceptDeliveryInput = z.object({
  ...aBrief,
  delivery: idOf('delivery'),
  /** By the id of the criterion; one that is left out was not judged. */
  criteriaMet: z.record(z.string().max(40), z.boolean()).default({}),
  comment: optionalReason,
});
export const requestChangesInput = z.object({
  ...aBrief,
  delivery: idOf('delivery'),
  /** Ids of the criteria that are not met. */
  criteria: z.array(z.string().max(40)).max(briefSizes.criteria, 'too_many').default([]),
  reason: prose(briefSizes.textChars).default(''),
});
export const postMessageInput = z.object({ ...aBrief, text: writtenText });
export const fileInput = z.object({ ...aBrief, file: idOf('file') });
export const attachFileInput = z.object({
  ...aBrief,
  /** A new id, under which the content was stored. */
  file: newIdOf('file'),
  name: line(200),
  bytes: z.int().min(0),
  mediaType: line(200),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export const getBriefInput = z.object({
  ...aBrief,
  /** How many of the latest messages to give. */
  messages: z.coerce.number().int().min(1).max(5_000).default(100),
});
export const listBriefsInput = z.object({
  workspace,
  engagement: idOf('engagement').optional(),
  state: z.enum(briefStates).optional(),
  waitingFor: z.enum(['me', 'them']).optional(),
  /** Words in the title. */
  q: line(200, 0).default(''),
  archived: flag,
  page,
});
export const homeInput = z.object({ workspace });
