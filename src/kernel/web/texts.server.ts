import * as messages from '#messages';
import type { Refusal } from '../errors.ts';

const texts = messages as unknown as Record<string, (() => string) | undefined>;

/** What is wrong with a field, in the reader's language. Keys: `errors_field_*`. */
export function fieldText(code: string): string {
  return (texts[`errors_field_${code}`] ?? texts.errors_field_invalid!)();
}

/** Why it was refused, as a sentence. Keys: `errors_reason_*`, else `errors_code_*`. */
export function refusalText(refusal: Refusal): string {
  const reason = refusal.reason && texts[`errors_reason_${refusal.reason}`];
  return (reason || texts[`errors_code_${refusal.code}`]!)();
}

/** For the page that is shown while the database does not answer. */
export function databaseAwayText(): string {
  return texts.errors_database_away!();
}
