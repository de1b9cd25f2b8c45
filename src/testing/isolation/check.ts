import { randomBytes } from 'node:crypto';
import type { Actor } from '#kernel/actor.ts';
import { isUuid } from '#kernel/id.ts';
import { newId } from '#kernel/new-id.server.ts';
import type { Operation } from '#kernel/operation.server.ts';
import { perform } from '#kernel/perform.server.ts';
import { newSecret } from '#kernel/secret.server.ts';
import type { Attacker } from './attackers.ts';
import { personOf, type Example } from './example.ts';
import { placesIn, valueAt, withValues, type InputPlace } from './places.ts';
import type { Sandbox } from './sandbox.ts';
import type { Scene } from './scene.ts';

export type Stage = { scene: Scene; sandbox: Sandbox };
export type Attempt = { answer: string; changed: boolean };

/** Performs an operation and takes it back. The answer is all that a caller would see. */
export async function attempt(
  { scene, sandbox }: Stage,
  operation: Operation,
  actor: Actor,
  input: unknown,
): Promise<Attempt> {
  const ground = { ...scene.ground, db: sandbox.db };
  const { result, changed } = await sandbox.trying(async () => {
    try {
      const outcome = await perform(ground, operation, actor, input);
      if (outcome.ok) return { done: outcome.value ?? null };
      const { code, reason, fields } = outcome.refusal;
      return { code, reason, fields };
    } catch (failure) {
      return { threw: failure instanceof Error ? failure.message : String(failure) };
    }
  });
  return { answer: JSON.stringify(result), changed };
}

/**
 * Where the wall has a hole: the answer differs from the one for ids that do not exist, or something was changed. A
 * failure is an answer that is no refusal: nobody may see it, but it is what row-level security says on its own.
 */
export type Breach =
  | { kind: 'answer' | 'failure'; where: string; seen: string; nothing: string }
  | { kind: 'change'; where: string };

/**
 * Tries an operation as somebody whom it does not concern, with foreign ids in each place of the input, in each two
 * and in all of them, the other places holding the attacker's own. No breach when the wall holds.
 */
export async function breachesOf(
  stage: Stage,
  operation: Operation,
  example: Example,
  attacker: Attacker,
): Promise<Breach[]> {
  const { scene } = stage;
  const { target, own } = attacker;
  const foreign = example.input(target, personOf(example, target, scene), scene);
  const places = placesIn(operation.input, foreign);
  const missing = new Map(places.map((place) => [place, nothingThere()]));
  const others = own
    ? example.input(own.corner, own.person, scene)
    : withValues(
        foreign,
        places.map((place): Placed => [place, like(valueAt(foreign, place), missing.get(place)!)]),
      );
  const differing = places.filter((place) => valueAt(others, place) !== valueAt(foreign, place));
  const attack = (placed: Placed[]) => attempt(stage, operation, attacker.actor, withValues(others, placed));
  const expected = new Map<string, Promise<string>>();
  const answerForNothing = (never: Placed[]) => {
    const key = JSON.stringify(never);
    if (!expected.has(key))
      expected.set(
        key,
        attack(never).then(({ answer }) => plain(answer, never)),
      );
    return expected.get(key)!;
  };

  const breaches: Breach[] = [];
  for (const filled of combinationsOf(differing)) {
    const where = `${operation.name} as ${attacker.who}, foreign ${names(filled)}`;
    const isWhole = filled.length === differing.length;
    for (const placed of guessesAt(filled, foreign, scene, !isWhole && !example.secretSuffices)) {
      const never = placed.map(([place, value]): Placed => [place, like(value, missing.get(place)!)]);
      const nothing = await answerForNothing(never);
      const theirs = await attack(placed);
      const seen = plain(theirs.answer, placed);
      if (isFailure(seen) || isFailure(nothing)) breaches.push({ kind: 'failure', where, seen, nothing });
      else if (seen !== nothing) breaches.push({ kind: 'answer', where, seen, nothing });
      if (theirs.changed) breaches.push({ kind: 'change', where });
    }
    if (isWhole && !example.secretSuffices && filled.some(({ isSecret }) => isSecret)) {
      const held = await attack(filled.map((place): Placed => [place, valueAt(foreign, place)]));
      if (held.changed) breaches.push({ kind: 'change', where: `${where}, secret included` });
    }
  }
  return breaches;
}

/** Each place, each two, and all. */
function combinationsOf(places: InputPlace[]): InputPlace[][] {
  const single = places.map((place) => [place]);
  const pairs = places.flatMap((one, index) => places.slice(index + 1).map((other) => [one, other]));
  return [...single, ...pairs, ...(places.length > 2 ? [places] : [])];
}

type Placed = [InputPlace, unknown];

/**
 * What an attacker may put there. An id may be known to anybody. A secret may not: of it they may know the id of what
 * it opens and the hash that the database keeps. Where a secret belongs to the other ids of the input, the secret
 * itself is tried too, as long as those are not the ones it belongs to.
 */
function guessesAt(filled: InputPlace[], foreign: object, scene: Scene, withSecrets: boolean): Placed[][] {
  let made: Placed[][] = [[]];
  for (const place of filled) {
    const value = valueAt(foreign, place);
    const known = place.isSecret ? scene.knownOf.get(String(value)) : undefined;
    const guesses = known ? [known.id, known.hash, ...(withSecrets ? [value] : [])] : [value];
    made = made.flatMap((values) => guesses.map((guess): Placed[] => [...values, [place, guess]]));
  }
  return made;
}

/** What nothing is called: an id, a secret and a hash that never were. */
const nothingThere = () => ({ id: newId(), secret: newSecret(), hash: randomBytes(32).toString('hex') });

/** The one of the same form, so that a difference in the answers does not come from the form. */
function like(value: unknown, nothing: ReturnType<typeof nothingThere>): string {
  if (isUuid(String(value))) return nothing.id;
  return /^[0-9a-f]{64}$/.test(String(value)) ? nothing.hash : nothing.secret;
}

const isFailure = (answer: string) => answer.startsWith('{"threw"');
const names = (places: InputPlace[]) => places.map(({ path }) => path.join('.')).join(' + ');

/** The answer without the values that were asked for, and without what is new each time. */
function plain(answer: string, placed: readonly Placed[]): string {
  let text = answer;
  for (const [place, value] of placed) text = text.replaceAll(String(value), `<${place.path.join('.')}>`);
  return text;
}
