import { z } from 'zod';
import { notFound, refused } from '#kernel/errors.ts';
import { idOf } from '#kernel/id.ts';
import { engagementInInput, inEngagement } from '#kernel/may.server.ts';
import { operation, type Operation } from '#kernel/operation.server.ts';
import { emailAddress, instant, line, locale } from '#kernel/text.ts';
import {
  invite,
  invitationsWaiting,
  joinEngagement,
  sentInvitation,
  waitingInvitationView,
} from '#rooms/people/index.server.ts';
import { changeClient, type ClientId } from './clients.store.server.ts';
import { courseOf, courseOperations, courseView } from './course.operations.server.ts';
import {
  everybody,
  existing,
  itsOwners,
  ofEngagement,
  type OfEngagement,
} from './engagement-access.server.ts';
import {
  changeEngagement,
  endParticipation,
  isOfPractice,
  peopleIn,
  practiceNames,
  roleOf,
} from './engagements.store.server.ts';
import { rightsOf } from './rules.ts';

const person = idOf('person');
const inviters = inEngagement<OfEngagement>(engagementInInput, 'assistant', 'principal');

/**
 * An engagement with everybody who takes part in it. Contacts also read which owners of the practice can see it
 * without taking part; invitations are shown to whoever may withdraw them, and `mayAdd` to owners.
 */
export const getEngagement = operation({
  name: 'engagements.getEngagement',
  summary: 'Shows an engagement, who takes part and who is invited',
  http: 'GET /workspaces/{workspace}/engagements/{engagement}',
  input: ofEngagement,
  output: z.object({
    id: idOf('engagement'),
    name: z.string(),
    client: z.object({ id: idOf('client'), name: z.string() }),
    createdAt: instant,
    archivedAt: instant.nullable(),
    ...courseView,
    people: z.array(
      z.object({
        id: person,
        name: z.string(),
        email: z.string(),
        role: z.enum(['assistant', 'principal', 'member']),
        since: instant,
      }),
    ),
    /** Owners who can see the engagement without taking part. */
    overseers: z.array(z.string()),
    invitations: z.array(waitingInvitationView),
    /** People of the practice who could assist here. */
    mayAdd: z.array(z.object({ id: person, name: z.string() })),
    rights: z.object({
      mayInvite: z.boolean(),
      mayEndContacts: z.boolean(),
      mayManage: z.boolean(),
      mayLeave: z.boolean(),
    }),
  }),
  may: everybody,
  async run(run, input) {
    const { tx, role, membership } = run;
    const found = await existing(run, input);
    const people = await peopleIn(tx, input.workspace, input.engagement);
    const rights = rightsOf({
      role,
      isOwner: membership?.role === 'owner',
      isListed: people.some((one) => one.id === run.person.id),
    });
    const others = (await practiceNames(tx, input.workspace)).filter(
      (one) => !people.some((inside) => inside.id === one.id),
    );
    return {
      ...{ id: found.id, name: found.name, createdAt: found.createdAt, archivedAt: found.archivedAt },
      client: { id: found.clientId, name: found.clientName },
      ...(await courseOf(run, input)),
      people,
      overseers: others.filter((one) => one.role === 'owner').map((one) => one.name),
      invitations: rights.mayInvite ? await invitationsWaiting(run, input.workspace, input.engagement) : [],
      mayAdd: rights.mayManage ? others.map(({ id, name }) => ({ id, name })) : [],
      rights,
    };
  },
});

export const renameEngagement = operation({
  name: 'engagements.renameEngagement',
  summary: 'Changes the name of an engagement',
  http: 'PATCH /workspaces/{workspace}/engagements/{engagement}',
  input: ofEngagement.extend({ name: line(80) }),
  output: z.object({}),
  may: itsOwners,
  async run(run, { workspace, engagement, name }) {
    const before = await existing(run, { workspace, engagement });
    if (before.name === name) return {};
    await changeEngagement(run.tx, workspace, engagement, { name });
    run.emit({ kind: 'engagements.renamed', engagement, facts: { from: before.name, to: name } });
    return {};
  },
});

/** Puts an engagement aside: everybody in it still reads it, and nothing new begins in it until it is restored. */
export const archiveEngagement = operation({
  name: 'engagements.archiveEngagement',
  summary: 'Archives an engagement',
  http: 'POST /workspaces/{workspace}/engagements/{engagement}/archive',
  input: ofEngagement,
  output: z.object({}),
  may: itsOwners,
  async run(run, { workspace, engagement }) {
    const { archivedAt } = await existing(run, { workspace, engagement });
    if (archivedAt) return {};
    await changeEngagement(run.tx, workspace, engagement, { archived_at: run.now.toString() });
    run.emit({ kind: 'engagements.archived', engagement });
    return {};
  },
});

