import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#kernel/actor.ts';
import { withReach } from '#kernel/database/context.server.ts';
import type { WorkspaceId } from '#kernel/id.ts';
import { newId } from '#kernel/new-id.server.ts';
import { REQUIREMENTS } from '#rooms/readiness/index.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { getEvidence, shareEvidence } from './evidence.operations.server.ts';
import { fewestCases } from './evidence.ts';
import { refreshPooledEvidence } from './pooling.server.ts';
import { seededRandom } from './random.ts';

let world: World;
let ana: Person;
let sol: Person;
let zoe: Person;
let place: WorkspaceId;

beforeAll(async () => {
  world = await makeWorld();
  [ana, sol, zoe] = (await Promise.all(['Ana', 'Sol', 'Zoe'].map(world.person))) as [Person, Person, Person];
  place = await world.workspace(ana);
  await world.joinWorkspace(place, sol, 'assistant');
  await world.workspace(zoe);
});
afterAll(() => world.drop());

/**
 * Engagements of a practice, half of them ended after as many months as its communication score says, with work
 * accepted at first more often the higher it is. What the other requirements say means nothing.
 */
async function engagements(workspace: WorkspaceId, count: number, seed = 1) {
  const random = seededRandom(seed);
  for (let at = 0; at < count; at += 1) {
    const engagement = await world.engagement(workspace, `Cliente secreto ${at}`);
    const ids = { workspace_id: workspace, engagement_id: engagement };
    const communication = Math.round(100 * random());
    const scores = REQUIREMENTS.map((requirement) => ({
      requirement,
      score: requirement === 'R2' ? communication : Math.round(100 * random()),
    }));
    const began = Temporal.Instant.from('2024-01-10T09:00:00Z');
    const asked = { workspace, engagement };
    await world.asOwner.query('update engagements set created_at = $2 where engagement_id = $1', [
      engagement,
      began.toString(),
    ]);
    await insert('shared_assessments', {
      ...{ ...ids, shared_assessment_id: newId(), shared_by: ana.id, shared_at: began, what: 'verdict' },
      ...{ form: 'short', edition: 1, finished_at: began, result: JSON.stringify({ requirements: scores }) },
    });
    if (at % 2 === 0) {
      const last = began.add({ hours: 24 * (60 + 5 * communication) }).toString();
      await insert('engagement_endings', {
        ...{ ...ids, ended_on: last.slice(0, 10), is_early: communication < 50, ended_by: 'client' },
        ...{ reason: 'ways_of_working', noted_by: ana.id, noted_at: last },
      });
    }
    for (let brief = 0; brief < 4; brief += 1)
      await delivered(asked, communication > 25 * brief ? 'accepted' : 'changes_requested');
  }
}

async function delivered(
  { workspace, engagement }: { workspace: string; engagement: string },
  verdict: string,
): Promise<void> {
  const [brief, at] = [newId(), '2024-02-01T09:00:00Z'];
  const ids = { workspace_id: workspace, engagement_id: engagement, brief_id: brief };
  await insert('briefs', {
    ...{ ...ids, state: 'accepted', created_by: ana.id, started_by_side: 'client', created_at: at },
    ...{
      updated_at: at,
      sent_at: at,
      wished_for: '2024-02-02T09:00:00Z',
      awaits: 'nobody',
      kept_private: false,
    },
  });
  for (const [hour, each] of [verdict, 'accepted'].entries())
    await insert('deliveries', {
      ...{ ...ids, delivery_id: newId(), note: '', delivered_by: ana.id, verdict: each },
      ...{ delivered_at: `2024-02-0${hour + 3}T09:00:00Z` },
    });
}

async function insert(table: string, row: Record<string, unknown>): Promise<void> {
  const values = Object.values(row).map((value) =>
    value instanceof Temporal.Instant ? value.toString() : value,
  );
  const signs = values.map((_, index) => `$${index + 1}`).join(', ');
  await world.asOwner.query(
    `insert into ${table} (${Object.keys(row).join(', ')}) values (${signs})`,
    values,
  );
}

const read = (by: Person = ana) => world.do(getEvidence, by, { workspace: place });
const share = (by: Person, workspace: WorkspaceId, takesPart: 'yes' | 'no') =>
  world.try(shareEvidence, by, { workspace, takesPart });

