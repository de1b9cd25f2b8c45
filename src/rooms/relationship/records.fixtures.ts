import type { Moment, RequestRecord } from './records.ts';
import type { WorkingHours } from './working-time.ts';

/** Madrid's usual hours. */
export const madrid: WorkingHours = {
  timeZone: 'Europe/Madrid',
  days: [1, 2, 3, 4, 5],
  from: '09:00',
  until: '18:00',
  isAnnounced: false,
};

/** A moment on Madrid's clock: "2026-11-23 10:00". */
export const on = (local: string): Temporal.Instant =>
  Temporal.PlainDateTime.from(local.replace(' ', 'T')).toZonedDateTime('Europe/Madrid').toInstant();

export const fullContent = {
  hasPurpose: true,
  hasSize: true,
  hasExample: true,
  autonomyLevel: 2,
  saysWhatToConsult: false,
} as const;

/** What happened, without its id; ids follow the order in which it is told. */
type Told = Moment extends infer One ? (One extends Moment ? Omit<One, 'id'> : never) : never;

let told = 0;

/** A request as the log has it: told in any order, sent with full content unless something is said of it. */
export function request(
  moments: readonly Told[],
  content: Partial<NonNullable<RequestRecord['asSent']>> = {},
): RequestRecord {
  const sent = moments.findLast(({ kind }) => kind === 'sent');
  const brief = `brief-${told++}`;
  return {
    brief,
    asSent: sent ? { ...fullContent, ...content, at: sent.at } : null,
    moments: moments.map((moment, index) => ({ ...moment, id: String(index).padStart(4, '0') }) as Moment),
  };
}

/** Sent and wished for, on Madrid's clock. */
export const sent = (at: string, wishedBy: string): Told => ({
  kind: 'sent',
  at: on(at),
  wishedBy: on(wishedBy),
});
