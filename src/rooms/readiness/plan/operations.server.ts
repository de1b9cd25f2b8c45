import { z } from 'zod';
import { invalid, notFound, refused } from '#kernel/errors.ts';
import { idOf } from '#kernel/id.ts';
import { anyMember, engagementInInput, inEngagement } from '#kernel/may.server.ts';
import { operation, type Operation, type Run } from '#kernel/operation.server.ts';
import { line } from '#kernel/text.ts';
import { PLANS, type PlanId } from '../plans.ts';
import { copiesIn, findPlace } from '../two-views/store.server.ts';
import { exerciseOperations, textSchema, weekSchema } from './exercises.operations.server.ts';
import { inOrder, isFitDay, isWorthAMail, numbersOf, planSizes, plansToBegin } from './rules.ts';
import * as store from './store.server.ts';

const place = z.object({ workspace: idOf('workspace'), engagement: idOf('engagement') });
type Place = z.output<typeof place>;
const everybody = inEngagement<Place>(engagementInInput, 'assistant', 'principal', 'member');
// Its keys and no others.
const planId = z.enum(Object.keys(PLANS) as [PlanId, ...PlanId[]]);
const aStep = place.extend({ step: idOf('planStep') });
const day = z.iso.date({ error: 'invalid_date' });

const todayOf = ({ now, person }: Pick<Run, 'now' | 'person'>) =>
  now.toZonedDateTimeISO(person.timeZone).toPlainDate().toString();

/** The plan of an engagement that can be changed. Codes: `not_found`, `refused` `engagement_archived`. */
async function openPlan({ tx }: Run, input: Place) {
  const found = await findPlace(tx, input);
  if (!found) throw notFound();
  if (found.archivedAt) throw refused('engagement_archived');
  return store.stepsIn(tx, input);
}

async function openStep(run: Run, input: z.output<typeof aStep>) {
  const steps = await openPlan(run, input);
  const step = steps.find(({ id }) => id === input.step);
  if (!step) throw notFound();
  return { step, steps };
}

/** The plans that the latest results in the reader's sight name, and whether each is only an offer of help. */
async function namedPlans({ tx }: Run, input: Place) {
  const copies = await copiesIn(tx, input);
  const latest = new Map(copies.map((copy) => [copy.by, copy]));
  const named = new Map<PlanId, { plan: PlanId; isOptional: boolean }>();
  for (const { result } of latest.values()) {
    for (const { plan, isOptional } of result.plans) {
      named.set(plan, { plan, isOptional: isOptional && (named.get(plan)?.isOptional ?? true) });
    }
  }
  return [...named.values()];
}

/**
 * Takes up plans that the latest shared results name: their steps become the engagement's own, to be planned and done.
 * A plan that is there already stays as it is. Codes: `invalid` `plans: required` where none of them is named.
 */
export const beginPlans = operation({
  name: 'readiness.beginPlans',
  summary: 'Takes up preparation plans that a shared self-assessment names, as steps to be planned and done',
  http: 'POST /workspaces/{workspace}/engagements/{engagement}/plan',
  input: place.extend({ plans: z.array(planId).max(Object.keys(PLANS).length) }),
  output: z.object({ steps: z.number() }),
  may: everybody,
  async run(run, input) {
    const steps = await openPlan(run, input);
    const named = (await namedPlans(run, input)).map(({ plan }) => plan);
    const wanted = named.filter((plan) => input.plans.includes(plan));
    if (wanted.length === 0) throw invalid({ plans: 'required' });
    const plans = plansToBegin(wanted, steps);
    if (plans.length === 0) return { steps: 0 };
    const from = Math.max(0, ...steps.map(({ position }) => position)) + 1;
    const added = plans
      .flatMap((plan) => numbersOf(plan).map((number) => ({ plan, number })))
      .map((step, index) => ({
        ...{ ...step, id: run.newId<'planStep'>(), words: '', position: from + index },
        ...{ by: run.person.id, at: run.now.toString() },
      }));
    const count = await store.addSteps(run.tx, input, added);
    run.emit({ kind: 'readiness.plansBegun', engagement: input.engagement, facts: { plans } });
    return { steps: count };
  },
});

