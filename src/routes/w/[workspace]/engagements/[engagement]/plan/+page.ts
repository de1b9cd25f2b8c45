import type { PageLoad } from './$types';

/** Fetches the parts that there is something for: a browser loads no code for what the reader doesn't see. */
export const load: PageLoad = async ({ data }) => {
  const { hasPlan, exercises, toBegin, isArchived } = data.plan;
  const [planCard, exercise, begin] = await Promise.all([
    hasPlan ? import('#rooms/readiness/plan/PlanCard.svelte') : undefined,
    exercises.length > 0 ? import('#rooms/readiness/plan/Exercises.svelte') : undefined,
    toBegin.length > 0 && !isArchived ? import('#rooms/readiness/plan/BeginPlans.svelte') : undefined,
  ]);
  return {
    ...data,
    parts: { PlanCard: planCard?.default, Exercises: exercise?.default, BeginPlans: begin?.default },
  };
};
