import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { newSecret } from '#kernel/secret.server.ts';

/**
 * What a form carries so that programs pay for each that they send: when it was made and a lot that nobody can make
 * but this server, for one place. A browser may work on it (static/proof.js), which takes a second or two.
 */
export type Challenge = { madeAt: number; lot: string };

/** Zero bits that the hash must begin with: 2^17 tries on average, below a second on a laptop. */
export const proofBits = 17;

/** A form that was open for longer than a day is a new form. */
const validMs = 24 * 3600 * 1000;

/** A challenge as the form carries it: `<milliseconds in base 36>.<random>.<lot>`. */
export function newChallenge(key: Buffer, place: string, now: Temporal.Instant): string {
  const begun = `${now.epochMilliseconds.toString(36)}.${newSecret().slice(0, 12)}`;
  return `${begun}.${lotOf(key, place, begun)}`;
}

/** The challenge that a form brings back; null where it isn't one of ours for that place, or is too old. */
export function readChallenge(
  key: Buffer,
  place: string,
  text: string,
  now: Temporal.Instant,
): Challenge | null {
  const [, begun, made, lot] = /^(([0-9a-z]{6,11})\.[\w-]{12})\.([\w-]{22})$/.exec(text) ?? [];
  if (!begun || !made || !lot) return null;
  if (!timingSafeEqual(Buffer.from(lot), Buffer.from(lotOf(key, place, begun)))) return null;
  const madeAt = Number.parseInt(made, 36);
  const age = now.epochMilliseconds - madeAt;
  return age >= 0 && age <= validMs ? { madeAt, lot } : null;
}

/** Whether somebody worked for it: the SHA-256 of `<lot>:<proof>` begins with enough zero bits. */
export function isProof({ lot }: Challenge, proof: string): boolean {
  if (!/^[0-9]{1,12}$/.test(proof)) return false;
  const digest = createHash('sha256').update(`${lot}:${proof}`).digest();
  return digest.readUInt32BE(0) >>> (32 - proofBits) === 0;
}

/** 128 bits of an HMAC over the place and the beginning. */
function lotOf(key: Buffer, place: string, begun: string): string {
  return createHmac('sha256', key).update(`${place}\n${begun}`).digest('base64url').slice(0, 22);
}
