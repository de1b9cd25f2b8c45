import { conflict, notFound, refused } from '#kernel/errors.ts';
import type { EngagementId, WorkspaceId } from '#kernel/id.ts';
import { inEngagement, roleIn } from '#kernel/may.server.ts';
import { operation, type Run } from '#kernel/operation.server.ts';
import { clear, mayTake, maySeeBrief, record, settle, takeUp } from '../access.server.ts';
import {
  contentValues,
  holdBrief,
  insertBrief,
  isEngagementArchived,
  type BriefKey,
} from '../brief-store.server.ts';
import type { BriefContent } from '../brief.ts';
import { clarityFound } from '../vagueness.ts';
import { whyNotSend } from '../conditions.ts';
import { changedFields, withCriterionIds } from '../draft.ts';
import { isSameEdit } from '../history.ts';
import { briefInput, saveDraftInput, sendBriefInput, startBriefInput, type DraftChanges } from '../inputs.ts';
import { briefRoles, maySee } from '../rules.ts';
import { freshStanding } from '../steps.ts';
import { aroundDraft } from '../store.server.ts';
import { briefStep, savedDraft } from '../views.ts';

/** The engagement of the input, as long as it was not put aside: found and asked in one reading. */
async function engagementTakingBriefs(
  run: Run,
  { workspace, engagement }: { workspace: WorkspaceId; engagement: EngagementId },
): Promise<EngagementId | null> {
  if (!roleIn(run, engagement)) return null;
  const isArchived = await isEngagementArchived(run.tx, workspace, engagement);
  if (isArchived) throw refused('engagement_archived');
  return isArchived === null ? null : engagement;
}

/**
 * Begins a draft, empty or with what was written already. A draft that an assistant begins is a proposal.
 * Code: `engagement_archived`.
 */
export const startBrief = operation({
  name: 'delegation.startBrief',
  summary: 'Begins a brief as a draft; an assistant proposes one',
  http: 'POST /workspaces/{workspace}/engagements/{engagement}/briefs',
  input: startBriefInput,
  output: briefStep,
  may: inEngagement(engagementTakingBriefs, ...briefRoles),
  run: (run, { workspace, engagement: _engagement, ...changes }) =>
    begin(run, workspace, contentFrom(run, changes)),
});

/** Copies what a brief says into a new draft of the same engagement; files and what happened stay with the old one. */
export const duplicateBrief = operation({
  name: 'delegation.duplicateBrief',
  summary: 'Begins a draft with the words of another brief',
  http: 'POST /workspaces/{workspace}/briefs/{brief}/duplicate',
  input: briefInput,
  output: briefStep,
  may: maySeeBrief,
  async run(run, input) {
    const held = await holdBrief(run.tx, input);
    if (!held) throw notFound();
    if (await isEngagementArchived(run.tx, input.workspace, run.engagement))
      throw refused('engagement_archived');
    const { wishedBy } = held.content;
    const isToCome = wishedBy !== null && Temporal.Instant.compare(wishedBy, run.now) > 0;
    return begin(run, input.workspace, { ...held.content, wishedBy: isToCome ? wishedBy : null });
  },
});

async function begin(run: Run, workspace: BriefKey['workspace'], content: Partial<BriefContent>) {
  const brief = run.newId<'brief'>();
  const startedBy = run.role === 'assistant' ? 'assistant' : 'client';
  const seen = { state: 'draft', isOwn: false, wasSent: false, startedBy } as const;
  await insertBrief(
    run.tx,
    {
      workspace,
      brief,
      engagement: run.engagement,
      createdBy: run.person.id,
      startedBy,
      content,
      standing: freshStanding,
      keptPrivate: !maySee(seen, 'assistant'),
    },
    run.now,
  );
  if (startedBy === 'client') {
    record(run, { brief, engagement: run.engagement }, { kind: 'delegation.briefStarted', facts: {} });
  } else {
    // An empty proposal says nothing yet that would be worth a mail.
    const notify = content.outcome ? 'notify' : 'quietly';
    record(
      run,
      { brief, engagement: run.engagement },
      { kind: 'delegation.briefProposed', facts: {} },
      notify,
    );
  }
  return { brief, state: 'draft' as const, revision: 1 };
}

