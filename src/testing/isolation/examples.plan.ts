import type { Example } from './example.ts';

/** Something about the plan of a corner. */
const about = (
  by: Example['by'],
  more: (at: Parameters<Example['input']>[0]) => object = () => ({}),
): Example => ({
  by,
  input: (at) => ({ workspace: at.workspace, engagement: at.engagement, ...more(at) }),
});
const step = (at: Parameters<Example['input']>[0]) => ({ step: at.plan.step });

export const planExamples: Record<string, Example[]> = {
  'readiness.beginPlans': [
    about('principal', () => ({ plans: ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'ACTIVITY_SITUATION'] })),
  ],
  'readiness.getPlan': [about('assistant'), about('member')],
  'readiness.addPlanStep': [about('member', () => ({ plan: 'R6', words: 'Vaciar la bandeja' }))],
  'readiness.planPlanStep': [
    about('assistant', (at) => ({ ...step(at), owner: at.people.principal.id, dueOn: '2026-12-24' })),
  ],
  'readiness.finishPlanStep': [about('principal', step)],
  'readiness.reopenPlanStep': [about('principal', step)],
  'readiness.removePlanStep': [about('assistant', step)],
  'readiness.dropPlan': [about('assistant', () => ({ plan: 'R6' }))],
  'readiness.writePlanText': [
    about('principal', () => ({ exercise: 'channels', version: 1, text: 'Respuesta en un día hábil' })),
  ],
  'readiness.confirmPlanText': [about('member', () => ({ exercise: 'procedure', version: 1 }))],
  'readiness.removePlanText': [about('assistant', () => ({ exercise: 'channels' }))],
  'readiness.addWeekLine': [about('principal', () => ({ words: 'Citas', repeats: true }))],
  'readiness.removeWeekLine': [about('principal', (at) => ({ line: at.plan.line }))],
  'readiness.listWaitingSteps': [{ by: 'assistant', input: ({ workspace }) => ({ workspace }) }],
};
