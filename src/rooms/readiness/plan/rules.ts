import type { Id, PersonId } from '#kernel/id.ts';
import { PLANS, type PlanId } from '../plans.ts';

export type PlanStepId = Id<'planStep'>;

/** How much the parts of a plan hold. */
export const planSizes = {
  ownSteps: 10,
  stepChars: 500,
  titleChars: 120,
  textChars: 4000,
  weekLines: 60,
  lineChars: 200,
} as const;

/** A step as it is kept: of the content by its number, or an own one in words. */
export interface PlanStep {
  readonly id: PlanStepId;
  readonly plan: PlanId;
  readonly number: number | null;
  readonly words: string;
  /** Grows with each step that is added: plans stand in the order in which they were begun. */
  readonly position: number;
  readonly owner: PersonId | null;
  /** A day of the calendar, `YYYY-MM-DD`. */
  readonly dueOn: string | null;
  readonly done: { readonly by: PersonId; readonly at: string } | null;
  /** Whom a mail told that the step is theirs, and when. */
  readonly told: { readonly person: PersonId; readonly at: string } | null;
}

/** How a step stands on a day. */
export type Standing =
  | { readonly state: 'done'; readonly by: PersonId; readonly at: string }
  | { readonly state: 'overdue'; readonly dueOn: string; readonly days: number }
  | { readonly state: 'today'; readonly dueOn: string }
  | { readonly state: 'dated'; readonly dueOn: string }
  | { readonly state: 'undated' };

/** How a step stands on a day (`YYYY-MM-DD`) of the reader's calendar. */
export function standingOf({ done, dueOn }: Pick<PlanStep, 'done' | 'dueOn'>, today: string): Standing {
  if (done) return { state: 'done', ...done };
  if (!dueOn) return { state: 'undated' };
  const { days } = Temporal.PlainDate.from(dueOn).until(today);
  if (days > 0) return { state: 'overdue', dueOn, days };
  return { state: days === 0 ? 'today' : 'dated', dueOn };
}

/** Plans in the order in which they were begun; within one its own steps come after those of the content. */
export function inOrder<Step extends Pick<PlanStep, 'plan' | 'number' | 'position'>>(
  steps: readonly Step[],
): readonly Step[] {
  const begun = new Map<PlanId, number>();
  for (const { plan, position } of steps) {
    begun.set(plan, Math.min(position, begun.get(plan) ?? position));
  }
  const rank = ({ plan, number, position }: Step) => [begun.get(plan) ?? 0, number ?? 99, position];
  return steps.toSorted((one, other) => {
    const [ranks, others] = [rank(one), rank(other)];
    const at = ranks.findIndex((value, index) => value !== others[index]);
    return at < 0 ? 0 : (ranks[at] ?? 0) - (others[at] ?? 0);
  });
}

/** What to do next: the open step with the earliest day; without any day, the first in order. Null when all is done. */
export function nextStep<Step extends PlanStep>(steps: readonly Step[]): Step | null {
  const open = inOrder(steps).filter(({ done }) => !done);
  // Days as text sort as days do; a step without one comes after all that have one.
  const day = ({ dueOn }: Step) => dueOn ?? '9999';
  return open.toSorted((one, other) => day(one).localeCompare(day(other)))[0] ?? null;
}

/** How many steps are done, of how many. It says nothing about a score: only another answering does. */
export function progressOf(steps: readonly Pick<PlanStep, 'done'>[]): { done: number; of: number } {
  return { done: steps.filter(({ done }) => done).length, of: steps.length };
}

/** Whether a step waits for somebody today: it is theirs, open, and its day has come. */
export function waitsFor(step: Pick<PlanStep, 'owner' | 'dueOn' | 'done'>, who: PersonId, today: string) {
  return step.owner === who && !step.done && step.dueOn !== null && step.dueOn <= today;
}

/** The plans that can still be begun: those that the latest results name and that are not there yet, in their order. */
export function plansToBegin(
  named: readonly PlanId[],
  steps: readonly Pick<PlanStep, 'plan'>[],
): readonly PlanId[] {
  return [...new Set(named)].filter((plan) => !steps.some((step) => step.plan === plan));
}

/** The numbers of a plan's steps in the content. */
export const numbersOf = (plan: PlanId): readonly number[] =>
  Array.from({ length: PLANS[plan].steps }, (_, index) => index + 1);

/** Whether a step may be set for that day: none that is past, save one that stood there before, and within two years. */
export function isFitDay(day: string, before: string | null, today: string): boolean {
  if (day === before) return true;
  return day >= today && day <= Temporal.PlainDate.from(today).add({ years: 2 }).toString();
}

/**
 * Whether who is given a step gets a mail of it: given by somebody else, once a step, and one mail a day; the page
 * has the rest.
 */
export function isWorthAMail(
  given: { step: PlanStep; to: PersonId | null; by: PersonId; at: Temporal.Instant },
  steps: readonly PlanStep[],
): boolean {
  const { step, to, by, at } = given;
  if (!to || to === by || to === step.owner || to === step.told?.person) return false;
  const aDayAgo = at.subtract({ hours: 24 });
  return !steps.some(
    ({ told }) =>
      told?.person === to && Temporal.Instant.compare(Temporal.Instant.from(told.at), aDayAgo) > 0,
  );
}
