import { z } from 'zod';
import { personOf } from '#kernel/actor.ts';
import type { Tx } from '#kernel/database/context.server.ts';
import { conflict, invalid, notFound, refused } from '#kernel/errors.ts';
import { idOf } from '#kernel/id.ts';
import { anyMember, anyone, signedIn } from '#kernel/may.server.ts';
import { operation, type Run } from '#kernel/operation.server.ts';
import { hashOf, newSecret } from '#kernel/secret.server.ts';
import {
  BASE_EDITION,
  INSTRUMENT_VERSION,
  MOST_ACTIVITIES,
  WEIGHT_PRESETS,
  assess,
  editionOf,
  parseAnswers,
  progressOf,
  smallestChanges,
  smallestSets,
  wholeOf,
  withoutDoubles,
} from './rules.ts';
import type { Form, PickedActivity } from './rules.ts';
import { testAt, testIn, toKeep } from './practice-test.operations.server.ts';
import * as store from './store.server.ts';
import {
  activitiesSchema,
  answersSchema,
  assessmentSchema,
  changeSchema,
  formSchema,
  pickedSchema,
  progressSchema,
  takenEditionSchema,
  togetherSchema,
  type TakenEdition,
} from './wire.ts';

/**
 * What opens an assessment: the secret of its link or, for those whose account holds it, its id. Any text is taken,
 * so that a wrong one and one that never was answer alike.
 */
export const assessmentKey = z.string().meta({ idOf: 'assessment', secret: true });

/** Which wording and which questions the answers were given to. */
const edition = Number(INSTRUMENT_VERSION);

const opened = { input: z.object({ assessment: assessmentKey }), may: anyone };
const secretOf = (input: { assessment: string }) => hashOf(input.assessment);

/**
 * Begins a self-assessment without an account: that of the practice whose page is published at `address`, or the
 * recommended one. Gives the secret that opens it: it is stored nowhere else. Codes: `not_found` for an address without
 * a published page.
 */
export const startAssessment = operation({
  name: 'readiness.startAssessment',
  summary: 'Begins a self-assessment and gives the secret that opens it',
  http: 'POST /assessments',
  input: z.object({ form: formSchema, address: z.string().optional() }),
  output: z.object({ secret: z.string() }),
  may: anyone,
  secretOutput: true,
  async run(run, { form, address }) {
    return begin(run, form, address === undefined ? null : await testAt(run.tx, address));
  },
});

/** Begins the self-assessment of a practice that one works with. Gives the secret that opens it. */
export const startPracticeAssessment = operation({
  name: 'readiness.startPracticeAssessment',
  summary: 'Begins the self-assessment of a practice, as it asks it now, and gives the secret that opens it',
  http: 'POST /workspaces/{workspace}/assessments',
  input: z.object({ workspace: idOf('workspace'), form: formSchema }),
  output: z.object({ secret: z.string() }),
  may: anyMember,
  secretOutput: true,
  async run(run, { workspace, form }) {
    return begin(run, form, await testIn(run.tx, workspace));
  },
});

async function begin(
  { tx, now, newId }: Pick<Run, 'tx' | 'now' | 'newId'>,
  form: Form,
  test: TakenEdition | null,
): Promise<{ secret: string }> {
  const secret = newSecret();
  const practiceEdition = test && toKeep(test);
  await store.insertAssessment(tx, {
    ...{ id: newId<'assessment'>(), secret, form, edition, practiceEdition },
    at: now.toString(),
  });
  return { secret };
}

/** What was asked, and how it is judged for whoever answered: as the practice whose test it is, else as recommended. */
export function judgedBy({
  form,
  practiceEdition: taken,
}: Pick<store.StoredAssessment, 'form' | 'practiceEdition'>) {
  return {
    form,
    weights: taken?.weights ?? WEIGHT_PRESETS.recommended,
    edition: taken ? editionOf(taken.content) : BASE_EDITION,
  };
}

/**
 * Merges answers into those given before (as RFC 7396 does: null takes one out). Questions that do not exist are
 * passed over. `activities` takes the place of what was picked before; what their judgements say of the whole (A2 to A4)
 * goes before what is answered of it. Codes: `invalid` with `answers.<question>: invalid_answer` for what cannot be an
 * answer to it; `activities`: `too_many_activities`.
 */
