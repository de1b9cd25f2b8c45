/**
 * Every expected failure has one of these codes. `invalid` carries the fields; what somebody may not see
 * is `not_found`; `conflict` and `refused` carry a reason of the domain (`already_sent`, `later_than_wished`, …).
 */
export type RefusalCode =
  'invalid' | 'not_found' | 'forbidden' | 'signed_out' | 'conflict' | 'refused' | 'too_many' | 'too_large';

/** For each field (path joined by dots) the code of what is wrong with it. */
export type FieldErrors = Record<string, string>;

/** An expected failure. Thrown inside an operation, which undoes its transaction, and returned as a value by `perform`. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly reason: string | undefined;
  readonly fields: FieldErrors;

  constructor(code: RefusalCode, details: { reason?: string; fields?: FieldErrors } = {}) {
    super(details.reason ? `${code}: ${details.reason}` : code);
    this.name = 'Refusal';
    this.code = code;
    this.reason = details.reason;
    this.fields = details.fields ?? {};
  }
}

export const notFound = () => new Refusal('not_found');
export const forbidden = () => new Refusal('forbidden');
export const refused = (reason: string) => new Refusal('refused', { reason });
export const conflict = (reason: string) => new Refusal('conflict', { reason });
export const invalid = (fields: FieldErrors) => new Refusal('invalid', { fields });

/**
 * What a mailed link opens, for whoever types the address that its mail went to: programs that open every mailed link,
 * and press its buttons, type none.
 *
 * @throws Refusal `not_found` where it opens nothing; `invalid` `email`: `not_the_asking_address`
 */
export function openedBy<Found extends { email: string }>(found: Found | null, email: string): Found {
  if (!found) throw notFound();
  if (found.email !== email) throw invalid({ email: 'not_the_asking_address' });
  return found;
}

const statuses: Record<RefusalCode, number> = {
  invalid: 422,
  not_found: 404,
  forbidden: 403,
  signed_out: 401,
  conflict: 409,
  refused: 409,
  too_many: 429,
  too_large: 413,
};

/** The HTTP status that goes with a refusal (RFC 9110). */
export function statusOf(refusal: Refusal): number {
  return statuses[refusal.code];
}