/** Brings an archived engagement back, and its client with it. */
export const restoreEngagement = operation({
  name: 'engagements.restoreEngagement',
  summary: 'Brings back an archived engagement',
  http: 'POST /workspaces/{workspace}/engagements/{engagement}/restore',
  input: ofEngagement,
  output: z.object({}),
  may: itsOwners,
  async run(run, { workspace, engagement }) {
    const { archivedAt, clientArchivedAt, clientId } = await existing(run, { workspace, engagement });
    if (!archivedAt) return {};
    await changeEngagement(run.tx, workspace, engagement, { archived_at: null });
    // The column holds ids of clients.
    if (clientArchivedAt) await changeClient(run.tx, workspace, clientId as ClientId, { archived_at: null });
    run.emit({ kind: 'engagements.restored', engagement });
    return {};
  },
});

/**
 * Invites somebody of the client's side: as principal, who decides, or as member, who delegates and talks.
 * @throws Refusal `engagement_archived`, `already_there`, `already_invited`, `too_many`
 */
export const inviteContact = operation({
  name: 'engagements.inviteContact',
  summary: 'Invites a contact of the client to an engagement',
  http: 'POST /workspaces/{workspace}/engagements/{engagement}/invitations',
  input: ofEngagement.extend({
    email: emailAddress,
    role: z.enum(['principal', 'member']),
    language: locale,
  }),
  output: sentInvitation,
  may: inviters,
  secretOutput: true,
  async run(run, { workspace, engagement, ...whom }) {
    const found = await existing(run, { workspace, engagement });
    if (found.archivedAt) throw refused('engagement_archived');
    return invite(run, { workspace, engagement: { id: engagement, name: found.name } }, whom);
  },
});

/** Ends the part of a contact in an engagement, at once. What they did stays in its history. */
export const endContact = operation({
  name: 'engagements.endContact',
  summary: 'Ends the access of a contact to an engagement',
  http: 'DELETE /workspaces/{workspace}/engagements/{engagement}/contacts/{person}',
  input: ofEngagement.extend({ person }),
  output: z.object({}),
  may: inviters,
  async run(run, input) {
    const role = await roleOf(run.tx, input.workspace, input.engagement, input.person);
    if (!role || role === 'assistant') throw notFound();
    await endParticipation(run.tx, input.workspace, input.engagement, input.person, run.now);
    run.emit({
      kind: 'engagements.contactEnded',
      engagement: input.engagement,
      facts: { person: input.person, role },
    });
    return {};
  },
});

/** Adds one of the practice to an engagement, as assistant. @throws Refusal `not_an_assistant_here`, `already_there` */
export const addAssistant = operation({
  name: 'engagements.addAssistant',
  summary: 'Adds an assistant of the practice to an engagement',
  http: 'POST /workspaces/{workspace}/engagements/{engagement}/assistants',
  input: ofEngagement.extend({ person }),
  output: z.object({}),
  may: itsOwners,
  async run(run, { workspace, engagement, person }) {
    if (!(await isOfPractice(run.tx, workspace, person))) throw refused('not_an_assistant_here');
    const role = await roleOf(run.tx, workspace, engagement, person);
    if (role) throw refused('already_there');
    await joinEngagement(run.tx, { workspace, engagement }, person, 'assistant', run.now);
    run.emit({ kind: 'engagements.assistantAdded', engagement, facts: { person } });
    return {};
  },
});

/** Takes an assistant out of an engagement; they stay in the practice. */
export const removeAssistant = operation({
  name: 'engagements.removeAssistant',
  summary: 'Takes an assistant out of an engagement',
  http: 'DELETE /workspaces/{workspace}/engagements/{engagement}/assistants/{person}',
  input: ofEngagement.extend({ person }),
  output: z.object({}),
  may: itsOwners,
  async run(run, { workspace, engagement, person }) {
    if ((await roleOf(run.tx, workspace, engagement, person)) !== 'assistant') throw notFound();
    await endParticipation(run.tx, workspace, engagement, person, run.now);
    run.emit({ kind: 'engagements.assistantRemoved', engagement, facts: { person } });
    return {};
  },
});

/** Leaves an engagement, whatever one is in it. @throws Refusal `owner_not_inside` for an owner who only oversees it */
export const leaveEngagement = operation({
  name: 'engagements.leaveEngagement',
  summary: 'Leaves an engagement',
  http: 'POST /workspaces/{workspace}/engagements/{engagement}/leave',
  input: ofEngagement,
  output: z.object({}),
  may: everybody,
  async run(run, { workspace, engagement }) {
    const role = await roleOf(run.tx, workspace, engagement, run.person.id);
    if (!role) throw refused('owner_not_inside');
    await endParticipation(run.tx, workspace, engagement, run.person.id, run.now);
    run.emit({ kind: 'engagements.left', engagement, facts: { role } });
    return {};
  },
});

export const engagementOperations: readonly Operation[] = [
  getEngagement,
  renameEngagement,
  archiveEngagement,
  restoreEngagement,
  inviteContact,
  endContact,
  addAssistant,
  removeAssistant,
  leaveEngagement,
  ...courseOperations,
];