/** Adds a step in one's own words to a plan that was begun. Codes: `refused` `too_many_steps`, `not_found` for no such plan. */
export const addPlanStep = operation({
  name: 'readiness.addPlanStep',
  summary: 'Adds a step in own words to a preparation plan',
  http: 'POST /workspaces/{workspace}/engagements/{engagement}/plan/steps',
  input: place.extend({ plan: planId, words: line(planSizes.stepChars) }),
  output: z.object({ step: z.string() }),
  may: everybody,
  async run(run, input) {
    const steps = await openPlan(run, input);
    const inPlan = steps.filter(({ plan }) => plan === input.plan);
    if (inPlan.length === 0) throw notFound();
    if (inPlan.filter(({ number }) => number === null).length >= planSizes.ownSteps) {
      throw refused('too_many_steps');
    }
    const id = run.newId<'planStep'>();
    const position = Math.max(...steps.map((step) => step.position)) + 1;
    const { plan, words } = input;
    const added = { id, plan, words, number: null, position, by: run.person.id, at: run.now.toString() };
    await store.addSteps(run.tx, input, [added]);
    run.emit({ kind: 'readiness.planStepAdded', engagement: input.engagement, facts: { step: id, plan } });
    return { step: id };
  },
});

/**
 * Says who does a step and by which day; what is left empty is open. Whoever is given a step by somebody else gets a
 * mail, once a step and at most one a day. Codes: `owner: invalid` for somebody who takes no part,
 * `dueOn: in_the_past`.
 */
export const planPlanStep = operation({
  name: 'readiness.planPlanStep',
  summary: 'Says who does a step of the preparation plan, and by which day',
  http: 'PUT /workspaces/{workspace}/engagements/{engagement}/plan/steps/{step}',
  input: aStep.extend({
    owner: z.union([z.literal(''), idOf('person')]).default(''),
    dueOn: z.union([z.literal(''), day], { error: 'invalid_date' }).default(''),
  }),
  output: z.object({}),
  may: everybody,
  async run(run, input) {
    const { step, steps } = await openStep(run, input);
    const [owner, dueOn] = [input.owner || null, input.dueOn || null];
    const people = await store.peopleIn(run.tx, input);
    if (owner && !people.some(({ person }) => person === owner)) throw invalid({ owner: 'invalid' });
    if (dueOn && !isFitDay(dueOn, step.dueOn, todayOf(run))) throw invalid({ dueOn: 'in_the_past' });
    const at = run.now;
    const notify = isWorthAMail({ step, to: owner, by: run.person.id, at }, steps);
    const told = notify && owner ? { person: owner, at: at.toString() } : step.told;
    await store.planStep(run.tx, input, step.id, { owner, dueOn, told });
    run.emit({
      kind: 'readiness.planStepPlanned',
      engagement: input.engagement,
      facts: { step: step.id, owner, dueOn },
      notify,
    });
    return {};
  },
});

/** Marks a step as done; who was first stays. No score changes by it: only another answering tells. */
export const finishPlanStep = operation({
  name: 'readiness.finishPlanStep',
  summary: 'Marks a step of the preparation plan as done; no score changes by it',
  http: 'POST /workspaces/{workspace}/engagements/{engagement}/plan/steps/{step}/done',
  input: aStep,
  output: z.object({}),
  may: everybody,
  async run(run, input) {
    const { step } = await openStep(run, input);
    if (step.done) return {};
    await store.markStep(run.tx, input, step.id, { by: run.person.id, at: run.now.toString() });
    run.emit({ kind: 'readiness.planStepDone', engagement: input.engagement, facts: { step: step.id } });
    return {};
  },
});

/** Opens a step again that was marked as done. */
export const reopenPlanStep = operation({
  name: 'readiness.reopenPlanStep',
  summary: 'Opens a step of the preparation plan again',
  http: 'DELETE /workspaces/{workspace}/engagements/{engagement}/plan/steps/{step}/done',
  input: aStep,
  output: z.object({}),
  may: everybody,
  async run(run, input) {
    const { step } = await openStep(run, input);
    if (!step.done) return {};
    await store.markStep(run.tx, input, step.id, null);
    run.emit({ kind: 'readiness.planStepReopened', engagement: input.engagement, facts: { step: step.id } });
    return {};
  },
});

