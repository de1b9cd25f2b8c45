import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { DB } from '#kernel/database/schema.ts';
import { invalid } from '#kernel/errors.ts';
import { addressBlock, countUse, type RateLimit } from '#kernel/rate.server.ts';
import { isProof, newChallenge, proofBits, readChallenge } from './challenge.server.ts';
import { commentFields } from './fields.ts';

export { proofBits };

/** What a form under a guide is asked, and how much may come, where its browser worked for it… */
const withProof = {
  seconds: 3,
  fromOnePlace: { name: 'comment', uses: 10, minutes: 60 },
  atOnePractice: { name: 'be commented', uses: 60, minutes: 60 },
} as const satisfies Terms;
/** … and where it did not: without JavaScript, people take part too, more slowly. */
const withoutProof = {
  seconds: 8,
  fromOnePlace: { name: 'comment without proof', uses: 3, minutes: 60 },
  atOnePractice: { name: 'be commented without proof', uses: 20, minutes: 60 },
} as const satisfies Terms;
/** How often one mail address may be written to because of it, wherever that comes from. */
const toOneAddress: RateLimit = { name: 'mail whoever comments', uses: 5, minutes: 24 * 60 };
/** How often one form may be sent: again by mistake, and with an address or a text put right. */
const fromOneForm: RateLimit = { name: 'send one comment form', uses: 5, minutes: 24 * 60 };
/** How often one place may report. */
const reports: RateLimit = { name: 'report a comment', uses: 10, minutes: 60 };

type Terms = { seconds: number; fromOnePlace: RateLimit; atOnePractice: RateLimit };
type At = { db: Kysely<DB>; key: Buffer; now: Temporal.Instant };

const placeOf = (address: string, guide: string) => `${address}/${guide}`;

/** What the form under that guide carries. */
export function challengeFor({ key, now }: Pick<At, 'key' | 'now'>, address: string, guide: string): string {
  return newChallenge(key, placeOf(address, guide), now);
}

/**
 * Looks at a form that came and counts it, unless a field of it has to be put right first: nobody loses a turn by that.
 * Gives the mark of what it says, by which the same sent twice is recognised, while an address put right is not.
 * Codes: `website`: `leave_empty`; `challenge`: `form_too_old`, `form_too_quick`; `too_many`.
 */
export async function countComment(
  { db, key, now }: At,
  posted: FormData,
  where: { address: string; guide: string; from: string },
): Promise<string> {
  // People don't see this field; programs that fill every field do. Should a browser have filled it, it shows itself.
  if (posted.get('website')) throw invalid({ website: 'leave_empty' });
  const challenge = readChallenge(
    key,
    placeOf(where.address, where.guide),
    String(posted.get('challenge')),
    now,
  );
  if (!challenge) throw invalid({ challenge: 'form_too_old' });
  const terms = isProof(challenge, String(posted.get('proof'))) ? withProof : withoutProof;
  if (now.epochMilliseconds - challenge.madeAt < terms.seconds * 1000)
    throw invalid({ challenge: 'form_too_quick' });
  const said = commentFields.safeParse(Object.fromEntries(posted));
  if (said.success) {
    await countUse(db, terms.fromOnePlace, addressBlock(where.from), now);
    await countUse(db, fromOneForm, challenge.lot, now);
    await countUse(db, toOneAddress, said.data.email, now);
    await countUse(db, terms.atOnePractice, where.address, now);
  }
  const typed = Object.keys(commentFields.shape).map((field) => String(posted.get(field)));
  return createHash('sha256')
    .update(JSON.stringify([challenge.lot, ...typed]))
    .digest('hex');
}

/** Counts a report from a place on the net. Codes: `too_many`. */
export async function countReport({ db, now }: Omit<At, 'key'>, from: string): Promise<void> {
  await countUse(db, reports, addressBlock(from), now);
}
