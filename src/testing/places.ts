import type { Membership, Person } from '#kernel/actor.ts';
import type { World } from './world.ts';

/** The person as their next request finds them: with the places they belong to now. */
export async function nextRequestOf(world: World, person: Person): Promise<Person> {
  const { rows: practices } = await world.asOwner.query(
    `select workspace_id as workspace, name as "workspaceName", role
       from workspace_members join workspaces using (workspace_id) where person_id = $1 and until is null`,
    [person.id],
  );
  const { rows: parts } = await world.asOwner.query(
    `select m.workspace_id as workspace, w.name as "workspaceName", m.engagement_id as engagement, e.name, m.role
       from engagement_members m join engagements e using (workspace_id, engagement_id)
       join workspaces w on w.workspace_id = m.workspace_id
       where person_id = $1 and until is null`,
    [person.id],
  );
  const memberships = new Map<string, Membership>();
  for (const { workspace, workspaceName, role } of practices) {
    memberships.set(workspace, { workspace, workspaceName, role, engagements: [] });
  }
  for (const { workspace, workspaceName, ...engagement } of parts) {
    const bare: Membership = { workspace, workspaceName, role: null, engagements: [] };
    const place = memberships.get(workspace) ?? bare;
    place.engagements.push(engagement);
    memberships.set(workspace, place);
  }
  return { ...person, memberships: [...memberships.values()] };
}

/** The mails that were ordered for an address or a person, oldest first. */
export async function mailsTo(
  world: World,
  to: string,
): Promise<{ template: string; facts: Record<string, string>; locale: string | null }[]> {
  const { rows } = await world.asOwner.query(
    'select template, facts, locale from mails where address = $1 or person_id::text = $1 order by id',
    [to],
  );
  return rows;
}
