import { z } from 'zod';
import type { Tx } from '#kernel/database/context.server.ts';
import { conflict, notFound, refused } from '#kernel/errors.ts';
import { idOf, type EngagementId, type PersonId, type WorkspaceId } from '#kernel/id.ts';
import { engagementInInput, inEngagement, practice } from '#kernel/may.server.ts';
import { newId } from '#kernel/new-id.server.ts';
import { operation } from '#kernel/operation.server.ts';
import { hashOf } from '#kernel/secret.server.ts';
import { assessmentKey, judgedBy, openedBy } from './operations.server.ts';
import { assess } from './rules.ts';
import { copyToShare, editionInCopy } from './sharing.ts';
import * as store from './store.server.ts';
import { formerBecomes } from './two-views/blind.ts';
import { weightsOf } from './weights.store.server.ts';
import {
  answersSchema,
  copiedEditionSchema,
  formSchema,
  pickedSchema,
  sharedResultSchema,
  type CopyAtHand,
} from './wire.ts';

const place = { workspace: idOf('workspace'), engagement: idOf('engagement') };
const what = z.enum(['verdict', 'answers'], { error: 'required' });

/**
 * A contact shares a copy of a finished self-assessment with the assistants of an engagement: verdict, scores and
 * plans, and the answers where they choose so, judged by the weights of the practice. It takes the place of the copy
 * that they shared before, whose scores stay as history where its answers were others. Codes:
 * `refused` `assessment_unfinished`, `conflict` `already_done` for two at the same moment.
 */
export const shareAssessment = operation({
  name: 'readiness.shareAssessment',
  summary: 'A contact shares a copy of their self-assessment with the assistants of an engagement',
  http: 'POST /workspaces/{workspace}/engagements/{engagement}/assessments',
  input: z.object({ ...place, assessment: assessmentKey, what }),
  output: z.object({ shared: z.string() }),
  may: inEngagement(engagementInInput, 'principal', 'member'),
  secretOf: (input) => hashOf(input.assessment),
  async run({ tx, person, now, newId, emit }, input) {
    const opened = await openedBy(tx, input.assessment);
    const { form, edition, answers, activities, finishedAt, practiceEdition } = opened;
    if (!finishedAt) throw refused('assessment_unfinished');
    const weights = await weightsOf(tx, input.workspace);
    const result = assess(answers, { ...judgedBy(opened), weights });
    const id = newId<'sharedAssessment'>();
    const at = now.toString();
    const former = await store.currentCopyOf(tx, input, person.id);
    if (former && formerBecomes(former, { finishedAt }) === 'kept') {
      await store.replaceShared(tx, input, former.id, at);
    } else if (former) {
      await store.withdrawSharedBy(tx, input, person.id, at, former.id);
    }
    const isWritten = await store.insertShared(tx, input, {
      ...copyToShare(result, answers, input.what),
      id,
      by: person.id,
      at,
      form,
      edition,
      activities,
      practiceEdition: editionInCopy(practiceEdition, input.workspace),
      finishedAt,
    });
    if (!isWritten) throw conflict('already_done');
    emit({
      kind: 'readiness.assessmentShared',
      engagement: input.engagement,
      facts: { shared: id, what: input.what },
      notify: true,
    });
    return { shared: id };
  },
});

/**
 * Keeps in an engagement a copy that its contact had given before there was one. Nothing happens where they have shared
 * something there, or have taken it back.
 */
export async function carryCopy(
  tx: Tx,
  place: { workspace: WorkspaceId; engagement: EngagementId },
  { by, at, copy }: { by: PersonId; at: string; copy: CopyAtHand },
): Promise<void> {
  if (await store.hasShared(tx, place, by)) return;
  await store.insertShared(tx, place, { ...copy, id: newId<'sharedAssessment'>(), by, at });
}

