import { z } from 'zod';
import { personOf } from '#kernel/actor.ts';
import type { Tx } from '#kernel/database/context.server.ts';
import { conflict, invalid, notFound, refused } from '#kernel/errors.ts';
import { idOf } from '#kernel/id.ts';
import { anyone, signedIn } from '#kernel/may.server.ts';
import { operation } from '#kernel/operation.server.ts';
import { hashOf, newSecret } from '#kernel/secret.server.ts';
import {
  INSTRUMENT_VERSION,
  ITEMS,
  WEIGHT_PRESETS,
  assess,
  parseAnswers,
  progressOf,
  smallestChanges,
  smallestSets,
} from './rules.ts';
import * as store from './store.server.ts';
import {
  answersSchema,
  assessmentSchema,
  changeSchema,
  formSchema,
  progressSchema,
  togetherSchema,
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

/** Begins a self-assessment without an account. Gives the secret that opens it: it is stored nowhere else. */
export const startAssessment = operation({
  name: 'readiness.startAssessment',
  summary: 'Begins a self-assessment and gives the secret that opens it',
  http: 'POST /assessments',
  input: z.object({ form: formSchema }),
  output: z.object({ secret: z.string() }),
  may: anyone,
  secretOutput: true,
  async run({ tx, now, newId }, { form }) {
    const secret = newSecret();
    await store.insertAssessment(tx, { id: newId(), secret, form, edition, at: now.toString() });
    return { secret };
  },
});

/**
 * Merges answers into those given before (as RFC 7396 does: null takes one out). Questions that do not exist are
 * passed over. Codes: `invalid` with `answers.<question>: invalid_answer` for what cannot be an answer to it.
 */
export const saveAnswers = operation({
  name: 'readiness.saveAnswers',
  summary: 'Saves answers of a self-assessment, those of one step or of several; null takes an answer out',
  http: 'PATCH /assessments/{assessment}/answers',
  input: z.object({ assessment: assessmentKey, answers: z.record(z.string(), z.unknown()) }),
  output: z.object({ progress: progressSchema }),
  may: anyone,
  secretOf,
  naturallyIdempotent: true,
  async run({ tx, now }, input) {
    const { id, form, answers: before } = await openedBy(tx, input.assessment);
    const { answers, invalid: wrong } = parseAnswers(input.answers);
    if (wrong.length > 0) {
      throw invalid(Object.fromEntries(wrong.map(({ item }) => [`answers.${item}`, 'invalid_answer'])));
    }
    const removed = ITEMS.map((item) => item.id).filter((item) => input.answers[item] === null);
    await store.mergeAnswers(tx, id, { answers, removed, at: now.toString() });
    const kept = Object.entries({ ...before, ...answers }).filter(
      ([item]) => !removed.some((one) => one === item),
    );
    return { progress: progressOf(Object.fromEntries(kept), form) };
  },
});

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
    answers: answersSchema,
    progress: progressSchema,
    changedAt: z.string(),
    finishedAt: z.string().nullable(),
    isKept: z.boolean(),
  }),
  secretOf,
  async run({ tx, actor }, input) {
    const { personId, form, answers, changedAt, finishedAt, ...rest } = await openedBy(tx, input.assessment);
    return {
      form,
      edition: rest.edition,
      answers,
      progress: progressOf(answers, form),
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
    finishedAt: z.string(),
    isKept: z.boolean(),
    isOwn: z.boolean(),
    shownSince: z.string().nullable(),
    result: assessmentSchema,
    changes: z.array(changeSchema).readonly(),
    together: togetherSchema.nullable(),
  }),
  secretOf,
  async run({ tx, actor }, input) {
    const own = await store.assessmentBy(tx, input.assessment);
    const found = own ?? (await store.assessmentShownBy(tx, input.assessment));
    if (!found) throw notFound();
    const { form, answers, finishedAt, personId, edition } = found;
    if (!finishedAt) throw refused('assessment_unfinished');
    const weighed = { form, weights: WEIGHT_PRESETS.recommended };
    return {
      edition,
      finishedAt,
      isKept: personId !== null && personId === personOf(actor)?.id,
      isOwn: own !== null,
      shownSince: own && own.shownSince,
      result: assess(answers, weighed),
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
        verdict: assessmentSchema.shape.verdict,
      }),
    ),
  }),
  may: signedIn,
  async run({ tx, person }) {
    const found = await store.finishedAssessmentsOf(tx, person.id);
    return {
      assessments: found.map(({ id, form, answers, finishedAt }) => ({
        assessment: id,
        form,
        finishedAt: finishedAt ?? '',
        verdict: assess(answers, { form, weights: WEIGHT_PRESETS.recommended }).verdict,
      })),
    };
  },
});

export async function openedBy(tx: Tx, key: string): Promise<store.StoredAssessment> {
  const found = await store.assessmentBy(tx, key);
  if (!found) throw notFound();
  return found;
}
