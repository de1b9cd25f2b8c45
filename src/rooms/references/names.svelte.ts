import * as m from '#messages';
import type { Locale } from '#kernel/text.ts';
import { formatMonth } from '#ui/dates.ts';
import type { ReferenceState } from './rules.ts';

/** What is said of a reference beside its being verified: when it was written, and since when they work together. */
export function sinceWhen(
  { month, since, until }: { month: string; since: number; until: number | null },
  locale: Locale,
): string {
  const said = { locale };
  const years =
    until === null
      ? m.references_public_since({ year: since }, said)
      : until === since
        ? m.references_public_in({ year: since }, said)
        : m.references_public_between({ since, until }, said);
  return `${formatMonth(month, locale)} · ${years}`;
}

/** Where a reference is, for whoever was asked for it. */
export const ownStateNames = {
  asked: m.references_own_state_asked,
  draft: m.references_own_state_draft,
  published: m.references_own_state_published,
  hidden: m.references_own_state_hidden,
  declined: m.references_own_state_declined,
  taken_back: m.references_own_state_taken_back,
  withdrawn: m.references_own_state_withdrawn,
} satisfies Record<ReferenceState, unknown>;

/** The same, for the practice that asked. */
export function askedStateName(state: ReferenceState, date: string): string {
  const names = {
    asked: m.references_state_asked,
    // The practice doesn't learn that somebody has begun.
    draft: m.references_state_asked,
    published: m.references_state_published,
    hidden: m.references_state_hidden,
    declined: m.references_state_declined,
    taken_back: m.references_state_taken_back,
    withdrawn: m.references_state_withdrawn,
  };
  return names[state]({ date });
}
