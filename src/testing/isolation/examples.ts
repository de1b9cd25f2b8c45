import type { Example } from './example.ts';
import { commentExamples } from './examples.comments.ts';
import { correspondenceExamples } from './examples.correspondence.ts';
import { delegationExamples } from './examples.delegation.ts';
import { evidenceExamples } from './examples.evidence.ts';
import { frontExamples } from './examples.front.ts';
import { guideExamples } from './examples.guides.ts';
import { planExamples } from './examples.plan.ts';
import { readinessExamples } from './examples.readiness.ts';
import { referenceExamples } from './examples.references.ts';
import type { Belongings } from './person.ts';
import type { Corner, Scene } from './scene.ts';

type By = Example['by'];

/** By somebody in a workspace, with what else the input says. */
const inWorkspace = (by: By, rest: (at: Corner, scene: Scene) => object = () => ({})): Example => ({
  by,
  input: (at, _person, scene) => ({ workspace: at.workspace, ...rest(at, scene) }),
});
/** By somebody in an engagement. */
const inEngagement = (by: By, rest: (at: Corner, scene: Scene) => object = () => ({})): Example =>
  inWorkspace(by, (at, scene) => ({ engagement: at.engagement, ...rest(at, scene) }));
/** About a client, by an owner. */
const ofClient = (rest: object = {}): Example => inWorkspace('owner', ({ client }) => ({ client, ...rest }));
/** By whoever holds the link of an invitation, to the engagement and to the practice. */
const byLink = (engagement: By, practice: By): Example[] => [
  inWorkspace(engagement, ({ invitations }) => ({ secret: invitations.engagement.secret })),
  inWorkspace(practice, ({ invitations }) => ({ secret: invitations.practice.secret })),
];
/** About an invitation to the engagement, and about one to the practice. */
const ofInvitation: Example[] = [
  inWorkspace('principal', ({ invitations }) => ({ invitation: invitations.engagement.id })),
  inWorkspace('owner', ({ invitations }) => ({ invitation: invitations.practice.id })),
];
/** By the invited person, of one to the engagement and of one to the practice. */
const byInvited: Example[] = [
  inWorkspace('invited', ({ invitations }) => ({ invitation: invitations.engagement.id })),
  inWorkspace('invitedToPractice', ({ invitations }) => ({ invitation: invitations.practice.id })),
];
/** About what is the person's own, whoever they are. */
const ofOneself = (rest: (own: Belongings) => object = () => ({})): Example => ({
  by: 'principal',
  input: (_at, person, scene) => rest(scene.of(person)),
});
const settings = { country: 'ES', timeZone: 'Europe/Madrid', language: 'es', currency: 'EUR' };
const somebody = { email: 'alguien@example.org', language: 'es' };

/** A valid use of every operation there is, by its name: the isolation test fails for one that is missing. */
export const examples: Record<string, Example[]> = {
  'people.createWorkspace': [{ by: 'newcomer', input: () => ({ name: 'Nueva', ...settings }) }],
  'people.getWorkspace': [inWorkspace('member')],
  'people.updateWorkspace': [inWorkspace('owner', () => ({ name: 'Otra', ...settings }))],
  'people.listPeopleOfPractice': [inWorkspace('assistant')],
  'people.inviteAssistant': [inWorkspace('owner', () => ({ role: 'assistant', ...somebody }))],
  'people.endMembership': [inWorkspace('owner', ({ people }) => ({ person: people.assistant.id }))],
  'people.leaveWorkspace': [inWorkspace('assistant')],

  'people.getInvitation': byLink('visitor', 'visitor'),
  'people.getInvitedAddress': byLink('visitor', 'visitor'),
  'people.acceptInvitation': byLink('invited', 'invitedToPractice'),
  'people.listInvitationsToMe': [{ by: 'invited', input: () => ({}) }],
  'people.acceptInvitationToMe': byInvited,
  'people.declineInvitation': (['engagement', 'practice'] as const).map((where) => ({
    ...inWorkspace('visitor', ({ invitations }) => ({
      secret: invitations[where].secret,
      email: invitations[where].person.email,
    })),
    secretSuffices: true,
  })),
  'people.declineInvitationToMe': byInvited,
  'people.withdrawInvitation': ofInvitation,
  'people.resendInvitation': ofInvitation,

  'people.readProfile': [ofOneself()],
  'people.changeProfile': [ofOneself(() => ({ name: 'Nora', locale: 'es', timeZone: 'Europe/Madrid' }))],
  'people.listSessions': [ofOneself()],
  'people.endSession': [ofOneself(({ otherSession }) => ({ session: otherSession }))],
  'people.endOtherSessions': [ofOneself()],
  'people.listPasskeys': [ofOneself()],
  'people.createToken': [inWorkspace('member', () => ({ name: 'Guion', days: 30 }))],
  'people.listTokens': [ofOneself()],
  'people.endToken': [ofOneself(({ token }) => ({ token }))],

  'engagements.listClients': [inWorkspace('assistant')],
  'engagements.getClient': [inWorkspace('assistant', ({ client }) => ({ client }))],
  'engagements.createClient': [inWorkspace('owner', () => ({ name: 'Nuevo', language: 'es' }))],
  'engagements.createEngagement': [ofClient({ name: 'Otra cosa' })],
  'engagements.renameClient': [ofClient({ name: 'Otro' })],
  'engagements.archiveClient': [ofClient()],
  'engagements.restoreClient': [ofClient()],
  'engagements.getEngagement': [inEngagement('member'), inEngagement('owner')],
  'engagements.renameEngagement': [inEngagement('owner', () => ({ name: 'Otra' }))],
  'engagements.archiveEngagement': [inEngagement('owner')],
  'engagements.restoreEngagement': [inEngagement('owner')],
  'engagements.inviteContact': [inEngagement('principal', () => ({ role: 'member', ...somebody }))],
  'engagements.endContact': [inEngagement('assistant', ({ people }) => ({ person: people.member.id }))],
  'engagements.addAssistant': [inEngagement('owner', ({ people }) => ({ person: people.spare.id }))],
  'engagements.removeAssistant': [inEngagement('owner', ({ people }) => ({ person: people.assistant.id }))],
  'engagements.leaveEngagement': [inEngagement('member')],

  'relationship.getRelationship': [inEngagement('assistant'), inEngagement('member')],

  ...delegationExamples,
  ...correspondenceExamples,
  ...readinessExamples,
  ...planExamples,
  ...frontExamples,
  ...evidenceExamples,
  ...commentExamples,
  ...guideExamples,
  ...referenceExamples,
};
