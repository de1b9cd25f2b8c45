import type { PersonId } from '#kernel/id.ts';
import type { PlanId } from '../plans.ts';

/** What a plan has done with the real thing: a first brief, a week written down, a procedure, channels and hours agreed. */
export const exercises = ['brief', 'week', 'procedure', 'channels'] as const;
export type Exercise = (typeof exercises)[number];

/** Those that leave a text. */
export const textExercises = ['channels', 'procedure'] as const satisfies readonly Exercise[];
export type TextExercise = (typeof textExercises)[number];

const EXERCISE_OF: Readonly<Partial<Record<PlanId, Readonly<Record<number, Exercise>>>>> = {
  R1: { 4: 'channels' },
  R2: { 1: 'brief', 3: 'channels' },
  R3: { 1: 'week', 2: 'brief' },
  R5: { 1: 'brief' },
  R6: { 1: 'week', 2: 'procedure' },
  R7: { 1: 'channels' },
};

/** The exercise that a step of the content is done with; null where it is done elsewhere. */
export function exerciseOf({ plan, number }: { plan: PlanId; number: number | null }): Exercise | null {
  return (number !== null && EXERCISE_OF[plan]?.[number]) || null;
}

/** The exercises that the steps of a plan ask for, each once. */
export function exercisesOf(steps: readonly { plan: PlanId; number: number | null }[]): readonly Exercise[] {
  const asked = steps.map(exerciseOf);
  return exercises.filter((exercise) => asked.includes(exercise));
}

/** A line of a week written down. */
export interface WeekLine {
  readonly repeats: boolean;
  readonly explainable: boolean;
  readonly mendable: boolean;
}

/** Whether something is fit to be handed over first: it repeats, can be explained, and can be mended if it goes wrong. */
export function mayBeHandedOver({ repeats, explainable, mendable }: WeekLine): boolean {
  return repeats && explainable && mendable;
}

/** A text that both sides confirm, by whom and when each did. */
export interface AgreedText {
  readonly practice: { readonly by: PersonId; readonly at: string } | null;
  readonly client: { readonly by: PersonId; readonly at: string } | null;
}

/** How far a text is agreed. Whoever writes it confirms it for their side. */
export function agreementOf({
  practice,
  client,
}: AgreedText): 'agreed' | 'waits_for_client' | 'waits_for_practice' {
  if (practice && client) return 'agreed';
  return practice ? 'waits_for_client' : 'waits_for_practice';
}

/** The steps of a written procedure: a line each, without the empty ones and without numbers typed in front. */
export function procedureLines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:\d{1,2}[.)-]|[-*•])\s+/u, '').trim())
    .filter((line) => line !== '');
}