/**
 * Saves the fields that it names and leaves the others. `conflict` `edited_elsewhere` where the draft was changed
 * since that revision, unless it says the same already: so a save that is sent again does no harm.
 */
export const saveDraft = operation({
  name: 'delegation.saveDraft',
  summary: 'Saves fields of a draft, as long as nobody else changed it meanwhile',
  http: 'PATCH /workspaces/{workspace}/briefs/{brief}',
  input: saveDraftInput,
  output: savedDraft,
  may: mayTake('editDraft'),
  naturallyIdempotent: true,
  async run(run, { workspace, brief, revision, ...changes }) {
    const held = await takeUp(run, { workspace, brief }, 'editDraft');
    const wanted = contentFrom(run, changes, held.content);
    const fields = changedFields(held.content, wanted);
    if (fields.length > 0 && revision !== held.revision) throw conflict('edited_elsewhere');
    const around = await aroundDraft(run.tx, { workspace, brief }, run.person.id);
    const saved = {
      brief,
      savedAt: run.now.toString(),
      ...clarityFound({ ...held.content, ...wanted, fileCount: around.fileCount }),
    };
    if (fields.length === 0) return { ...saved, revision: held.revision };
    await settle(run, held, 'editDraft', {}, { ...contentValues(wanted), revision: held.revision + 1 });
    if (!isSameEdit(fields, around.lastEdit, run.now)) {
      record(run, held, { kind: 'delegation.draftEdited', facts: { fields } });
    }
    return { ...saved, revision: held.revision + 1 };
  },
});

/** Hands the brief over. Refused at the fields that it lacks: `required`, `in_the_past`. */
export const sendBrief = operation({
  name: 'delegation.sendBrief',
  summary: 'Sends a draft to the assistant',
  http: 'POST /workspaces/{workspace}/briefs/{brief}/send',
  input: sendBriefInput,
  output: briefStep,
  may: mayTake('sendBrief'),
  async run(run, { revision, ...input }) {
    const held = await takeUp(run, input, 'sendBrief');
    if (revision !== undefined && revision !== held.revision) throw conflict('edited_elsewhere');
    // Files help, but are never required: how many there are decides nothing here.
    clear(whyNotSend({ ...held.content, fileCount: 0 }, run.now));
    const wishedBy = held.content.wishedBy?.toString() ?? '';
    record(run, held, { kind: 'delegation.briefSent', facts: { wishedBy } }, 'notify');
    const columns = {
      sent_at: run.now.toString(),
      sent_by: run.person.id,
      understood_at: null,
      kept_private: false,
    };
    return settle(run, held, 'sendBrief', {}, columns);
  },
});

/** Takes a sent brief back to change it; what the assistant wrote about it so far stays readable. */
export const returnToDraft = operation({
  name: 'delegation.returnToDraft',
  summary: 'Takes a sent brief back to the desk to change it',
  http: 'POST /workspaces/{workspace}/briefs/{brief}/return-to-draft',
  input: briefInput,
  output: briefStep,
  may: mayTake('returnToDraft'),
  async run(run, input) {
    const held = await takeUp(run, input, 'returnToDraft');
    record(run, held, { kind: 'delegation.returnedToDraft', facts: {} });
    return settle(run, held, 'returnToDraft');
  },
});

function contentFrom(run: Run, changes: DraftChanges, before?: BriefContent): Partial<BriefContent> {
  const { doneCriteria, ...named } = changes;
  // A form that saves some fields leaves the others undefined: these stay as they were.
  const rest = Object.fromEntries(
    Object.entries(named).filter(([, value]) => value !== undefined),
  ) as typeof named;
  if (!doneCriteria) return rest;
  return {
    ...rest,
    doneCriteria: withCriterionIds(doneCriteria, before?.doneCriteria ?? [], () => run.newId()),
  };
}
