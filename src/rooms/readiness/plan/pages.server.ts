import type { RequestEvent } from '@sveltejs/kit';
import { doForm, keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { compareViews } from '../two-views/operations.server.ts';
import {
  addWeekLine,
  confirmPlanText,
  removePlanText,
  removeWeekLine,
  writePlanText,
} from './exercises.operations.server.ts';
import {
  addPlanStep,
  beginPlans,
  dropPlan,
  finishPlanStep,
  getPlan,
  planPlanStep,
  removePlanStep,
  reopenPlanStep,
} from './operations.server.ts';
import { planView } from './view.server.ts';

/** What the plan's page shows. */
export async function planPage(event: RequestEvent) {
  const { id, timeZone } = personHere(event);
  const found = await loadFor(event, getPlan, event.params);
  const compared = await loadFor(event, compareViews, event.params);
  const reading = { locale: event.locals.locale, timeZone, person: id };
  return { name: found.name, plan: planView(found, compared, reading), key: crypto.randomUUID() };
}

/** The forms of the plan's page. */
export const planForms = {
  begin: async (event: RequestEvent) => {
    personHere(event);
    const posted = await event.request.formData();
    const input = { ...event.params, plans: posted.getAll('plans') };
    const outcome = await performFor(event, beginPlans, input, keyOf(posted));
    return outcome.ok ? { done: 'begun' as const } : refuseForm(outcome.refusal, posted, 'begun');
  },
  addStep: (event: RequestEvent) => doForm(event, addPlanStep, 'stepAdded'),
  plan: (event: RequestEvent) => doForm(event, planPlanStep, 'planned'),
  finish: (event: RequestEvent) => doForm(event, finishPlanStep, 'finished'),
  reopen: (event: RequestEvent) => doForm(event, reopenPlanStep, 'reopened'),
  removeStep: (event: RequestEvent) => doForm(event, removePlanStep, 'stepRemoved'),
  drop: (event: RequestEvent) => doForm(event, dropPlan, 'dropped'),
  writeText: (event: RequestEvent) => doForm(event, writePlanText, 'written'),
  confirmText: (event: RequestEvent) => doForm(event, confirmPlanText, 'confirmed'),
  removeText: (event: RequestEvent) => doForm(event, removePlanText, 'textRemoved'),
  addLine: (event: RequestEvent) => doForm(event, addWeekLine, 'lineAdded'),
  removeLine: (event: RequestEvent) => doForm(event, removeWeekLine, 'lineRemoved'),
};