/** Takes back a copy that one has shared, an earlier one too: what it says is erased, that it was there stays in the log. */
export const withdrawShared = operation({
  name: 'readiness.withdrawShared',
  summary: 'Takes back a shared self-assessment and erases the copy',
  http: 'DELETE /workspaces/{workspace}/engagements/{engagement}/assessments/{shared}',
  input: z.object({ ...place, shared: idOf('sharedAssessment') }),
  output: z.object({}),
  may: inEngagement(engagementInInput, 'principal', 'member'),
  async run({ tx, person, now, emit }, input) {
    const withdrawn = await store.withdrawSharedBy(tx, input, person.id, now.toString(), input.shared);
    if (!withdrawn) throw notFound();
    emit({
      kind: 'readiness.assessmentWithdrawn',
      engagement: input.engagement,
      facts: { shared: input.shared },
    });
    return {};
  },
});

/** Takes back all that one has shared in an engagement, the earlier copies too. Codes: `not_found` where there is nothing. */
export const withdrawAllShared = operation({
  name: 'readiness.withdrawAllShared',
  summary: 'Takes back every self-assessment that one has shared in an engagement and erases the copies',
  http: 'DELETE /workspaces/{workspace}/engagements/{engagement}/assessments',
  input: z.object(place),
  output: z.object({}),
  may: inEngagement(engagementInInput, 'principal', 'member'),
  async run({ tx, person, now, emit }, input) {
    const withdrawn = await store.withdrawSharedBy(tx, input, person.id, now.toString());
    if (!withdrawn) throw notFound();
    emit({ kind: 'readiness.assessmentWithdrawn', engagement: input.engagement, facts: { all: true } });
    return {};
  },
});

/** What is shared in an engagement: everything for its assistants, for a contact what they shared themselves. */
export const listShared = operation({
  name: 'readiness.listShared',
  summary: 'The self-assessments shared in an engagement: for its assistants, and for whoever shared them',
  http: 'GET /workspaces/{workspace}/engagements/{engagement}/assessments',
  input: z.object(place),
  output: z.object({
    assessments: z.array(
      z.object({
        shared: z.string(),
        by: z.object({ person: z.string(), name: z.string() }),
        isOwn: z.boolean(),
        at: z.string(),
        what,
        form: formSchema,
        edition: z.number(),
        practiceEdition: copiedEditionSchema.nullable(),
        finishedAt: z.string(),
        result: sharedResultSchema,
        answers: answersSchema.nullable(),
        activities: pickedSchema.nullable(),
      }),
    ),
  }),
  may: inEngagement(engagementInInput, 'assistant', 'principal', 'member'),
  async run({ tx, person }, input) {
    const rows = await store.sharedIn(tx, input);
    return {
      assessments: rows.map(({ id, by, ...shared }) => ({
        ...shared,
        shared: id,
        by: { person: by.id, name: by.name },
        isOwn: by.id === person.id,
      })),
    };
  },
});

/**
 * The raw answers that clients chose to share, for the practice: of all engagements that its reader takes part in, or of
 * one. Whoever shared the result alone is not among them. Instants in UTC.
 */
export const exportAnswers = operation({
  name: 'readiness.exportAnswers',
  summary: 'The raw answers that clients chose to share with the practice, of all engagements or of one',
  http: 'GET /workspaces/{workspace}/shared-answers',
  input: z.object({ workspace: place.workspace, engagement: place.engagement.optional() }),
  output: z.object({
    copies: z.array(
      z.object({
        engagement: z.object({ id: idOf('engagement'), name: z.string() }),
        by: z.string(),
        at: z.string(),
        form: formSchema,
        edition: z.number(),
        practiceEdition: copiedEditionSchema.nullable(),
        finishedAt: z.string(),
        answers: answersSchema,
        activities: pickedSchema,
      }),
    ),
  }),
  may: practice,
  async run({ tx }, { workspace, engagement }) {
    return { copies: await store.sharedAnswersOf(tx, workspace, engagement) };
  },
});
