import { Logger, runOnce } from 'graphile-worker';
import type { Person } from '#kernel/actor.ts';
import type { BriefId, EngagementId, WorkspaceId } from '#kernel/id.ts';
import { notifyOf } from '#kernel/notifier.server.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { delegationNotifiers } from '../notifiers.server.ts';
import * as operations from '../operations.server.ts';

/** A practice with one engagement and its people, and somebody of another engagement. */
export type Room = {
  world: World;
  workspace: WorkspaceId;
  lumbre: EngagementId;
  /** Owns the practice, and is in no engagement. */
  olga: Person;
  /** Assistants of the engagement. */
  ana: Person;
  elsa: Person;
  /** The client's principal and a member of their team. */
  bruno: Person;
  marta: Person;
  /** A contact of another engagement of the same practice. */
  zoe: Person;
};

export async function makeRoom(): Promise<Room> {
  const world = await makeWorld();
  const [olga, ana, elsa] = [
    await world.person('Olga'),
    await world.person('Ana'),
    await world.person('Elsa'),
  ];
  const [bruno, marta, zoe] = [
    await world.person('Bruno'),
    await world.person('Marta'),
    await world.person('Zoe'),
  ];
  const workspace = await world.workspace(olga);
  const [lumbre, other] = [
    await world.engagement(workspace, 'Lumbre'),
    await world.engagement(workspace, 'Otra'),
  ];
  for (const assistant of [ana, elsa]) {
    await world.joinWorkspace(workspace, assistant, 'assistant');
    await world.joinEngagement(workspace, lumbre, assistant, 'assistant');
  }
  await world.joinEngagement(workspace, lumbre, bruno, 'principal');
  await world.joinEngagement(workspace, lumbre, marta, 'member');
  await world.joinEngagement(workspace, other, zoe, 'principal');
  return { world, workspace, lumbre, olga, ana, elsa, bruno, marta, zoe };
}

export const clearContent = {
  title: 'Confirmar las citas',
  outcome: 'Cada persona con cita en diciembre la ha confirmado.',
  doneCriteria: [
    { id: 'called', text: 'Todas recibieron un mensaje' },
    { id: 'listed', text: 'La lista dice qué respondió cada una' },
  ],
  wishedBy: '2026-11-30T17:00:00Z',
  wishedWhy: 'El 1 de diciembre empiezan las citas.',
};

/** A brief of Bruno's, moved on as far as the state. */
export async function briefIn(
  room: Room,
  state: 'draft' | 'sent' | 'understood' | 'promised' | 'delivered',
): Promise<BriefId> {
  const { world, workspace, lumbre, ana, bruno } = room;
  const started = await world.do(operations.startBrief, bruno, {
    workspace,
    engagement: lumbre,
    ...clearContent,
  });
  const on = { workspace, brief: started.brief };
  if (state === 'draft') return started.brief as BriefId;
  await world.do(operations.sendBrief, bruno, on);
  if (state === 'sent') return started.brief as BriefId;
  await world.do(operations.writeTeachBack, ana, { ...on, teachBack: 'Llamo a las 40 personas.' });
  const { teachBacks } = await world.do(operations.getBrief, bruno, on);
  await world.do(operations.confirmTeachBack, bruno, { ...on, teachBack: teachBacks[0]!.id });
  if (state === 'understood') return started.brief as BriefId;
  await world.do(operations.promiseBrief, ana, { ...on, by: '2026-11-28T17:00:00Z' });
  if (state === 'promised') return started.brief as BriefId;
  await world.do(operations.deliverBrief, ana, { ...on, note: 'Hecho.' });
  return started.brief as BriefId;
}

export type SentMail = { to: string; template: string; facts: Record<string, unknown> };

/** Works off the jobs that were ordered, and gives the mails that came of them since the last time, by name of the receiver. */
export async function mailsOf({ world }: Room): Promise<SentMail[]> {
  const known = new Set(
    (await world.asOwner.query<{ id: string }>('select id from mails')).rows.map(({ id }) => id),
  );
  await runOnce({
    connectionString: world.ownerUrl,
    noHandleSignals: true,
    logger: new Logger(() => () => undefined),
    taskList: {
      notify: (payload) =>
        notifyOf(
          world.db,
          delegationNotifiers,
          world.clock.now,
          payload as { workspace: string; event: string },
        ),
      deliver_mail: () => Promise.resolve(),
    },
  });
  const { rows } = await world.asOwner.query<SentMail & { id: string }>(
    `select m.id, p.name as "to", m.template, m.facts from mails m join people p on p.id = m.person_id order by p.name`,
  );
  return rows.filter(({ id }) => !known.has(id)).map(({ to, template, facts }) => ({ to, template, facts }));
}
