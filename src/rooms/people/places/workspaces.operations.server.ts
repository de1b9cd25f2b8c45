import { z } from 'zod';
import { notFound, refused } from '#kernel/errors.ts';
import { idOf } from '#kernel/id.ts';
import { anyMember, owners, practice } from '#kernel/may.server.ts';
import { newId } from '#kernel/new-id.server.ts';
import { operation, type Operation } from '#kernel/operation.server.ts';
import { emailAddress, instant, line, locale, timeZone } from '#kernel/text.ts';
import { countryCodes, currencyCodes } from './countries.ts';
import { invite, invitationsWaiting, sentInvitation, waitingInvitationView } from './invite.server.ts';
import { inSession } from '../sign-in/may.server.ts';
import {
  insertWorkspace,
  joinPractice,
  leavePractice,
  lockOwners,
  peopleOfPractice,
  practicesOwnedBy,
  roleInPractice,
  settingsOf,
  updateSettings,
} from './places.store.server.ts';
import { mostPractices, whyNotEndMembership } from './places.ts';

const workspace = idOf('workspace');
const practiceRole = z.enum(['owner', 'assistant']);

/** What a practice is. Codes: `invalid_country`, `invalid_currency` and those of the texts. */
const settings = {
  name: line(80),
  country: z.enum(countryCodes as [string, ...string[]], { error: 'invalid_country' }),
  timeZone,
  language: locale,
  currency: z.enum(currencyCodes as [string, ...string[]], { error: 'invalid_currency' }),
};

/**
 * Makes a practice, whose owner is the person who makes it. Its id is made where its reach is made, so that nobody can
 * name one that exists. @throws Refusal `too_many_practices`
 */
export const createWorkspace = operation({
  name: 'people.createWorkspace',
  summary: 'Makes a practice and its first owner; for pages only, since a token stands for one workspace',
  http: null,
  input: z.object(settings),
  output: z.object({ workspace }),
  may: inSession,
  reachOf: () => ({ workspace: newId<'workspace'>(), engagements: 'all', side: 'practice' }),
  async run({ tx, person, reach, now, emit }, input) {
    if ((await practicesOwnedBy(tx, person.id)) >= mostPractices) throw refused('too_many_practices');
    const made = reach.workspace;
    if (!made) throw new Error('A new workspace has its id from its reach');
    await insertWorkspace(tx, made, input, now);
    await joinPractice(tx, made, person.id, 'owner', now);
    emit({ kind: 'people.workspaceCreated', facts: { name: input.name } });
    return { workspace: made };
  },
});

/** What the practice is called, where it stands, and in which time zone, language and currency it works. */
export const getWorkspace = operation({
  name: 'people.getWorkspace',
  summary: 'Shows the settings of the practice',
  http: 'GET /workspaces/{workspace}',
  input: z.object({ workspace }),
  output: z.object({ ...settings, name: z.string() }),
  may: anyMember,
  run: ({ tx }, input) => settingsOf(tx, input.workspace),
});

/** Changes the name and the settings of the practice; all of them stand in the input. */
export const updateWorkspace = operation({
  name: 'people.updateWorkspace',
  summary: 'Changes the name and the settings of the practice',
  http: 'PUT /workspaces/{workspace}',
  input: z.object({ workspace, ...settings }),
  output: z.object({}),
  may: owners,
  async run({ tx, emit }, { workspace, ...wished }) {
    const before = await settingsOf(tx, workspace);
    const changed = Object.fromEntries(
      Object.entries(wished).filter(([name, value]) => before[name as keyof typeof before] !== value),
    );
    if (Object.keys(changed).length === 0) return {};
    await updateSettings(tx, workspace, wished);
    emit({ kind: 'people.workspaceUpdated', facts: changed });
    return {};
  },
});

/** Everybody of the practice, owners first, and (for owners) who is invited to it. */
export const listPeopleOfPractice = operation({
  name: 'people.listPeopleOfPractice',
  summary: 'Lists owners and assistants of the practice, and who is invited to it',
  http: 'GET /workspaces/{workspace}/people',
  input: z.object({ workspace }),
  output: z.object({
    people: z.array(
      z.object({
        id: idOf('person'),
        name: z.string(),
        email: z.string(),
        role: practiceRole,
        since: instant,
        engagements: z.array(z.object({ id: idOf('engagement'), name: z.string() })),
      }),
    ),
    invitations: z.array(waitingInvitationView),
  }),
  may: practice,
  async run(run, input) {
    const people = await peopleOfPractice(run.tx, input.workspace);
    return {
      // The column's check allows no other role.
      people: people.map(({ role, ...one }) => ({ ...one, role: role as 'owner' | 'assistant' })),
      invitations: await invitationsWaiting(run, input.workspace, null),
    };
  },
});

/** Invites somebody to the practice. @throws Refusal `already_there`, `already_invited`, `too_many` */
export const inviteAssistant = operation({
  name: 'people.inviteAssistant',
  summary: 'Invites an assistant, or another owner, to the practice',
  http: 'POST /workspaces/{workspace}/invitations',
  input: z.object({ workspace, email: emailAddress, role: practiceRole, language: locale }),
  output: sentInvitation,
  may: owners,
  secretOutput: true,
  run: (run, { workspace, ...whom }) => invite(run, { workspace, engagement: null }, whom),
});

/**
 * Ends somebody's belonging to the practice and to its engagements, at once. What they did stays in the log.
 * @throws Refusal `not_found` for whoever is not there; `last_owner`
 */
export const endMembership = operation({
  name: 'people.endMembership',
  summary: 'Ends the access of an owner or assistant to the practice',
  http: 'DELETE /workspaces/{workspace}/people/{person}',
  input: z.object({ workspace, person: idOf('person') }),
  output: z.object({}),
  may: owners,
  async run({ tx, now, emit }, input) {
    const ownersNow = await lockOwners(tx, input.workspace);
    const role = await roleInPractice(tx, input.workspace, input.person);
    if (!role) throw notFound();
    const why = whyNotEndMembership(input.person, ownersNow);
    if (why) throw refused(why);
    await leavePractice(tx, input.workspace, input.person, now);
    emit({ kind: 'people.membershipEnded', facts: { person: input.person, role } });
    return {};
  },
});

/**
 * Leaves the practice and the engagements in which one assists, at once. Their work stays with the practice, under
 * their name; its owners are told by mail.
 *
 * @throws Refusal `last_owner`
 */
export const leaveWorkspace = operation({
  name: 'people.leaveWorkspace',
  summary: 'Leaves the practice, as owner or assistant',
  http: 'POST /workspaces/{workspace}/leave',
  input: z.object({ workspace }),
  output: z.object({}),
  may: practice,
  async run({ tx, person, now, emit }, { workspace }) {
    const role = await roleInPractice(tx, workspace, person.id);
    if (!role) throw notFound();
    if (role === 'owner') {
      const why = whyNotEndMembership(person.id, await lockOwners(tx, workspace));
      if (why) throw refused(why);
    }
    await leavePractice(tx, workspace, person.id, now);
    emit({ kind: 'people.left', facts: { role }, notify: true });
    return {};
  },
});

export const workspaceOperations: readonly Operation[] = [
  createWorkspace,
  getWorkspace,
  updateWorkspace,
  listPeopleOfPractice,
  inviteAssistant,
  endMembership,
  leaveWorkspace,
];