export const saveAnswers = operation({
  name: 'readiness.saveAnswers',
  summary:
    'Saves answers of a self-assessment, of one step or several, and what would be delegated; null takes one out',
  http: 'PATCH /assessments/{assessment}/answers',
  input: z.object({
    assessment: assessmentKey,
    answers: z.record(z.string(), z.unknown()),
    activities: activitiesSchema.optional(),
  }),
  output: z.object({ progress: progressSchema }),
  may: anyone,
  secretOf,
  naturallyIdempotent: true,
  async run({ tx, now }, input) {
    const opened = await openedBy(tx, input.assessment);
    const { id, form, answers: before } = opened;
    const { edition } = judgedBy(opened);
    const { answers: given, invalid: wrong } = parseAnswers(input.answers, edition);
    if (wrong.length > 0) {
      throw invalid(Object.fromEntries(wrong.map(({ item }) => [`answers.${item}`, 'invalid_answer'])));
    }
    const activities = input.activities ? pickedOf(input.activities, form) : opened.activities;
    const whole = wholeOf(activities);
    const answers = { ...given, ...whole };
    const removed = edition.items
      .map((item) => item.id)
      .filter((item) => input.answers[item] === null && whole[item] === undefined);
    if (input.activities) await store.writeActivities(tx, id, activities, now.toString());
    await store.mergeAnswers(tx, id, { answers, removed, at: now.toString() });
    const kept = Object.entries({ ...before, ...answers }).filter(
      ([item]) => !removed.some((one) => one === item),
    );
    return { progress: progressOf(Object.fromEntries(kept), form, edition) };
  },
});

/** Those that say what they are, each once, and no more than the form asks about. */
function pickedOf(given: z.output<typeof activitiesSchema>, form: Form): PickedActivity[] {
  const named = given.map(({ id, name, judged }) => ({ id, name: id ? '' : name, judged }));
  const picked = withoutDoubles(named.filter(({ id, name }) => id !== null || name !== ''));
  if (picked.length > MOST_ACTIVITIES[form]) throw invalid({ activities: 'too_many_activities' });
  return picked;
}

/** Ends a self-assessment, with questions left open or not; answers can still be changed and it be ended again. */
export const finishAssessment = operation({
  name: 'readiness.finishAssessment',
  summary: 'Ends a self-assessment, so that it has a result',
  http: 'POST /assessments/{assessment}/finish',
  ...opened,
  output: z.object({ finishedAt: z.string() }),
  secretOf,
  naturallyIdempotent: true,
  async run({ tx, now }, input) {
    const { id } = await openedBy(tx, input.assessment);
    return { finishedAt: await store.markFinished(tx, id, now.toString()) };
  },
});

/** The answers so far, and how far they go. `isKept`: in the account of whoever asks. */
export const getAssessment = operation({
  name: 'readiness.getAssessment',
  summary: 'The answers of a self-assessment and how far they go',
  http: 'GET /assessments/{assessment}',
  ...opened,
  output: z.object({
    form: formSchema,
    edition: z.number(),
    practiceEdition: takenEditionSchema.nullable(),
    answers: answersSchema,
    activities: pickedSchema,
    progress: progressSchema,
    changedAt: z.string(),
    finishedAt: z.string().nullable(),
    isKept: z.boolean(),
  }),
  secretOf,
  async run({ tx, actor }, input) {
    const opened = await openedBy(tx, input.assessment);
    const { personId, form, answers, activities, changedAt, finishedAt, practiceEdition, ...rest } = opened;
    return {
      form,
      edition: rest.edition,
      practiceEdition,
      answers,
      activities,
      progress: progressOf(answers, form, judgedBy(opened).edition),
      changedAt,
      finishedAt,
      isKept: personId !== null && personId === personOf(actor)?.id,
    };
  },
});

/**
 * What the rules say of the answers, which single answers would alter the verdict and, where none
 * would improve it, which few together. Worked out anew each time: the
 * same answers always give the same. A link that only shows it opens it too: then it is not one's own. `shownSince`:
 * since when there is such a link, for whoever may withdraw it. Codes: `refused` `assessment_unfinished`.
 */
