import { z } from 'zod';
import { invalid, notFound, refused } from '#kernel/errors.ts';
import { idOf } from '#kernel/id.ts';
import { operation, type Operation, type Run } from '#kernel/operation.server.ts';
import { prose } from '#kernel/text.ts';
import { canBeRenewedUntil, canHaveEndedOn, endedByWhom, endingReasons, endingWordsMax } from './course.ts';
import * as store from './course.store.server.ts';
import { existing, itsOwners, ofEngagement } from './engagement-access.server.ts';

const day = z.iso.date({ error: 'invalid_date' });

/** How an engagement ended and until when it was renewed, as both sides read it. */
export const courseView = {
  ending: z
    .object({
      on: day,
      isEarly: z.boolean(),
      by: z.enum(endedByWhom),
      reason: z.enum(endingReasons),
      words: z.string(),
    })
    .nullable(),
  renewals: z.array(z.object({ id: idOf('renewal'), until: day, notedAt: z.string() })),
};

export async function courseOf({ tx }: Run, place: z.output<typeof ofEngagement>) {
  return { ending: await store.endingOf(tx, place), renewals: await store.renewalsOf(tx, place) };
}

/**
 * Notes that an engagement ended: on which day, whether before what was agreed, who ended it and why. Both sides read
 * it. Noted again, it takes the place of what stood there. Nothing is archived by it. Codes: `on`: `invalid_date`
 * before the engagement began or after today.
 */
export const endEngagement = operation({
  name: 'engagements.endEngagement',
  summary: 'Notes when an engagement ended, whether early, who ended it and why',
  http: 'PUT /workspaces/{workspace}/engagements/{engagement}/ending',
  input: ofEngagement.extend({
    on: day,
    early: z.enum(['yes', 'no'], { error: 'required' }),
    by: z.enum(endedByWhom, { error: 'required' }),
    reason: z.enum(endingReasons, { error: 'required' }),
    words: prose(endingWordsMax).default(''),
  }),
  output: z.object({}),
  may: itsOwners,
  async run(run, { workspace, engagement, on, early, by, reason, words }) {
    const place = { workspace, engagement };
    const { createdAt: began } = await existing(run, place);
    const { timeZone } = run.person;
    if (!canHaveEndedOn(on, { began, now: run.now, timeZone })) throw invalid({ on: 'invalid_date' });
    const before = await store.endingOf(run.tx, place);
    const ending = { on, isEarly: early === 'yes', by, reason, words };
    await store.writeEnding(run.tx, place, ending, { by: run.person.id, at: run.now });
    run.emit({ kind: 'engagements.ended', engagement, facts: { before, after: ending }, notify: true });
    return {};
  },
});

/** Takes back that an engagement ended: it goes on. The log keeps what was noted. */
export const resumeEngagement = operation({
  name: 'engagements.resumeEngagement',
  summary: 'Takes back that an engagement ended',
  http: 'DELETE /workspaces/{workspace}/engagements/{engagement}/ending',
  input: ofEngagement,
  output: z.object({}),
  may: itsOwners,
  async run(run, place) {
    await existing(run, place);
    const before = await store.endingOf(run.tx, place);
    if (!before) return {};
    await store.removeEnding(run.tx, place);
    run.emit({
      kind: 'engagements.resumed',
      engagement: place.engagement,
      facts: { before },
      notify: true,
    });
    return {};
  },
});

/**
 * Notes that both sides go on, until a day. Codes: `until`: `invalid_date` where that day is over or beyond ten years;
 * `refused` `engagement_ended`, `already_renewed`.
 */
export const renewEngagement = operation({
  name: 'engagements.renewEngagement',
  summary: 'Notes that an engagement was renewed, and until when',
  http: 'POST /workspaces/{workspace}/engagements/{engagement}/renewals',
  input: ofEngagement.extend({ until: day }),
  output: z.object({ renewal: idOf('renewal') }),
  may: itsOwners,
  async run(run, { workspace, engagement, until }) {
    const place = { workspace, engagement };
    await existing(run, place);
    if (await store.endingOf(run.tx, place)) throw refused('engagement_ended');
    const { timeZone } = run.person;
    if (!canBeRenewedUntil(until, { now: run.now, timeZone })) throw invalid({ until: 'invalid_date' });
    const renewal = run.newId<'renewal'>();
    const isNew = await store.insertRenewal(
      run.tx,
      place,
      { id: renewal, until },
      { by: run.person.id, at: run.now },
    );
    if (!isNew) throw refused('already_renewed');
    run.emit({ kind: 'engagements.renewed', engagement, facts: { renewal, until } });
    return { renewal };
  },
});

/** Removes a renewal that was noted by mistake; the log keeps it. */
export const removeRenewal = operation({
  name: 'engagements.removeRenewal',
  summary: 'Removes a renewal that was noted by mistake',
  http: 'DELETE /workspaces/{workspace}/engagements/{engagement}/renewals/{renewal}',
  input: ofEngagement.extend({ renewal: idOf('renewal') }),
  output: z.object({}),
  may: itsOwners,
  async run(run, { renewal, ...place }) {
    const until = await store.removeRenewal(run.tx, place, renewal);
    if (!until) throw notFound();
    run.emit({ kind: 'engagements.renewalRemoved', engagement: place.engagement, facts: { renewal, until } });
    return {};
  },
});

export const courseOperations: readonly Operation[] = [
  endEngagement,
  resumeEngagement,
  renewEngagement,
  removeRenewal,
];