/** Removes a step in own words; those of the content go with their plan. Its words are erased. */
export const removePlanStep = operation({
  name: 'readiness.removePlanStep',
  summary: 'Removes a step in own words from the preparation plan and erases it',
  http: 'DELETE /workspaces/{workspace}/engagements/{engagement}/plan/steps/{step}',
  input: aStep,
  output: z.object({}),
  may: everybody,
  async run(run, input) {
    await openPlan(run, input);
    if ((await store.removeSteps(run.tx, input, { step: input.step })) === 0) throw notFound();
    run.emit({
      kind: 'readiness.planStepRemoved',
      engagement: input.engagement,
      facts: { step: input.step },
    });
    return {};
  },
});

/** Lays a plan aside: its steps are erased with what was planned; what exercises left stays until it is removed. */
export const dropPlan = operation({
  name: 'readiness.dropPlan',
  summary: 'Lays a preparation plan aside and erases its steps',
  http: 'DELETE /workspaces/{workspace}/engagements/{engagement}/plan/{plan}',
  input: place.extend({ plan: planId }),
  output: z.object({}),
  may: everybody,
  async run(run, input) {
    await openPlan(run, input);
    const { plan } = input;
    const steps = await store.removeSteps(run.tx, input, { plan });
    if (steps === 0) throw notFound();
    run.emit({ kind: 'readiness.planDropped', engagement: input.engagement, facts: { plan, steps } });
    return {};
  },
});

const somebody = z.object({ person: z.string(), name: z.string() });

/** The plan as both sides work through it: its steps in order, who takes part, what the exercises left, what may be begun. */
export const getPlan = operation({
  name: 'readiness.getPlan',
  summary: 'The preparation plan of an engagement: steps, exercises, and the plans that can be begun',
  http: 'GET /workspaces/{workspace}/engagements/{engagement}/plan',
  input: place,
  output: z.object({
    name: z.string(),
    isArchived: z.boolean(),
    side: z.enum(['practice', 'client']),
    today: z.string(),
    steps: z.array(
      z.object({
        id: z.string(),
        plan: planId,
        number: z.number().nullable(),
        words: z.string(),
        position: z.number(),
        /** Null where nobody has it, or who had it takes no part any more. */
        owner: z.string().nullable(),
        dueOn: z.string().nullable(),
        done: z.object({ by: z.string(), at: z.string() }).nullable(),
      }),
    ),
    people: z.array(somebody),
    texts: z.array(textSchema),
    week: z.array(weekSchema),
    toBegin: z.array(z.object({ plan: planId, isOptional: z.boolean() })),
  }),
  may: everybody,
  async run(run, input) {
    const found = await findPlace(run.tx, input);
    if (!found) throw notFound();
    const steps = await store.stepsIn(run.tx, input);
    const people = await store.peopleIn(run.tx, input);
    const named = await namedPlans(run, input);
    const begins = plansToBegin(
      named.map(({ plan }) => plan),
      steps,
    );
    return {
      ...{ name: found.name, isArchived: found.archivedAt !== null, today: todayOf(run) },
      side: run.role === 'assistant' ? ('practice' as const) : ('client' as const),
      steps: inOrder(steps).map(({ told: _told, owner, ...step }) => ({
        ...step,
        owner: people.some(({ person }) => person === owner) ? owner : null,
      })),
      people,
      texts: await store.textsIn(run.tx, input),
      week: await store.weekIn(run.tx, input),
      toBegin: named.filter(({ plan }) => begins.includes(plan)),
    };
  },
});

/** Where steps of whoever asks have come to their day, among their engagements in a workspace. */
export const listWaitingSteps = operation({
  name: 'readiness.listWaitingSteps',
  summary: 'The engagements in which steps of the preparation plan wait for one today',
  http: 'GET /workspaces/{workspace}/waiting-steps',
  input: z.object({ workspace: idOf('workspace') }),
  output: z.object({
    waiting: z.array(z.object({ engagement: z.string(), name: z.string(), steps: z.number() })),
  }),
  may: anyMember,
  async run(run, { workspace }) {
    return { waiting: await store.waitingStepsOf(run.tx, workspace, run.person.id, todayOf(run)) };
  },
});

export const planOperations: readonly Operation[] = [
  beginPlans,
  getPlan,
  addPlanStep,
  planPlanStep,
  finishPlanStep,
  reopenPlanStep,
  removePlanStep,
  dropPlan,
  ...exerciseOperations,
  listWaitingSteps,
];
