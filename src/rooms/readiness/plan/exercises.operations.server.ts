import { z } from 'zod';
import { conflict, notFound, refused } from '#kernel/errors.ts';
import { idOf } from '#kernel/id.ts';
import { engagementInInput, inEngagement } from '#kernel/may.server.ts';
import { operation, type Operation, type Run } from '#kernel/operation.server.ts';
import { line, prose } from '#kernel/text.ts';
import { findPlace } from '../two-views/store.server.ts';
import { textExercises } from './exercises.ts';
import { planSizes } from './rules.ts';
import * as store from './store.server.ts';

const place = z.object({ workspace: idOf('workspace'), engagement: idOf('engagement') });
type Place = z.output<typeof place>;
const everybody = inEngagement<Place>(engagementInInput, 'assistant', 'principal', 'member');
const aText = place.extend({ exercise: z.enum(textExercises) });
/** The version that was read; 0 where there was none. A form sends it as text. */
const version = z.coerce.number().int().min(0).max(1_000_000);
const ticked = z.union([z.boolean(), z.literal('on').transform(() => true)]).default(false);
const stamped = z.object({ by: z.string(), at: z.string() }).nullable();

export const textSchema = z.object({
  exercise: z.enum(textExercises),
  version: z.number(),
  title: z.string(),
  text: z.string(),
  writtenAt: z.string(),
  practice: stamped,
  client: stamped,
});
export const weekSchema = z.object({
  id: z.string(),
  words: z.string(),
  repeats: z.boolean(),
  explainable: z.boolean(),
  mendable: z.boolean(),
});

async function inOpenEngagement({ tx }: Run, input: Place): Promise<void> {
  const found = await findPlace(tx, input);
  if (!found) throw notFound();
  if (found.archivedAt) throw refused('engagement_archived');
}

const sideOf = ({ role }: Run) => (role === 'assistant' ? 'practice' : 'client');

/**
 * Writes what an exercise leaves: the channels and hours that both sides agree, or a first procedure, a step a line.
 * Whoever writes confirms it for their side; the other side has to confirm the new words. Codes: `conflict`
 * `changed_meanwhile` where another version came between.
 */
export const writePlanText = operation({
  name: 'readiness.writePlanText',
  summary:
    'Writes down what an exercise of the preparation plan leaves: agreed channels and hours, or a procedure',
  http: 'PUT /workspaces/{workspace}/engagements/{engagement}/plan/texts/{exercise}',
  input: aText.extend({
    version,
    title: line(planSizes.titleChars, 0).default(''),
    text: prose(planSizes.textChars, 1),
  }),
  output: z.object({ version: z.number() }),
  may: everybody,
  async run(run, { workspace, engagement, ...text }) {
    const at = { workspace, engagement };
    await inOpenEngagement(run, at);
    const written = { by: run.person.id, at: run.now.toString() };
    const confirmed = { practice: null, client: null, [sideOf(run)]: written };
    if (!(await store.writeText(run.tx, at, { ...text, ...confirmed }, written))) {
      throw conflict('changed_meanwhile');
    }
    const facts = { exercise: text.exercise, version: text.version + 1 };
    run.emit({ kind: 'readiness.planTextWritten', engagement, facts });
    return { version: text.version + 1 };
  },
});

/** Confirms for one's side the version that one has read. Codes: `conflict` `changed_meanwhile`. */
export const confirmPlanText = operation({
  name: 'readiness.confirmPlanText',
  summary: 'Confirms for one side what an exercise of the preparation plan left',
  http: 'POST /workspaces/{workspace}/engagements/{engagement}/plan/texts/{exercise}/confirm',
  input: aText.extend({ version }),
  output: z.object({}),
  may: everybody,
  async run(run, { workspace, engagement, ...text }) {
    const at = { workspace, engagement };
    await inOpenEngagement(run, at);
    const found = (await store.textsIn(run.tx, at)).find(({ exercise }) => exercise === text.exercise);
    if (!found) throw notFound();
    const side = sideOf(run);
    if (found.version === text.version && found[side]) return {};
    const by = { side, by: run.person.id, at: run.now.toString() } as const;
    if (!(await store.confirmText(run.tx, at, text, by))) throw conflict('changed_meanwhile');
    run.emit({ kind: 'readiness.planTextConfirmed', engagement, facts: { ...text, side } });
    return {};
  },
});

/** Erases what an exercise left. */
export const removePlanText = operation({
  name: 'readiness.removePlanText',
  summary: 'Erases the text that an exercise of the preparation plan left',
  http: 'DELETE /workspaces/{workspace}/engagements/{engagement}/plan/texts/{exercise}',
  input: aText,
  output: z.object({}),
  may: everybody,
  async run(run, input) {
    await inOpenEngagement(run, input);
    const { engagement, exercise } = input;
    if (!(await store.removeText(run.tx, input, exercise))) throw notFound();
    run.emit({ kind: 'readiness.planTextRemoved', engagement, facts: { exercise } });
    return {};
  },
});

/** Adds a line to the week that is written down. Codes: `refused` `week_full`. */
export const addWeekLine = operation({
  name: 'readiness.addWeekLine',
  summary: 'Adds to the week written down: what was done, and whether it could be handed over',
  http: 'POST /workspaces/{workspace}/engagements/{engagement}/plan/week',
  input: place.extend({
    words: line(planSizes.lineChars),
    repeats: ticked,
    explainable: ticked,
    mendable: ticked,
  }),
  output: z.object({ line: z.string() }),
  may: everybody,
  async run(run, { workspace, engagement, ...words }) {
    const at = { workspace, engagement };
    await inOpenEngagement(run, at);
    if ((await store.weekIn(run.tx, at)).length >= planSizes.weekLines) throw refused('week_full');
    const id = run.newId<'weekLine'>();
    await store.addLine(run.tx, at, { ...words, id }, { by: run.person.id, at: run.now.toString() });
    run.emit({ kind: 'readiness.weekLineAdded', engagement, facts: { line: id } });
    return { line: id };
  },
});

/** Erases a line of the week that was written down. */
export const removeWeekLine = operation({
  name: 'readiness.removeWeekLine',
  summary: 'Erases a line of the week written down',
  http: 'DELETE /workspaces/{workspace}/engagements/{engagement}/plan/week/{line}',
  input: place.extend({ line: idOf('weekLine') }),
  output: z.object({}),
  may: everybody,
  async run(run, input) {
    await inOpenEngagement(run, input);
    if (!(await store.removeLine(run.tx, input, input.line))) throw notFound();
    const { engagement, line: removed } = input;
    run.emit({ kind: 'readiness.weekLineRemoved', engagement, facts: { line: removed } });
    return {};
  },
});

export const exerciseOperations: readonly Operation[] = [
  writePlanText,
  confirmPlanText,
  removePlanText,
  addWeekLine,
  removeWeekLine,
];
