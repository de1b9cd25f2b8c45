/** The shapes in which assessments leave the house: what the API documents, and what pages are written from. */
import { z } from 'zod';
import { line, plainWords } from '#kernel/text.ts';
import { ACTIVITY_IDS, ACTIVITY_NAME_CHARS, CRITERIA, JUDGEMENTS, MOST_ACTIVITIES } from './activities.ts';
import { addedItemSchema, baseItemSchema, contentSchema } from './edition-wire.ts';
import { FLAGS, REQUIREMENTS } from './instrument.ts';
import type { RequirementId } from './instrument.ts';
import { PLANS } from './plans.ts';
import type { PlanId } from './plans.ts';
import { WEIGHT_FLOORS, WEIGHT_MAX, parseWeights } from './weights.ts';
import type { Weights } from './weights.ts';

/** The values of a list whose types are known, for an enum that keeps them. */
const oneOf = <Value extends string>(values: readonly Value[]) =>
  z.enum(values as readonly [Value, ...Value[]]);

const item = z.union([baseItemSchema, addedItemSchema]);
const requirement = oneOf(REQUIREMENTS);
const flag = oneOf(FLAGS);
const plan = oneOf<PlanId>(Object.keys(PLANS) as PlanId[]); // its keys and no others
const verdict = z.enum(['ready', 'prepare', 'employee', 'not_now', 'insufficient']);
const band = z.enum(['strong', 'developing', 'weak', 'insufficient']);
const score = z.union([z.number(), z.literal('insufficient')]);
const answer = z.union([z.literal([0, 1, 2, 3, 4]), z.enum(['a', 'b', 'c', 'd', 'e', 'na'])]);
const list = <Entry extends z.ZodType>(entry: Entry) => z.array(entry).readonly();

export const scoreSchema = score;
export const formSchema = z.enum(['short', 'full']);
/** What would be delegated, each judged on the criteria or not yet: `PickedActivity` in activities.ts. */
export const activitiesSchema = z
  .array(
    z.object({
      id: oneOf(ACTIVITY_IDS).nullable().default(null),
      name: z.string().transform(plainWords).pipe(line(ACTIVITY_NAME_CHARS, 0)).default(''),
      judged: z.partialRecord(z.enum(CRITERIA), z.enum(JUDGEMENTS)).default({}),
    }),
  )
  .max(MOST_ACTIVITIES.full, { error: 'too_many_activities' });
const activities = z.array(
  z.object({
    id: oneOf(ACTIVITY_IDS).nullable(),
    name: z.string(),
    judged: z.partialRecord(z.enum(CRITERIA), z.enum(JUDGEMENTS)),
  }),
);
/** As they are kept and shown. */
export const pickedSchema = activities.readonly();

export const answersSchema = z.partialRecord(item, answer).readonly();

const rule = z.literal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
const outcome = { rule, verdict, isBorderline: z.boolean(), index: score };
const aspects = z.object({ client: score, activity: score, situation: score }).readonly();
const limit = z.number();

const cause = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unanswered'), item }),
  z.object({
    kind: z.literal('insufficient'),
    requirement,
    answered: z.number(),
    shown: z.number(),
    needed: z.number(),
  }),
  z.object({ kind: z.literal('flag'), flag, items: list(item) }),
  z.object({ kind: z.literal('answer'), item, answer }),
  z.object({
    kind: z.enum(['requirement_below', 'requirement_reached']),
    requirement,
    score: z.number(),
    limit,
  }),
  z.object({ kind: z.enum(['index_below', 'index_reached']), index: z.number(), limit }),
  z.object({ kind: z.literal('hours'), hours: z.number(), limit }),
]);

