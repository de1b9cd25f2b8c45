/**
 * The pulse: one question to each person of an engagement, "How is it going for you?", in five steps with words. Five
 * and not eleven, since every step can carry a word, and what is made of them goes by rank: finer steps would promise
 * a precision that a mood does not have.
 */
export const satisfactions = [1, 2, 3, 4, 5] as const;
export type Satisfaction = (typeof satisfactions)[number];

export type Pulse = {
  person: string;
  /** "2026-11", on the clock of whoever answered. */
  month: string;
  side: 'practice' | 'client';
  satisfaction: Satisfaction;
};

/** The month of an instant on somebody's clock, as "2026-11". An answer counts once in it; another replaces it. */
export function monthOf(at: Temporal.Instant, timeZone: string): string {
  return at.toZonedDateTimeISO(timeZone).toPlainDate().toPlainYearMonth().toString();
}

/**
 * What a reader sees of the answers: everything of months that are over, and of the current one only once they have
 * answered it themselves, so that nobody leans on what the other side said. Who cannot answer sees everything.
 */
export function visiblePulses<P extends Pulse>(
  pulses: readonly P[],
  { person, month, mayAnswer }: { person: string; month: string; mayAnswer: boolean },
): P[] {
  const hasAnswered = pulses.some((pulse) => pulse.person === person && pulse.month >= month);
  return pulses.filter(
    (pulse) => !mayAnswer || hasAnswered || pulse.month < month || pulse.person === person,
  );
}