describe('the evidence of a practice', () => {
  test(`says nothing below ${fewestCases} engagements but how many there are`, async () => {
    await engagements(place, fewestCases - 1);
    const found = await read();
    expect(found).toMatchObject({ cases: fewestCases - 1, ended: 6, offer: null });
    expect(found.requirements.every(({ overall }) => overall === null)).toBe(true);
    expect(found.requirements.flatMap(({ reasons }) => reasons)).toEqual([]);
  });

  test('finds what went with success, from the records of length and work', async () => {
    await engagements(place, 13, 2);
    const found = await read();
    expect(found).toMatchObject({ cases: 24, engagements: 24, ended: 13 });
    const communication = found.requirements.find(({ requirement }) => requirement === 'R2')!;
    const figureOf = (name: string) => communication.figures.find(({ outcome }) => outcome === name)!;
    expect(figureOf('length').found!.correlation.interval.low).toBeGreaterThan(0);
    expect(figureOf('acceptedFirst')).toMatchObject({ cases: 24 });
    const accepted = figureOf('acceptedFirst').found!;
    expect(accepted.correlation.value).toBeGreaterThan(0.8);
    expect(accepted.above.value).toBeGreaterThan(accepted.below.value);
    expect(figureOf('urgent').found, 'all were urgent: there is nothing to compare').toBeNull();
    expect(figureOf('clientSatisfied')).toMatchObject({ cases: 0, found: null });
    expect(communication.reasons).toMatchObject([{ reason: 'ways_of_working' }]);
    expect(found.offer!.weights.R2).toBeGreaterThan(found.offer!.weights.R1);
  });

  test('is the same each time, and names nobody', async () => {
    const found = await read();
    expect(await read()).toEqual(found);
    expect(JSON.stringify(found)).not.toContain('secreto');
  });

  test('is for owners of that practice', async () => {
    expect(await world.try(getEvidence, sol, { workspace: place })).toMatchObject({
      refusal: { code: 'forbidden' },
    });
    expect(await world.try(getEvidence, zoe, { workspace: place })).toMatchObject({
      refusal: { code: 'not_found' },
    });
  });
});

describe('over many practices', () => {
  const others: { owner: Person; workspace: WorkspaceId }[] = [];
  const pooled = async () => (await read()).pooled;
  const refresh = () => refreshPooledEvidence(world.db, world.clock.now);
  const pass = (days: number) => (world.clock.now = world.clock.now.add({ hours: 24 * days }));

  beforeAll(async () => {
    for (let at = 0; at < 4; at += 1) {
      const owner = await world.person(`Dueña ${at}`);
      const workspace = await world.workspace(owner);
      await engagements(workspace, 6, 10 + at);
      others.push({ owner, workspace });
      await share(owner, workspace, 'yes');
    }
    // Fewer, so that no practice makes up more than half.
    await world.asOwner.query(
      `update shared_assessments set result = null, withdrawn_at = now() where workspace_id = $1
        and shared_assessment_id not in (select shared_assessment_id from shared_assessments
          where workspace_id = $1 order by shared_assessment_id limit 8)`,
      [place],
    );
  });

  test('nothing is told while only four take part', async () => {
    await refresh();
    expect(await pooled()).toMatchObject({ figures: [] });
  });

  test('a practice that joins counts from the next computing, a week after the last', async () => {
    expect((await share(ana, place, 'yes')).ok).toBe(true);
    pass(6);
    await refresh();
    expect((await pooled())!.figures).toEqual([]);
    pass(1);
    await refresh();
    const { figures } = (await pooled())!;
    expect(figures).toContainEqual(
      expect.objectContaining({
        requirement: 'R2',
        outcome: 'acceptedFirst',
        practices: '5+',
        engagements: 30,
      }),
    );
    expect(await world.do(getEvidence, others[0]!.owner, { workspace: others[0]!.workspace })).toMatchObject({
      pooled: { figures },
    });
  });

  test('one that leaves counts no more from the next computing', async () => {
    await share(ana, place, 'no');
    expect((await read()).sharingSince).toBeNull();
    expect((await pooled())!.figures).not.toEqual([]);
    pass(7);
    await refresh();
    expect((await pooled())!.figures).toEqual([]);
  });

  test('what is kept belongs to no practice, and the system alone writes it', async () => {
    const { rows } = await world.asOwner.query('select * from pooled_evidence');
    expect(rows).toHaveLength(1);
    expect(Object.keys(rows[0])).toEqual(['computed_at', 'figures']);
    const reach = { workspace: place, engagements: 'all', side: 'practice', person: ana.id } as const;
    const erased = await withReach(world.db, reach, (tx) =>
      tx.deleteFrom('pooled_evidence').returning('computed_at').execute(),
    );
    expect(erased).toEqual([]);
    const written = withReach(world.db, reach, (tx) =>
      tx
        .insertInto('pooled_evidence')
        .values({ computed_at: '2030-01-01T00:00:00Z', figures: '[]' })
        .execute(),
    );
    await expect(written).rejects.toThrow(/row-level security/);
  });

  test('only owners say whether theirs takes part', async () => {
    expect(await share(sol, place, 'yes')).toMatchObject({ refusal: { code: 'forbidden' } });
    expect(await share(zoe, place, 'yes')).toMatchObject({ refusal: { code: 'not_found' } });
  });
});
