import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { changes, type Operation } from '#kernel/operation.server.ts';
import { operations } from '#rooms/registry.server.ts';
import { attackersOf, shutOutOf, type Attacker } from './testing/isolation/attackers.ts';
import { attempt, breachesOf, type Breach, type Stage } from './testing/isolation/check.ts';
import { wideOpen, withoutMay } from './testing/isolation/broken.ts';
import { actorOf, personOf, type Example } from './testing/isolation/example.ts';
import { examples } from './testing/isolation/examples.ts';
import { placesIn, valueAt } from './testing/isolation/places.ts';
import { openSandbox } from './testing/isolation/sandbox.ts';
import { makeScene, type Corner, type Scene } from './testing/isolation/scene.ts';

let stage: Stage;
let attackers: Attacker[];
let shutOut: Attacker[];

beforeAll(async () => {
  const scene = await makeScene();
  stage = { scene, sandbox: await openSandbox(scene) };
  attackers = attackersOf(scene);
  shutOut = shutOutOf(scene);
});
afterAll(async () => {
  await stage.sandbox.close();
  await stage.scene.drop();
});

const named = operations.map((operation) => [operation.name, operation] as const);
const examplesOf = ({ name }: Operation) => examples[name] ?? [];
/** Those that name something by id or secret: the others speak of nothing but the caller. */
const aboutSomething = named.filter(([, { input }]) => placesIn(input, undefined).length > 0);

test('every operation has an example, and every example an operation', () => {
  expect(Object.keys(examples).sort()).toEqual(operations.map(({ name }) => name).sort());
});

test('between them, the examples fill every place that carries an id or a secret', () => {
  const { scene } = stage;
  const names = (operation: Operation, input: unknown) =>
    placesIn(operation.input, input).map((place) => [place.path.join('.'), valueAt(input, place)] as const);
  const unfilled = operations.flatMap((operation) => {
    const filled = examplesOf(operation).flatMap((example) =>
      names(operation, example.input(scene.first, personOf(example, scene.first, scene), scene)),
    );
    const present = new Set(filled.filter(([, value]) => value !== undefined).map(([path]) => path));
    return filled.filter(([path]) => !present.has(path)).map(([path]) => `${operation.name}: ${path}`);
  });
  expect(unfilled).toEqual([]);
});

test('no operation of the API lets its caller choose a new id', () => {
  const choosing = operations.filter(
    ({ input, http }) =>
      http &&
      JSON.stringify(
        z.toJSONSchema(input, {
          io: 'input',
          unrepresentable: 'any',
        }),
      ).includes('"newIdOf"'),
  );
  expect(choosing.map(({ name }) => name)).toEqual([]);
});

describe('whoever may do it can, and a read changes nothing', () => {
  test.each(named)('%s', async (_name, operation) => {
    const { scene } = stage;
    for (const example of examplesOf(operation)) {
      const person = personOf(example, scene.first, scene);
      const input = example.input(scene.first, person, scene);
      const done = await attempt(stage, operation, actorOf(example, scene.first, scene), input);
      expect(done.answer, `by ${example.by}`).toMatch(/^\{"done":/);
      if (!changes(operation)) expect(done.changed).toBe(false);
    }
  });
});

async function breachesBy(some: Attacker[], operation: Operation, altered: typeof asItIs = asItIs) {
  const breaches: Breach[] = [];
  for (const example of examplesOf(operation)) {
    for (const attacker of some) {
      const tried = altered(operation, example, attacker.target, stage.scene);
      breaches.push(...(await breachesOf(stage, tried, example, attacker)));
    }
  }
  return breaches;
}
const asItIs = (operation: Operation, ..._of: [Example, Corner, Scene]) => operation;

describe('to anybody else, what is not theirs does not exist', () => {
  test.each(aboutSomething)('%s', async (_name, operation) => {
    expect(await breachesBy(attackers, operation)).toEqual([]);
  });
});

describe("to the practice, a draft that the client's side keeps does not exist", () => {
  const aboutBriefs = aboutSomething.filter(([, { input }]) =>
    placesIn(input, undefined).some(({ kind }) => kind === 'brief'),
  );
  test.each(aboutBriefs)('%s', async (_name, operation) => {
    expect(await breachesBy(shutOut, operation)).toEqual([]);
  });
});

/** Where row-level security says less than `may`, on purpose. */
const securityLeavesTo: Record<string, string> = {
  'people.createToken': 'a token is its own person’s; without a place in its workspace it opens nothing',
  'engagements.addAssistant': 'people of one practice see each other; who of them is where, owners say',
};

/** One of each reach: of another workspace, of the same practice, of the same client side, of nowhere. */
const whoStandsForAll = [
  "another workspace's owner",
  'an assistant of the same workspace, of another engagement',
  "another engagement's principal",
  'somebody who belongs nowhere',
];

describe('row-level security alone holds the wall where an operation forgets to ask', () => {
  const held = aboutSomething.filter(([name]) => !(name in securityLeavesTo));
  test.each(held)('%s', async (_name, operation) => {
    const kinds = attackers.filter(({ who }) => whoStandsForAll.includes(who));
    const breaches = await breachesBy(kinds, operation, withoutMay);
    expect(breaches.filter(({ kind }) => kind !== 'failure')).toEqual([]);
  });
});

/** What tells a caller nothing but what is their own, however far they reach: there is nothing to find out. */
const onlyOnesOwn: Record<string, string> = {
  'readiness.listWaitingRounds': 'what waits for whoever asks, where they take part',
};

describe('an operation that is open to everybody is found out', () => {
  const notForVisitors = aboutSomething.filter(
    ([name, operation]) => !(name in onlyOnesOwn) && examplesOf(operation).some(({ by }) => by !== 'visitor'),
  );
  test.each(notForVisitors)('%s', async (_name, operation) => {
    expect(await breachesBy(attackers.slice(0, 1), operation, wideOpen)).not.toEqual([]);
  });
});
