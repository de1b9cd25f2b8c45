/** What this room shows on the page of an engagement, and the forms there. */
import type { RequestEvent } from '@sveltejs/kit';
import { doForm, loadFor } from '#kernel/web/form.server.ts';
import * as m from '#messages';
import { formatMonth } from '#ui/dates.ts';
import { answerPulse, listPulses, withdrawPulse } from './pulse.operations.server.ts';
import { satisfactions, type Satisfaction } from './pulse.ts';

/** The forms of the pulse, for the actions of an engagement's page. */
export const pulseForms = {
  pulse: (event: RequestEvent) => doForm(event, answerPulse, 'pulseAnswered'),
  withdrawPulse: (event: RequestEvent) => doForm(event, withdrawPulse, 'pulseWithdrawn'),
};

/** The pulse as an engagement's page shows it: the question, and what was said, a line a month. */
export async function pulseOfEngagement(event: RequestEvent) {
  const { pulses, own, mayAnswer } = await loadFor(event, listPulses, event.params);
  const { locale } = event.locals;
  const label = (satisfaction: Satisfaction) => labels[satisfaction]({}, { locale });
  const months = [...new Set(pulses.map(({ month }) => month))].map((month) => ({
    month,
    label: formatMonth(month, locale),
    answers: pulses
      .filter((pulse) => pulse.month === month)
      .map(({ person, name, side, satisfaction }) => ({
        person,
        name: name ?? m.evidence_pulse_somebody({}, { locale }),
        side,
        label: label(satisfaction),
      })),
  }));
  return {
    mayAnswer,
    own,
    options: satisfactions.map((value) => ({ value: String(value), label: label(value) })),
    months,
  };
}
export type PulseView = Awaited<ReturnType<typeof pulseOfEngagement>>;

const labels = {
  1: m.evidence_pulse_1,
  2: m.evidence_pulse_2,
  3: m.evidence_pulse_3,
  4: m.evidence_pulse_4,
  5: m.evidence_pulse_5,
} as const;
