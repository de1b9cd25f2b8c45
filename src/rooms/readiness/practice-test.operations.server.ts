/** The test of a practice as whoever takes it is asked: its questions, and the weights by which it judges. */
import { z } from 'zod';
import type { Tx } from '#kernel/database/context.server.ts';
import { notFound } from '#kernel/errors.ts';
import { idOf, type WorkspaceId } from '#kernel/id.ts';
import { anyMember, anyone } from '#kernel/may.server.ts';
import { operation, type Operation } from '#kernel/operation.server.ts';
import * as store from './edition.store.server.ts';
import { wire } from './edition-wire.ts';
import { areRecommended } from './rules.ts';
import { weightsOf } from './weights.store.server.ts';
import { takenEditionSchema, type TakenEdition } from './wire.ts';

/** The test of the practice whose page is published at an address, for whoever would take it. */
export const getPracticeTest = operation({
  name: 'readiness.getPracticeTest',
  summary: 'The self-assessment of a practice with a public page, and by which weights it judges',
  http: 'GET /practices/{address}/self-assessment',
  input: z.object({ address: z.string() }),
  output: takenEditionSchema,
  may: anyone,
  run: ({ tx }, { address }) => testAt(tx, address),
});

/** The test of a practice that one works with, as it asks it now, and by which weights it judges. */
export const getTestOfPractice = operation({
  name: 'readiness.getTestOfPractice',
  summary: 'The self-assessment of a practice that one works with, and by which weights it judges',
  http: 'GET /workspaces/{workspace}/self-assessment',
  input: z.object({ workspace: idOf('workspace') }),
  output: takenEditionSchema,
  may: anyMember,
  run: ({ tx }, { workspace }) => testIn(tx, workspace),
});

/** The test of the practice at an address. @throws Refusal `not_found` where no page is published there */
export async function testAt(tx: Tx, address: string): Promise<TakenEdition> {
  // Only what can be an address is looked for.
  const found = /^[a-z0-9-]{3,40}$/.test(address) ? await store.practiceAt(tx, address) : null;
  if (!found) throw notFound();
  return testOf(tx, found);
}

/** The test of a practice that one works with. @throws Refusal `not_found` for those who don't */
export async function testIn(tx: Tx, workspace: WorkspaceId): Promise<TakenEdition> {
  const name = await store.practiceNamed(tx, workspace);
  if (name === null) throw notFound();
  return testOf(tx, { workspace, name });
}

/** What a practice asks now, and how it weighs. */
async function testOf(
  tx: Tx,
  { workspace, name }: { workspace: WorkspaceId; name: string },
): Promise<TakenEdition> {
  const { number, content } = await store.currentEdition(tx, workspace);
  return { practice: name, workspace, number, ...wire(content), weights: await weightsOf(tx, workspace) };
}

/** What an assessment has to keep of a practice's test: nothing where it is the base, judged as recommended. */
export const toKeep = (test: TakenEdition): TakenEdition | null =>
  test.number === 0 && areRecommended(test.weights) ? null : test;

export const practiceTestOperations: readonly Operation[] = [getPracticeTest, getTestOfPractice];
