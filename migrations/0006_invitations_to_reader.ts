import { sql, type Kysely } from 'kysely';
import { inWorkspace, isAddress, isSelf, knowsAddress } from '../src/kernel/database/policies.ts';

/** An invitation opens for whoever has the invited address as it does for whoever holds the secret of its link. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const invited = (where: string) =>
    `${knowsAddress} and exists (select 1 from invitations i where ${where} and i.${isAddress('email')})`;
  await sql
    .raw(
      `
create index invitations_by_address on invitations (email);

-- It is found without its workspace: the reader does not know yet who invites them.
create policy invitations_to_reader on invitations for select using (${isAddress('email')});
create policy invitations_to_reader_update on invitations for update using (${inWorkspace} and ${isAddress('email')});
create policy workspaces_inviting_reader on workspaces for select using (
  ${invited('i.workspace_id = workspaces.workspace_id')});
create policy engagements_inviting_reader on engagements for select using (
  ${invited('i.workspace_id = engagements.workspace_id and i.engagement_id = engagements.engagement_id')});
-- The invited person's own joining stands in the log of the place they join.
create policy events_reader_joining on events for insert with check (${inWorkspace} and ${invited(
        'i.workspace_id = events.workspace_id and i.engagement_id is not distinct from events.engagement_id',
      )});
create policy people_inviting_reader on people for select using (${invited('i.invited_by = people.id')});
${['insert with check', 'update using']
  .map(
    (command) => `
create policy workspace_members_reader_${command.slice(0, 6)} on workspace_members for ${command} (
  ${inWorkspace} and ${isSelf('person_id')} and ${invited(
    'i.workspace_id = workspace_members.workspace_id and i.engagement_id is null',
  )});
create policy engagement_members_reader_${command.slice(0, 6)} on engagement_members for ${command} (
  ${inWorkspace} and ${isSelf('person_id')} and ${invited(
    'i.workspace_id = engagement_members.workspace_id and i.engagement_id = engagement_members.engagement_id',
  )});`,
  )
  .join('\n')}
`,
    )
    .execute(db);
}