export const getResult = operation({
  name: 'readiness.getResult',
  summary: 'The result of a self-assessment: verdict, scores, reasons, plans, and what would alter it',
  http: 'GET /assessments/{assessment}/result',
  ...opened,
  output: z.object({
    edition: z.number(),
    practiceEdition: takenEditionSchema.nullable(),
    finishedAt: z.string(),
    isKept: z.boolean(),
    isOwn: z.boolean(),
    shownSince: z.string().nullable(),
    result: assessmentSchema,
    activities: pickedSchema,
    changes: z.array(changeSchema).readonly(),
    together: togetherSchema.nullable(),
  }),
  secretOf,
  async run({ tx, actor }, input) {
    const own = await store.assessmentBy(tx, input.assessment);
    const found = own ?? (await store.assessmentShownBy(tx, input.assessment));
    if (!found) throw notFound();
    const { answers, activities, finishedAt, personId, edition, practiceEdition } = found;
    if (!finishedAt) throw refused('assessment_unfinished');
    const weighed = judgedBy(found);
    return {
      edition,
      practiceEdition,
      finishedAt,
      isKept: personId !== null && personId === personOf(actor)?.id,
      isOwn: own !== null,
      shownSince: own && own.shownSince,
      result: assess(answers, weighed),
      activities,
      changes: smallestChanges(answers, weighed),
      together: smallestSets(answers, weighed),
    };
  },
});

/**
 * Gives a link that shows the result and lets nobody change or erase anything, in place of the one before. Codes:
 * `refused` `assessment_unfinished`.
 */
export const showResult = operation({
  name: 'readiness.showResult',
  summary: 'Gives a link that only shows a result, in place of the one before',
  http: 'PUT /assessments/{assessment}/link',
  ...opened,
  output: z.object({ secret: z.string() }),
  secretOf,
  secretOutput: true,
  async run({ tx, now }, input) {
    const { id, finishedAt } = await openedBy(tx, input.assessment);
    if (!finishedAt) throw refused('assessment_unfinished');
    const secret = newSecret();
    await store.setLink(tx, id, { secret, at: now.toString() });
    return { secret };
  },
});

/** Withdraws the link that shows a result: whoever opens it from now on finds nothing. */
export const hideResult = operation({
  name: 'readiness.hideResult',
  summary: 'Withdraws the link that shows a result',
  http: 'DELETE /assessments/{assessment}/link',
  ...opened,
  output: z.object({}),
  secretOf,
  naturallyIdempotent: true,
  async run({ tx }, input) {
    await store.setLink(tx, (await openedBy(tx, input.assessment)).id, null);
    return {};
  },
});

/** Erases a self-assessment for good. Copies that were shared stay until they are withdrawn. */
export const deleteAssessment = operation({
  name: 'readiness.deleteAssessment',
  summary: 'Erases a self-assessment for good; copies that were shared stay until they are withdrawn',
  http: 'DELETE /assessments/{assessment}',
  ...opened,
  output: z.object({}),
  secretOf,
  async run({ tx }, input) {
    await store.eraseAssessment(tx, (await openedBy(tx, input.assessment)).id);
    return {};
  },
});

/** Attaches a self-assessment to the account of whoever holds its secret. Codes: `conflict` `assessment_kept_by_another`. */
export const claimAssessment = operation({
  name: 'readiness.claimAssessment',
  summary: 'Attaches a self-assessment to the own account, so that it is found without its link',
  http: 'POST /assessments/{assessment}/claim',
  input: opened.input,
  output: z.object({ assessment: z.string() }),
  may: signedIn,
  secretOf,
  naturallyIdempotent: true,
  async run({ tx, person }, input) {
    const { id, personId } = await openedBy(tx, input.assessment);
    if (personId !== null && personId !== person.id) throw conflict('assessment_kept_by_another');
    if (personId === null) await store.attachToPerson(tx, id, person.id);
    return { assessment: id };
  },
});

/** The finished self-assessments in the own account, the latest first. */
export const listOwnAssessments = operation({
  name: 'readiness.listOwnAssessments',
  summary: 'The finished self-assessments in the own account, the latest first',
  http: 'GET /own-assessments',
  input: z.object({}),
  output: z.object({
    assessments: z.array(
      z.object({
        assessment: idOf('assessment'),
        form: formSchema,
        finishedAt: z.string(),
        /** Whose test it was, where it was a practice's. */
        practice: z.string().nullable(),
        verdict: assessmentSchema.shape.verdict,
      }),
    ),
  }),
  may: signedIn,
  async run({ tx, person }) {
    const found = await store.finishedAssessmentsOf(tx, person.id);
    return {
      assessments: found.map((one) => ({
        assessment: one.id,
        form: one.form,
        finishedAt: one.finishedAt ?? '',
        practice: one.practiceEdition?.practice ?? null,
        verdict: assess(one.answers, judgedBy(one)).verdict,
      })),
    };
  },
});

export async function openedBy(tx: Tx, key: string): Promise<store.StoredAssessment> {
  const found = await store.assessmentBy(tx, key);
  if (!found) throw notFound();
  return found;
}
