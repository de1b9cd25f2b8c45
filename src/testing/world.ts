import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Actor, EngagementRole, Membership, Person, WorkspaceRole } from '#kernel/actor.ts';
import type { EngagementId, PersonId, WorkspaceId } from '#kernel/id.ts';
import { newId } from '#kernel/new-id.server.ts';
import type { Operation } from '#kernel/operation.server.ts';
import { perform, type Ground, type Outcome } from '#kernel/perform.server.ts';
import { testDatabase, type TestDatabase } from './database.ts';

/** A database with people and places in it, made by plain SQL as the owner, and a clock that tests move. */
export type World = TestDatabase & {
  ground: Ground;
  clock: { now: Temporal.Instant };
  person(name: string): Promise<Person>;
  workspace(owner: Person, name?: string): Promise<WorkspaceId>;
  engagement(workspace: WorkspaceId, clientName?: string): Promise<EngagementId>;
  joinWorkspace(workspace: WorkspaceId, person: Person, role: WorkspaceRole): Promise<void>;
  joinEngagement(
    workspace: WorkspaceId,
    engagement: EngagementId,
    person: Person,
    role: EngagementRole,
  ): Promise<void>;
  /** Runs an operation and gives the outcome. */
  try<I extends z.ZodType, O extends z.ZodType>(
    operation: Operation<I, O>,
    actor: Actor,
    input: z.input<I>,
    key?: string,
  ): Promise<Outcome<z.output<O>>>;
  /** Runs an operation that must succeed. */
  do<I extends z.ZodType, O extends z.ZodType>(
    operation: Operation<I, O>,
    actor: Actor,
    input: z.input<I>,
  ): Promise<z.output<O>>;
};

export async function makeWorld(): Promise<World> {
  const database = await testDatabase();
  const clock = { now: Temporal.Instant.from('2026-11-24T15:00:00Z') };
  const ground: Ground = { db: database.db, now: () => clock.now, newId };
  const insert = (table: string, row: Record<string, unknown>) => {
    const columns = Object.keys(row);
    const places = columns.map((_, index) => `$${index + 1}`).join(', ');
    return database.asOwner.query(
      `insert into ${table} (${columns.join(', ')}) values (${places})`,
      Object.values(row),
    );
  };
  const since = clock.now.toString();

  return {
    ...database,
    ground,
    clock,
    async person(name) {
      const id = newId<'person'>();
      const email = `${name.toLowerCase()}-${createHash('md5').update(id).digest('hex').slice(0, 6)}@example.org`;
      await insert('people', {
        id,
        name,
        email,
        email_verified: true,
        locale: 'es',
        time_zone: 'Europe/Madrid',
      });
      return personActor(id, name, email);
    },
    async workspace(owner, name = `Espacio de ${owner.name}`) {
      const workspace = newId<'workspace'>();
      const place = { country: 'ES', time_zone: 'Europe/Madrid', language: 'es', currency: 'EUR' };
      await insert('workspaces', { workspace_id: workspace, name, ...place, created_at: since });
      await insert('workspace_members', {
        workspace_id: workspace,
        person_id: owner.id,
        role: 'owner',
        since,
      });
      membershipIn(owner, workspace, name).role = 'owner';
      return workspace;
    },
    async engagement(workspace, clientName = 'Estudio Lumbre') {
      const [client, engagement] = [newId<'client'>(), newId<'engagement'>()];
      const row = { workspace_id: workspace, client_id: client, name: clientName, created_at: since };
      await insert('clients', row);
      await insert('engagements', { ...row, engagement_id: engagement });
      return engagement;
    },
    async joinWorkspace(workspace, person, role) {
      await insert('workspace_members', { workspace_id: workspace, person_id: person.id, role, since });
      membershipIn(person, workspace).role = role;
    },
    async joinEngagement(workspace, engagement, person, role) {
      const row = { workspace_id: workspace, engagement_id: engagement, person_id: person.id, role, since };
      await insert('engagement_members', row);
      membershipIn(person, workspace).engagements.push({ engagement, name: '', role });
    },
    try: (operation, actor, input, key) => perform(ground, operation, actor, input, key),
    async do(operation, actor, input) {
      const outcome = await perform(ground, operation, actor, input);
      if (!outcome.ok) throw outcome.refusal;
      return outcome.value;
    },
  };
}

function personActor(id: PersonId, name: string, email: string): Person {
  const session = { id: newId(), expiresAt: '2027-01-01T00:00:00Z' };
  return {
    kind: 'person',
    id,
    name,
    email,
    locale: 'es',
    timeZone: 'Europe/Madrid',
    memberships: [],
    session,
  };
}

function membershipIn(person: Person, workspace: WorkspaceId, workspaceName = ''): Membership {
  const found = person.memberships.find((one) => one.workspace === workspace);
  if (found) return found;
  const made: Membership = { workspace, workspaceName, role: null, engagements: [] };
  person.memberships.push(made);
  return made;
}
