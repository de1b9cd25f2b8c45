import { z } from 'zod';
import { Refusal, refused } from '#kernel/errors.ts';
import { idOf, type EngagementId, type WorkspaceId } from '#kernel/id.ts';
import type { Run } from '#kernel/operation.server.ts';
import { hashOf, newSecret, secretText } from '#kernel/secret.server.ts';
import { instant, locale, type Locale } from '#kernel/text.ts';
import {
  expiryOf,
  invitationRoles,
  invitationsADay,
  stateOfWaiting,
  waitingStates,
  type InvitationRole,
} from './invitations.ts';
import {
  changeInvitation,
  insertInvitation,
  invitationsSince,
  isContactAnywhere,
  isThereAlready,
  waitingInvitations,
  type InvitationId,
} from './invitations.store.server.ts';
import { settingsOf } from './places.store.server.ts';

/** An invitation that nobody has accepted, as whoever may withdraw it sees it. */
export const waitingInvitationView = z.object({
  id: idOf('invitation'),
  email: z.string(),
  role: z.enum(invitationRoles),
  language: locale,
  state: z.enum(waitingStates),
  expiresAt: instant,
  declinedAt: instant.nullable(),
  invitedBy: z.string().nullable(),
});

/** A sent invitation, with the secret of its link: shown once, since only its hash is kept. */
export const sentInvitation = z.object({ invitation: idOf('invitation'), secret: secretText });

type Where = {
  workspace: WorkspaceId;
  /** The engagement that it leads to, with its name; null for the practice itself. */
  engagement: { id: EngagementId; name: string } | null;
};
type Whom = { role: InvitationRole; email: string; language: Locale };

/**
 * Writes an invitation, mails it in its language and logs it, inside the caller's operation. The same address is
 * invited once: an invitation that has expired or was declined gives way to the new one.
 *
 * @throws Refusal `already_there`, `already_invited`, `is_of_the_practice`, `is_a_contact`, `too_many`
 */
export async function invite(
  run: Run,
  { workspace, engagement }: Where,
  { role, email, language }: Whom,
): Promise<z.infer<typeof sentInvitation>> {
  const { tx, now, person } = run;
  const target = engagement?.id ?? null;
  if (await isThereAlready(tx, workspace, target, email)) throw refused('already_there');
  if (target && (await isThereAlready(tx, workspace, null, email))) throw refused('is_of_the_practice');
  if (!target && (await isContactAnywhere(tx, workspace, email))) throw refused('is_a_contact');
  const earlier = (await waitingInvitations(tx, workspace, target)).find((one) => one.email === email);
  if (earlier) await giveWay(run, workspace, earlier);
  const made = await invitationsSince(tx, workspace, now.subtract({ hours: 24 }));
  if (made >= invitationsADay) throw new Refusal('too_many');

  const secret = newSecret();
  const id = run.newId<'invitation'>();
  const expiresAt = expiryOf(now);
  const tokenHash = hashOf(secret);
  await insertInvitation(tx, {
    ...{ id, workspace, engagement: target, role, email, language, tokenHash },
    ...{ by: person.id, now, expiresAt },
  });
  run.emit({
    kind: 'people.invited',
    ...(target && { engagement: target }),
    facts: { invitation: id, role },
  });
  await mailInvitation(
    run,
    { workspace, engagementName: engagement?.name ?? null, secret },
    { role, email, language },
  );
  return { invitation: id, secret };
}

/** Mails the link of an invitation to the invited address. */
export async function mailInvitation(
  run: Run,
  {
    workspace,
    engagementName,
    secret,
  }: { workspace: WorkspaceId; engagementName: string | null; secret: string },
  { role, email, language }: Whom,
): Promise<void> {
  const { timeZone } = await settingsOf(run.tx, workspace);
  run.mail({
    template: 'people.invitation',
    // Whoever has no account yet reads the day in the zone of the practice, here and on the link's page.
    to: { address: email, locale: language, timeZone },
    facts: {
      ...{ workspace, secret, role, engagement: engagementName },
      practice: run.membership?.workspaceName ?? '',
      invitedBy: run.person.name,
      expiresAt: expiryOf(run.now).toString(),
    },
  });
}

async function giveWay(
  { tx, now }: Run,
  workspace: WorkspaceId,
  earlier: { id: string; expiresAt: string; declinedAt: string | null },
): Promise<void> {
  if (stateOfWaiting(earlier, now) === 'open') throw refused('already_invited');
  // The column holds ids of invitations.
  await changeInvitation(tx, workspace, earlier.id as InvitationId, { withdrawn_at: now.toString() });
}

/** The invitations that nobody has accepted, to an engagement or (null) to the practice. */
export async function invitationsWaiting(
  { tx, now }: Run,
  workspace: WorkspaceId,
  engagement: EngagementId | null,
): Promise<z.input<typeof waitingInvitationView>[]> {
  const rows = await waitingInvitations(tx, workspace, engagement);
  return rows.map(({ role, language, ...row }) => ({
    ...row,
    // The columns' checks allow nothing else.
    role: role as InvitationRole,
    language: language as Locale,
    state: stateOfWaiting(row, now),
  }));
}
