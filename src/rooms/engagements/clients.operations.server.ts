import { z } from 'zod';
import { notFound } from '#kernel/errors.ts';
import { idOf, type WorkspaceId } from '#kernel/id.ts';
import { owners, practice } from '#kernel/may.server.ts';
import { operation, type Operation, type Run } from '#kernel/operation.server.ts';
import { emailAddress, instant, line, locale } from '#kernel/text.ts';
import { invite, joinEngagement, sentInvitation } from '#rooms/people/index.server.ts';
import {
  archiveClientAt,
  changeClient,
  clientsOf,
  clientWithEngagements,
  findClient,
  insertClient,
  restoreClientFrom,
  type ClientId,
} from './clients.store.server.ts';
import { insertEngagement } from './engagements.store.server.ts';

const workspace = idOf('workspace');
const client = idOf('client');
const ofClient = z.object({ workspace, client });
const clientsAPage = 20;

const clientView = z.object({
  id: client,
  name: z.string(),
  archivedAt: instant.nullable(),
  engagements: z.array(
    z.object({
      id: idOf('engagement'),
      name: z.string(),
      isArchived: z.boolean(),
      contacts: z.array(z.string()),
      assistants: z.array(z.string()),
      waitingInvitations: z.number(),
    }),
  ),
});

/** One page of the practice's clients by name; an assistant sees those of the engagements they are in. */
export const listClients = operation({
  name: 'engagements.listClients',
  summary: 'Lists clients with their engagements, who takes part, and how many invitations wait',
  http: 'GET /workspaces/{workspace}/clients',
  input: z.object({
    workspace,
    named: line(80, 0).default(''),
    show: z.enum(['current', 'archived']).default('current'),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
  }),
  output: z.object({
    clients: z.array(clientView),
    total: z.number(),
    pages: z.number(),
  }),
  may: practice,
  async run({ tx }, { workspace, named, show, page }) {
    const offset = (page - 1) * clientsAPage;
    const found = await clientsOf(tx, workspace, {
      ...{ named, offset, limit: clientsAPage },
      isArchived: show === 'archived',
    });
    return { ...found, pages: Math.max(1, Math.ceil(found.total / clientsAPage)) };
  },
});

/** One client, with its engagements. */
export const getClient = operation({
  name: 'engagements.getClient',
  summary: 'Shows a client with its engagements',
  http: 'GET /workspaces/{workspace}/clients/{client}',
  input: ofClient,
  output: clientView,
  may: practice,
  async run({ tx }, input) {
    return (await clientWithEngagements(tx, input.workspace, input.client)) ?? missing();
  },
});

/**
 * Makes a client and its first engagement, in which the owner assists, and with an address invites the one who decides
 * for the client. The engagement is called like the client unless it has its own name.
 */
export const createClient = operation({
  name: 'engagements.createClient',
  summary: 'Makes a client with a first engagement, and invites who decides there',
  http: 'POST /workspaces/{workspace}/clients',
  input: z.object({
    workspace,
    name: line(80),
    engagementName: line(80, 0).default(''),
    principal: z.union([z.literal(''), emailAddress]).default(''),
    language: locale,
  }),
  output: z.object({
    client,
    engagement: idOf('engagement'),
    invitation: sentInvitation.nullable(),
  }),
  may: owners,
  secretOutput: true,
  async run(run, { workspace, name, engagementName, principal, language }) {
    const id = run.newId<'client'>();
    await insertClient(run.tx, workspace, { id, name }, run.now);
    run.emit({ kind: 'engagements.clientCreated', facts: { client: id, name } });
    const engagement = await begin(run, workspace, id, engagementName || name);
    const whom = { role: 'principal', email: principal, language } as const;
    const invitation = principal ? await invite(run, { workspace, engagement }, whom) : null;
    return { client: id, engagement: engagement.id, invitation };
  },
});

/** Begins another engagement with a client that there is. A client that was archived comes back. */
export const createEngagement = operation({
  name: 'engagements.createEngagement',
  summary: 'Begins another engagement with a client',
  http: 'POST /workspaces/{workspace}/clients/{client}/engagements',
  input: z.object({ workspace, client, name: line(80) }),
  output: z.object({ engagement: idOf('engagement') }),
  may: owners,
  async run(run, input) {
    const found = await existing(run, input);
    if (found.archivedAt) await changeClient(run.tx, input.workspace, input.client, { archived_at: null });
    const engagement = await begin(run, input.workspace, input.client, input.name);
    return { engagement: engagement.id };
  },
});

async function begin(run: Run, workspace: WorkspaceId, client: ClientId, name: string) {
  const id = run.newId<'engagement'>();
  await insertEngagement(run.tx, workspace, { id, client, name }, run.now);
  await joinEngagement(run.tx, { workspace, engagement: id }, run.person.id, 'assistant', run.now);
  run.emit({ kind: 'engagements.begun', engagement: id, facts: { name } });
  return { id, name };
}

export const renameClient = operation({
  name: 'engagements.renameClient',
  summary: 'Changes the name of a client',
  http: 'PATCH /workspaces/{workspace}/clients/{client}',
  input: ofClient.extend({ name: line(80) }),
  output: z.object({}),
  may: owners,
  async run(run, input) {
    const { name } = await existing(run, input);
    if (name === input.name) return {};
    await changeClient(run.tx, input.workspace, input.client, { name: input.name });
    run.emit({
      kind: 'engagements.clientRenamed',
      facts: { client: input.client, from: name, to: input.name },
    });
    return {};
  },
});

/** Puts a client and its open engagements aside. Nothing is lost: `restoreClient` brings exactly these back. */
export const archiveClient = operation({
  name: 'engagements.archiveClient',
  summary: 'Archives a client with its open engagements',
  http: 'POST /workspaces/{workspace}/clients/{client}/archive',
  input: ofClient,
  output: z.object({}),
  may: owners,
  async run(run, input) {
    const { archivedAt } = await existing(run, input);
    if (archivedAt) return {};
    await archiveClientAt(run.tx, input.workspace, input.client, run.now);
    run.emit({ kind: 'engagements.clientArchived', facts: { client: input.client } });
    return {};
  },
});

export const restoreClient = operation({
  name: 'engagements.restoreClient',
  summary: 'Brings back an archived client with the engagements that were archived with it',
  http: 'POST /workspaces/{workspace}/clients/{client}/restore',
  input: ofClient,
  output: z.object({}),
  may: owners,
  async run(run, input) {
    const { archivedAt } = await existing(run, input);
    if (!archivedAt) return {};
    await restoreClientFrom(run.tx, input.workspace, input.client, archivedAt);
    run.emit({ kind: 'engagements.clientRestored', facts: { client: input.client } });
    return {};
  },
});

async function existing({ tx }: Run, input: z.output<typeof ofClient>) {
  return (await findClient(tx, input.workspace, input.client)) ?? missing();
}

function missing(): never {
  throw notFound();
}

export const clientOperations: readonly Operation[] = [
  listClients,
  getClient,
  createClient,
  createEngagement,
  renameClient,
  archiveClient,
  restoreClient,
];
