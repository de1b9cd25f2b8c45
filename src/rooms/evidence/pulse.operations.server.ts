import { z } from 'zod';
import { notFound, refused } from '#kernel/errors.ts';
import { idOf } from '#kernel/id.ts';
import { engagementInInput, inEngagement } from '#kernel/may.server.ts';
import { operation, type Operation, type Run } from '#kernel/operation.server.ts';
import { monthOf, satisfactions, visiblePulses } from './pulse.ts';
import * as store from './pulse.store.server.ts';

const place = z.object({ workspace: idOf('workspace'), engagement: idOf('engagement') });
const everybody = inEngagement<z.output<typeof place>>(engagementInInput, 'assistant', 'principal', 'member');
const satisfaction = z.coerce
  .number({ error: 'required' })
  .pipe(z.literal([...satisfactions], { error: 'required' }));

/** How many months of answers the page shows. */
const monthsShown = 12;

/** Whether the reader takes part; an owner who only oversees has nothing to answer. */
const takesPart = ({ membership, engagement }: Run) =>
  membership?.engagements.some((one) => one.engagement === engagement) ?? false;

/**
 * Says how the engagement is going for oneself. Counts once a month; said again in the same month, it replaces the
 * answer. Both sides read it. Codes: `refused` `not_in_engagement`, `engagement_archived`.
 */
export const answerPulse = operation({
  name: 'evidence.answerPulse',
  summary: 'Says how the engagement is going for oneself, once a month',
  http: 'PUT /workspaces/{workspace}/engagements/{engagement}/pulse',
  input: place.extend({ satisfaction }),
  output: z.object({}),
  may: everybody,
  naturallyIdempotent: true,
  async run(run, input) {
    if (!takesPart(run)) throw refused('not_in_engagement');
    if (await store.isArchived(run.tx, input)) throw refused('engagement_archived');
    const { id: person, timeZone } = run.person;
    const month = monthOf(run.now, timeZone);
    const side = run.role === 'assistant' ? 'practice' : 'client';
    await store.writePulse(run.tx, input, { person, month, side, satisfaction: input.satisfaction }, run.now);
    run.emit({ kind: 'evidence.pulseAnswered', engagement: input.engagement, facts: { month } });
    return {};
  },
});

/** Takes back one's own answer of this month. */
export const withdrawPulse = operation({
  name: 'evidence.withdrawPulse',
  summary: 'Takes back what one said this month about how the engagement is going',
  http: 'DELETE /workspaces/{workspace}/engagements/{engagement}/pulse',
  input: place,
  output: z.object({}),
  may: everybody,
  async run(run, input) {
    const month = monthOf(run.now, run.person.timeZone);
    if (!(await store.removePulse(run.tx, input, run.person.id, month))) throw notFound();
    run.emit({ kind: 'evidence.pulseWithdrawn', engagement: input.engagement, facts: { month } });
    return {};
  },
});

/** What both sides said in the last twelve months; of the current one only for who has answered it or cannot. */
export const listPulses = operation({
  name: 'evidence.listPulses',
  summary: 'How the engagement is going for each person, month by month',
  http: 'GET /workspaces/{workspace}/engagements/{engagement}/pulse',
  input: place,
  output: z.object({
    mayAnswer: z.boolean(),
    month: z.string(),
    own: z.literal([...satisfactions]).nullable(),
    pulses: z.array(
      z.object({
        person: z.string(),
        /** Null for somebody who no longer takes part and whom the reader does not know. */
        name: z.string().nullable(),
        month: z.string(),
        side: z.enum(['practice', 'client']),
        satisfaction: z.literal([...satisfactions]),
      }),
    ),
  }),
  may: everybody,
  async run(run, input) {
    const month = monthOf(run.now, run.person.timeZone);
    const first = Temporal.PlainYearMonth.from(month)
      .subtract({ months: monthsShown - 1 })
      .toString();
    const all = await store.pulsesSince(run.tx, input, first);
    const mayAnswer = takesPart(run) && !(await store.isArchived(run.tx, input));
    const reader = { person: run.person.id, month, mayAnswer };
    return {
      mayAnswer,
      month,
      own: all.find((pulse) => pulse.person === run.person.id && pulse.month === month)?.satisfaction ?? null,
      pulses: visiblePulses(all, reader),
    };
  },
});

export const pulseOperations: readonly Operation[] = [answerPulse, withdrawPulse, listPulses];