/** What the rules say of answers: `Assessment` in rules.ts. */
export const assessmentSchema = z.object({
  form: formSchema,
  ...outcome,
  requirements: list(
    z.object({
      requirement,
      weight: z.number(),
      score,
      band,
      answered: z.number(),
      shown: z.number(),
      explanations: list(
        z.object({ item, answer, effect: z.enum(['raised', 'lowered']), points: z.number() }),
      ),
    }),
  ),
  aspects,
  weeklyHours: z.number().nullable(),
  flags: list(z.object({ flag, items: list(item) })),
  causes: list(cause),
  weighedMost: list(item),
  extras: list(z.enum(['DP_AGREEMENT', 'DP_SPECIAL', 'SEC_PASSWORD_CHAT', 'R_BLIND_TRUST', 'INFO_PROJECT'])),
  alternatives: list(
    z.enum([
      ...(['X_PRESENCE', 'X_LICENSED', 'X_BUDGET', 'X_NO_TRUST', 'ONE_OFF', 'NO_TASKS', 'CONDUCT'] as const),
      ...(['SHARED_SERVICE', 'PREPARE_FIRST'] as const),
    ]),
  ),
  plans: list(z.object({ plan, flags: list(flag), isOptional: z.boolean() })),
  recommended: z.object({ ...outcome, causes: list(cause) }).nullable(),
});

const otherAnswer = { item, from: answer, to: answer, steps: z.number() };

/** `Change` in changes.ts. */
export const changeSchema = z.object({
  ...otherAnswer,
  verdict,
  rule,
  effect: z.enum(['improves', 'alters', 'worsens']),
});

/** `ChangesTogether` in together.ts. */
export const togetherSchema = z.object({
  fewest: z.number(),
  sets: list(z.object({ changes: list(z.object(otherAnswer).readonly()), steps: z.number(), verdict, rule })),
});

/** `Progress` in answers.ts. */
export const progressSchema = z.object({
  steps: list(
    z.object({
      id: oneOf([...REQUIREMENTS, 'activity', 'situation']),
      slug: z.string(),
      answered: z.number(),
      shown: z.number(),
      isComplete: z.boolean(),
    }),
  ),
  answered: z.number(),
  shown: z.number(),
  nextStep: oneOf([...REQUIREMENTS, 'activity', 'situation']).nullable(),
});

/** Codes: `invalid_technology_weight`, `invalid_weight`: no number, or one out of bounds. */
function weightOf(requirement: RequirementId) {
  const floor = WEIGHT_FLOORS[requirement];
  const error = floor === 0 ? 'invalid_technology_weight' : 'invalid_weight';
  return z.number({ error }).min(floor, { error }).max(WEIGHT_MAX, { error });
}

/** `Weights` in weights.ts. They need not add up to 100: only their proportion counts. */
export const weightsSchema = z
  .object({
    ...{ R1: weightOf('R1'), R2: weightOf('R2'), R3: weightOf('R3'), R4: weightOf('R4') },
    ...{ R5: weightOf('R5'), R6: weightOf('R6'), R7: weightOf('R7') },
  })
  .pipe(z.custom<Weights>((given) => parseWeights(given).ok));

/** `SharedResult` in sharing.ts. Copies made before practices had weights of their own say nothing of others. */
export const sharedResultSchema = z.object({
  verdict,
  isBorderline: z.boolean(),
  index: score,
  requirements: list(z.object({ requirement, weight: z.number(), score, band }).readonly()),
  aspects,
  plans: list(z.object({ plan, isOptional: z.boolean() }).readonly()),
  recommended: z
    .object({ verdict, isBorderline: z.boolean(), index: score })
    .readonly()
    .nullable()
    .default(null),
});

/**
 * What a copy keeps of the edition that was asked. `practice` and `number` are null in the copy that somebody gives to
 * another practice than the one whose test they took.
 */
export const copiedEditionSchema = z.object({
  practice: z.string().nullable(),
  number: z.number().nullable(),
  content: contentSchema,
});
export type CopiedEdition = z.output<typeof copiedEditionSchema>;

/** What a self-assessment keeps of the practice whose test it is: its words, and how it weighed when that was begun. */
export const takenEditionSchema = copiedEditionSchema.extend({
  practice: z.string(),
  number: z.number(),
  workspace: z.string(),
  weights: weightsSchema,
});
export type TakenEdition = z.output<typeof takenEditionSchema>;

/** A copy of a finished assessment with all that is needed to show it, kept where it was given. */
export const copySchema = z.object({
  form: formSchema,
  edition: z.number(),
  finishedAt: z.string(),
  what: z.enum(['verdict', 'answers']),
  result: sharedResultSchema,
  answers: answersSchema.nullable(),
  /** Where the answers were given too. */
  activities: pickedSchema.nullable().default(null),
  practiceEdition: copiedEditionSchema.nullable().default(null),
});
export type CopyAtHand = z.output<typeof copySchema>;
