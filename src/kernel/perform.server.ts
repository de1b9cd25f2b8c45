import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { personOf, sideOf, type Actor, type Membership } from './actor.ts';
import { withReach, type Reach, type Tx } from './database/context.server.ts';
import type { DB } from './database/schema.ts';
import { conflict, forbidden, invalid, notFound, Refusal, type FieldErrors } from './errors.ts';
import { appendHappenings } from './events.server.ts';
import type { PersonId } from './id.ts';
import { changes, workspaceOf, type Operation, type Run } from './operation.server.ts';

/** What operations stand on; tests give their own clock and ids. */
export type Ground = {
  db: Kysely<DB>;
  now(): Temporal.Instant;
  newId: Run['newId'];
};

export type Outcome<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/**
 * Runs an operation for an actor: parses the input, opens a transaction that reaches what the actor may, asks `may`,
 * runs, appends the log and the jobs, commits. Expected failures come back as a value; anything else throws.
 *
 * @param key the idempotency key of the request: the same key and input again give the first answer and change nothing
 */
export async function perform<I extends z.ZodType, O extends z.ZodType>(
  ground: Ground,
  operation: Operation<I, O>,
  actor: Actor,
  rawInput: unknown,
  key?: string,
): Promise<Outcome<z.output<O>>> {
  try {
    const input = parse(operation.input, rawInput);
    const membership = membershipFor(actor, input);
    const reach = reachOf(operation, actor, membership, input);
    const value = await withReach(ground.db, reach, (tx) =>
      once(tx, operation, actor, input, key, ground.now(), () =>
        act(ground, tx, operation, actor, membership, reach, input),
      ),
    );
    return { ok: true, value };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, refusal: error };
    throw error;
  }
}

async function act<I extends z.ZodType, O extends z.ZodType>(
  ground: Ground,
  tx: Tx,
  operation: Operation<I, O>,
  actor: Actor,
  membership: Membership | null,
  reach: Reach,
  input: z.output<I>,
): Promise<z.output<O>> {
  const person = personOf(actor);
  const happenings: Parameters<Run['emit']>[0][] = [];
  const mails: Parameters<Run['mail']>[0][] = [];
  // `person`, `engagement` and `role` are there only after a `may` that asks for them: the type promises, `may` keeps.
  const run = {
    tx,
    actor,
    person,
    membership,
    reach,
    now: ground.now(),
    newId: ground.newId,
    emit: (happening) => void happenings.push(happening),
    mail: (order) => void mails.push(order),
  } as Run;
  if (!(await operation.may.check(run, input))) {
    throw actor.kind === 'visitor' ? new Refusal('signed_out') : forbidden();
  }
  const output = await operation.run(run, input);
  await appendHappenings(
    { tx, actor, now: run.now, newId: ground.newId },
    workspaceOf(input) ?? reach.workspace ?? null,
    happenings,
    mails,
  );
  return operation.output.parse(output);
}

function parse<I extends z.ZodType>(schema: I, rawInput: unknown): z.output<I> {
  const parsed = schema.safeParse(rawInput);
  if (parsed.success) return parsed.data;
  const fields: FieldErrors = {};
  for (const issue of parsed.error.issues) {
    const missing = issue.code === 'invalid_type' && issue.input === undefined;
    fields[issue.path.join('.')] ??= /^[a-z_]+$/.test(issue.message)
      ? issue.message
      : missing
        ? 'required'
        : 'invalid';
    // An id that is no id names nothing that exists.
    if (issue.code === 'invalid_format' && issue.format === 'uuid') throw notFound();
  }
  throw invalid(fields);
}

function membershipFor(actor: Actor, input: unknown): Membership | null {
  const workspace = workspaceOf(input);
  return personOf(actor)?.memberships.find((one) => one.workspace === workspace) ?? null;
}

function reachOf<I extends z.ZodType>(
  operation: Operation<I>,
  actor: Actor,
  membership: Membership | null,
  input: z.output<I>,
): Reach {
  const reach: Reach = {};
  const person = personOf(actor);
  if (person) reach.person = person.id;
  if (membership) {
    reach.workspace = membership.workspace;
    reach.side = sideOf(membership);
    reach.engagements =
      membership.role === 'owner' ? 'all' : membership.engagements.map((one) => one.engagement);
  }
  if (actor.kind === 'system') {
    reach.power = 'system';
    const workspace = workspaceOf(input);
    if (workspace) Object.assign(reach, { workspace, engagements: 'all', side: 'practice' } satisfies Reach);
  }
  if (actor.kind === 'operator') reach.power = 'operator';
  if (operation.secretOf) reach.secret = operation.secretOf(input);
  return { ...reach, ...operation.reachOf?.(input, actor) };
}

/**
 * Does it once: the key is claimed in the same transaction, so a concurrent retry waits for the first to end and then
 * gets its answer. The same key for something else is a `conflict`.
 */
async function once<T>(
  tx: Tx,
  operation: Operation,
  actor: Actor,
  input: unknown,
  key: string | undefined,
  now: Temporal.Instant,
  work: () => Promise<T>,
): Promise<T> {
  const person = personOf(actor);
  if (!key || !person || operation.naturallyIdempotent || !changes(operation)) return work();
  const inputHash = createHash('sha256').update(operation.name).update(JSON.stringify(input)).digest('hex');
  const claimed = await tx
    .insertInto('performed_requests')
    .values({
      actor_id: person.id,
      key,
      operation: operation.name,
      input_hash: inputHash,
      at: now.toString(),
    })
    .onConflict((claim) => claim.columns(['actor_id', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst();
  if (!claimed) return earlierAnswer<T>(tx, person.id, key, inputHash, operation.secretOutput === true);
  const output = await work();
  if (!operation.secretOutput) {
    await tx
      .updateTable('performed_requests')
      .set({ output: JSON.stringify(output ?? null) })
      .where('actor_id', '=', person.id)
      .where('key', '=', key)
      .execute();
  }
  return output;
}

async function earlierAnswer<T>(
  tx: Tx,
  person: PersonId,
  key: string,
  inputHash: string,
  secret: boolean,
): Promise<T> {
  const earlier = await tx
    .selectFrom('performed_requests')
    .select(['input_hash', 'output'])
    .where('actor_id', '=', person)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  if (earlier.input_hash !== inputHash) throw conflict('key_used_for_something_else');
  if (secret) throw conflict('already_done');
  return earlier.output as T;
}
