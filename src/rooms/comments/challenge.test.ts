import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { isProof, newChallenge, proofBits, readChallenge, type Challenge } from './challenge.server.ts';

const key = Buffer.from('a key of the test');
const now = Temporal.Instant.from('2026-11-27T10:00:00Z');
const challenge = newChallenge(key, 'ana-rios/trust', now);

/** What the script finds that browsers get, run as its worker. */
function workFor(lot: string, bits = proofBits): string {
  let found = '';
  let work = (_: unknown) => {};
  const self = {
    addEventListener: (_: 'message', listener: typeof work) => (work = listener),
    postMessage: (proof: number) => (found = String(proof)),
  };
  runInNewContext(readFileSync('static/proof.js', 'utf8'), { self });
  work({ data: { lot, bits } });
  return found;
}

test('a form’s challenge is known again, for its own place and for a day', () => {
  const read = readChallenge(key, 'ana-rios/trust', challenge, now.add({ hours: 23 }));
  expect(read?.madeAt).toBe(now.epochMilliseconds);
  expect(readChallenge(key, 'ana-rios/systems', challenge, now)).toBe(null);
  expect(readChallenge(Buffer.from('another'), 'ana-rios/trust', challenge, now)).toBe(null);
  expect(readChallenge(key, 'ana-rios/trust', challenge, now.add({ hours: 25 }))).toBe(null);
  expect(readChallenge(key, 'ana-rios/trust', challenge, now.subtract({ seconds: 1 }))).toBe(null);
});

test.each(['', '..', 'x', `${challenge}x`, challenge.replace(/^./, 'z'), 'a'.repeat(100_000)])(
  'what nobody here made is no challenge (%#)',
  (text) => expect(readChallenge(key, 'ana-rios/trust', text, now)).toBe(null),
);

test('the work that a browser does is accepted, and for no other form', () => {
  const made = readChallenge(key, 'ana-rios/trust', challenge, now) as Challenge;
  const proof = workFor(made.lot);
  expect(isProof(made, proof)).toBe(true);
  const other = readChallenge(key, 'b', newChallenge(key, 'b', now), now) as Challenge;
  expect(isProof(other, proof)).toBe(false);
  for (const none of ['', '-1', '1e3', ' 1', '9'.repeat(13)]) expect(isProof(made, none)).toBe(false);
});

test('the script’s hash is SHA-256', () => {
  for (const lot of ['a', 'b'.repeat(22), '0'.repeat(41)]) {
    const proof = workFor(lot, 8);
    expect(createHash('sha256').update(`${lot}:${proof}`).digest()[0]).toBe(0);
    const earlier = Array.from({ length: Number(proof) }, (_, number) =>
      createHash('sha256').update(`${lot}:${number}`).digest(),
    );
    expect(
      earlier.every((digest) => digest[0] !== 0),
      'and it passes none over',
    ).toBe(true);
  }
});
