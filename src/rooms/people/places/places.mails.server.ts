import * as m from '#messages';
import type { MailTemplate } from '#kernel/mail/template.ts';
import type { Notifier } from '#kernel/notifier.server.ts';
import { formatDate } from '#ui/dates.ts';
import type { InvitationRole } from './invitations.ts';
import { answeredInvitation, type InvitationId } from './invitations.store.server.ts';
import { nameOf, ownersOf, settingsOf } from './places.store.server.ts';

/** What the invitation's template needs to know. */
type InvitationFacts = {
  workspace: string;
  secret: string;
  role: InvitationRole;
  engagement: string | null;
  practice: string;
  invitedBy: string;
  expiresAt: string;
};

/** The page of an invitation. */
export function invitationPath(workspace: string, secret: string): string {
  return `/invitation/${workspace}/${secret}`;
}

/** The page from which people are invited to an engagement or (null) to the practice. */
function invitingPath(workspace: string, engagement: string | null): string {
  return engagement ? `/w/${workspace}/engagements/${engagement}` : `/w/${workspace}/team`;
}

export const placeMails: Record<string, MailTemplate> = {
  'people.invitation': (given, { locale, timeZone }) => {
    const { workspace, secret, role, engagement, ...facts } = given as unknown as InvitationFacts;
    const words = { practice: facts.practice, invitedBy: facts.invitedBy };
    const until = formatDate(facts.expiresAt, timeZone, locale);
    const reads = { locale };
    return {
      subject: engagement
        ? m.mail_invitation_subject(words, reads)
        : m.mail_invitation_practice_subject(words, reads),
      paragraphs: engagement
        ? [
            m.mail_invitation_text({ ...words, engagement }, reads),
            role === 'principal'
              ? m.mail_invitation_principal({}, reads)
              : m.mail_invitation_member({}, reads),
            m.mail_invitation_how({}, reads),
          ]
        : [m.mail_invitation_practice_text(words, reads), m.mail_invitation_practice_how({}, reads)],
      facts: [
        { label: m.mail_invitation_practice_label({}, reads), value: facts.practice },
        ...(engagement ? [{ label: m.mail_invitation_engagement_label({}, reads), value: engagement }] : []),
        { label: m.mail_invitation_until_label({}, reads), value: until },
      ],
      button: { label: m.mail_invitation_button({}, reads), path: invitationPath(workspace, secret) },
      why: m.mail_invitation_why(words, reads),
    };
  },
  'people.invitation_accepted': (given, { locale }) => {
    const { workspace, engagement, place, name } = given as unknown as {
      workspace: string;
      engagement: string | null;
      place: string;
      name: string;
    };
    return {
      subject: m.mail_invitation_accepted_subject({ name }, { locale }),
      paragraphs: [
        m.mail_invitation_accepted_text({ name, place }, { locale }),
        engagement
          ? m.mail_invitation_accepted_next({}, { locale })
          : m.mail_invitation_accepted_practice_next({}, { locale }),
      ],
      button: {
        label: m.mail_invitation_accepted_button({}, { locale }),
        path: invitingPath(workspace, engagement),
      },
      why: m.mail_invitation_accepted_why({}, { locale }),
    };
  },
  'people.invitation_declined': (given, { locale }) => {
    const { workspace, engagement, place, email } = given as unknown as {
      workspace: string;
      engagement: string | null;
      place: string;
      email: string;
    };
    return {
      subject: m.mail_invitation_declined_subject({ email }, { locale }),
      paragraphs: [
        m.mail_invitation_declined_text({ email, place }, { locale }),
        m.mail_invitation_declined_next({}, { locale }),
      ],
      button: {
        label: m.mail_invitation_declined_button({}, { locale }),
        path: invitingPath(workspace, engagement),
      },
      why: m.mail_invitation_accepted_why({}, { locale }),
    };
  },
  'people.left': (given, { locale }) => {
    const { workspace, practice, name } = given as unknown as {
      workspace: string;
      practice: string;
      name: string;
    };
    return {
      subject: m.mail_left_subject({ name, practice }, { locale }),
      paragraphs: [m.mail_left_text({ name, practice }, { locale }), m.mail_left_next({}, { locale })],
      button: { label: m.mail_left_button({}, { locale }), path: `/w/${workspace}/briefs` },
      why: m.mail_left_why({}, { locale }),
    };
  },
};

/** Whoever invited waits for the answer, and is told which it is. A no names no more than the address they knew. */
const tellInviter =
  (template: string): Notifier =>
  async (tx, event) => {
    // The notifier's own event says which.
    const answered = await answeredInvitation(tx, event.workspace, event.facts.invitation as InvitationId);
    if (!answered) return [];
    const { inviter, engagement, engagementName, practice, name, email } = answered;
    const place = engagementName ?? practice;
    return [
      {
        template,
        to: inviter,
        facts: { workspace: event.workspace, engagement, place, name: name ?? '', email },
      },
    ];
  };

/** Owners take over the work of whoever has left. */
const tellOwners: Notifier = async (tx, event) => {
  const left = event.by && (await nameOf(tx, event.by));
  if (!left) return [];
  const { name: practice } = await settingsOf(tx, event.workspace);
  const owners = await ownersOf(tx, event.workspace);
  return owners.map((to) => ({
    template: 'people.left',
    to,
    facts: { workspace: event.workspace, practice, name: left },
  }));
};

export const placeNotifiers: Record<string, Notifier> = {
  'people.invitationAccepted': tellInviter('people.invitation_accepted'),
  'people.invitationDeclined': tellInviter('people.invitation_declined'),
  'people.left': tellOwners,
};
