import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { visitor, type Person } from '#kernel/actor.ts';
import { withReach } from '#kernel/database/context.server.ts';
import type { EngagementId, WorkspaceId } from '#kernel/id.ts';
import { notifyOf } from '#kernel/notifier.server.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { everythingAt } from '../factories.ts';
import { readinessNotifiers } from '../mails.server.ts';
import * as own from '../operations.server.ts';
import type { Answers } from '../rules.ts';
import {
  listShared,
  shareAssessment,
  withdrawAllShared,
  withdrawShared,
} from '../sharing.operations.server.ts';
import { askBothSides } from './asking.server.ts';
import {
  answerAboutClient,
  eraseOwnViews,
  compareViews,
  listWaitingRounds,
  skipRound,
} from './operations.server.ts';
import { sideBySideView } from './view.server.ts';

let world: World;
let ana: Person;
let alma: Person;
let bruno: Person;
let mila: Person;
let place: WorkspaceId;
let lumbre: EngagementId;
const begun = Temporal.Instant.from('2026-11-24T15:00:00Z');

beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

beforeEach(async () => {
  world.clock.now = begun;
  const names = ['Ana', 'Alma', 'Bruno', 'Mila'];
  [ana, alma, bruno, mila] = (await Promise.all(names.map((name) => world.person(name)))) as [
    Person,
    Person,
    Person,
    Person,
  ];
  place = await world.workspace(ana);
  lumbre = await world.engagement(place, 'Lumbre');
  await world.joinWorkspace(place, alma, 'assistant');
  await world.joinEngagement(place, lumbre, alma, 'assistant');
  await world.joinEngagement(place, lumbre, bruno, 'principal');
  await world.joinEngagement(place, lumbre, mila, 'member');
});

const here = () => ({ workspace: place, engagement: lumbre });
const days = (count: number) => (world.clock.now = begun.add({ hours: 24 * count }));
const look = (person: Person, whose: object = {}) => world.do(compareViews, person, { ...here(), ...whose });
const answer = (person: Person, answers: Record<string, unknown> = everythingAt(2)) =>
  world.do(answerAboutClient, person, { ...here(), answers });
async function share(
  person: Person,
  answers: Answers = everythingAt(4),
  what: 'verdict' | 'answers' = 'answers',
) {
  const { secret } = await world.do(own.startAssessment, visitor, { form: 'full' });
  await world.do(own.saveAnswers, visitor, { assessment: secret, answers });
  await world.do(own.finishAssessment, visitor, { assessment: secret });
  return world.do(shareAssessment, person, { ...here(), assessment: secret, what });
}
const ask = () => askBothSides(world.db, world.clock.now);
const waitsFor = async (person: Person) =>
  (await world.do(listWaitingRounds, person, { workspace: place })).waiting.map(({ name }) => name);
const stored = async (sql: string, ...values: unknown[]) => (await world.asOwner.query(sql, values)).rows;
const events = (kind: string) =>
  stored('select event_id from events where workspace_id = $1 and kind = $2 order by at', place, kind);
async function mailsOf(event: string) {
  await notifyOf(world.db, readinessNotifiers, world.clock.now, { workspace: place, event });
  return stored('select person_id, template, facts from mails where event_id = $1', event);
}

describe('blind until both have answered', () => {
  test('the client sees nothing of what the assistant answered until they share theirs', async () => {
    await answer(alma);
    expect(await look(bruno)).toMatchObject({ client: null, view: null, assistants: [], isHidden: false });
    await share(bruno);
    expect(await look(bruno)).toMatchObject({
      client: { scores: { R1: 100 } },
      view: { scores: { R1: 50 } },
      assistant: { name: 'Alma', isSelf: false },
    });
  });

  test('the assistant sees nothing of the client here until they answer, only that there is something', async () => {
    await share(bruno);
    expect(await look(alma)).toMatchObject({ client: null, contacts: [], isHidden: true });
    await answer(alma);
    expect(await look(alma)).toMatchObject({
      contact: { name: 'Bruno' },
      client: { scores: { R6: 100 }, answers: { O1: 4 } },
    });
  });

  test('row-level security hides the view from a client who shares nothing, also where nobody asks', async () => {
    await answer(alma);
    const seen = () =>
      withReach(
        world.db,
        { workspace: place, engagements: [lumbre], side: 'client', person: bruno.id },
        (tx) => tx.selectFrom('assistant_views').select('assistant_view_id').execute(),
      );
    expect(await seen()).toEqual([]);
    const { shared } = await share(bruno);
    expect(await seen()).toHaveLength(1);
    await world.do(withdrawShared, bruno, { ...here(), shared: shared as never });
    expect(await seen()).toEqual([]);
  });

  test('a colleague of the client who shares nothing sees neither side', async () => {
    await answer(alma);
    await share(bruno);
    expect(await look(mila)).toMatchObject({ client: null, view: null, contacts: [], assistants: [] });
  });

  test('whoever runs the practice without taking part looks at both', async () => {
    await answer(alma);
    await share(bruno);
    expect(await look(ana)).toMatchObject({ client: { form: 'full' }, view: { scores: { R2: 50 } } });
  });
});

describe('answering', () => {
  test('within a day it puts right what was said; later it is another view, and the one before stays', async () => {
    expect(await answer(alma)).toMatchObject({ isCorrection: false });
    days(0.5);
    expect(await answer(alma, everythingAt(3))).toMatchObject({ isCorrection: true });
    expect((await look(alma)).correctable).toMatchObject({ C1: 3 });
    days(3);
    expect((await look(alma)).correctable).toBeNull();
    expect(await answer(alma, everythingAt(1))).toMatchObject({ isCorrection: false });
    await share(bruno);
    const { history, view } = await look(alma);
    expect(history.assistant.map(({ scores }) => scores.R2)).toEqual([75, 25]);
    expect(view?.scores.R2).toBe(25);
  });

  test('taken back, all that an assistant answered is erased, for the client too, and only theirs', async () => {
    await share(bruno);
    await answer(alma);
    world.clock.now = world.clock.now.add({ hours: 25 });
    await answer(alma);
    expect((await look(bruno)).history.assistant).toHaveLength(2);
    await world.do(eraseOwnViews, alma, here());
    expect(await look(bruno)).toMatchObject({ view: null, assistants: [] });
    expect(await look(alma), 'and blind again').toMatchObject({
      answeredAt: null,
      client: null,
      isHidden: true,
    });
    expect(await stored('select 1 from assistant_views where answered_by = $1', alma.id)).toEqual([]);
    await world.do(eraseOwnViews, alma, here());
    expect(await events('readiness.viewsErased'), 'noted once').toHaveLength(1);
    expect(await world.try(eraseOwnViews, bruno, here())).toMatchObject({ ok: false });
  });

  test('only the core questions of the requirements are kept', async () => {
    await answer(alma);
    const [row] = await stored('select answers from assistant_views where engagement_id = $1', lumbre);
    expect(Object.keys(row.answers)).toHaveLength(22);
    expect(row.answers).not.toHaveProperty('S1');
  });

  test('what is no answer is said at its question, and saying nothing at all is refused', async () => {
    const tried = (answers: object) =>
      world.try(answerAboutClient, alma, { ...here(), answers: { ...answers } });
    expect(await tried({ T1: 'often' })).toMatchObject({
      refusal: { code: 'invalid', fields: { 'answers.T1': 'invalid_answer' } },
    });
    expect(await tried({ T1: 'na', C1: '' })).toMatchObject({ refusal: { reason: 'nothing_answered' } });
  });

  test('a contact answers about themselves only, and in an archived engagement nobody answers', async () => {
    const tried = (person: Person) => world.try(answerAboutClient, person, { ...here(), answers: { T1: 4 } });
    expect(await tried(bruno)).toMatchObject({ refusal: { code: 'forbidden' } });
    await world.asOwner.query('update engagements set archived_at = now() where engagement_id = $1', [
      lumbre,
    ]);
    expect(await tried(alma)).toMatchObject({ refusal: { reason: 'engagement_archived' } });
  });

  test('the client is told by mail, who may look already and who answers first, and never what was answered', async () => {
    await share(mila);
    await answer(alma);
    const [event] = await events('readiness.viewAnswered');
    const mails = await mailsOf(event.event_id);
    expect(await mailsOf(event.event_id)).toHaveLength(mails.length);
    const path = `/w/${place}/engagements/${lumbre}/readiness`;
    const facts = { by: 'Alma', engagement: 'Lumbre', path };
    const told = (person: Person) => mails.find(({ person_id }) => person_id === person.id);
    expect(mails).toHaveLength(2);
    expect(told(bruno)?.facts).toEqual({ ...facts, maySee: false });
    expect(told(mila)?.facts).toEqual({ ...facts, maySee: true });
  });
});

describe('several of each', () => {
  test("the principal's answers stand first, and the address chooses whose", async () => {
    await share(bruno, everythingAt(4));
    days(2);
    await share(mila, everythingAt(1));
    await answer(alma, everythingAt(3));
    await answer(ana, everythingAt(2));
    expect(await look(alma)).toMatchObject({
      contact: { name: 'Bruno' },
      assistant: { name: 'Alma', isSelf: true },
    });
    const chosen = await look(alma, { contact: mila.id, assistant: ana.id });
    expect(chosen).toMatchObject({ client: { scores: { R2: 25 } }, view: { scores: { R2: 50 } } });
  });

  test('a contact compares their own answers, and nobody else of their side is there to choose', async () => {
    await share(bruno);
    await share(mila, everythingAt(1));
    await answer(alma);
    expect(await look(mila)).toMatchObject({ contacts: [{ name: 'Mila' }], client: { scores: { R2: 25 } } });
    const tried = await world.try(compareViews, mila, { ...here(), contact: bruno.id });
    expect(tried).toMatchObject({ refusal: { code: 'not_found' } });
  });
});

describe('history', () => {
  test('an earlier copy keeps its scores and loses its answers; taking one back erases that one only', async () => {
    await answer(alma);
    const { shared } = await share(bruno, everythingAt(1));
    days(61);
    await share(bruno, everythingAt(3));
    const scores = async (person: Person) => (await look(person)).history.client.map((one) => one.scores.R2);
    expect(await scores(bruno)).toEqual([25, 75]);
    expect(await scores(alma)).toEqual([25, 75]);
    expect((await world.do(listShared, alma, here())).assessments).toHaveLength(1);
    expect(
      await stored('select answers from shared_assessments where shared_assessment_id = $1', shared),
    ).toEqual([{ answers: null }]);
    await world.do(withdrawShared, bruno, { ...here(), shared: shared as never });
    expect(await scores(alma)).toEqual([75]);
  });

  test('sharing the same answers in another extent, or ones put right the same day, is no second point', async () => {
    await answer(alma);
    await share(bruno, everythingAt(1));
    await share(bruno, everythingAt(3), 'verdict');
    expect((await look(alma)).history.client).toHaveLength(1);
    const rows = await stored(
      'select result from shared_assessments where engagement_id = $1 and withdrawn_at is not null',
      lumbre,
    );
    expect(rows).toEqual([{ result: null }]);
  });

  test('taking everything back erases all of it, and the differences vanish for both', async () => {
    await answer(alma);
    await share(bruno, everythingAt(1));
    days(61);
    await share(bruno, everythingAt(3));
    await world.do(withdrawAllShared, bruno, here());
    const left =
      'select count(*)::int as n from shared_assessments where engagement_id = $1 and result is not null';
    expect(await stored(left, lumbre)).toEqual([{ n: 0 }]);
    expect(await look(alma)).toMatchObject({ client: null, history: { client: [] } });
    expect(await look(bruno)).toMatchObject({ client: null, view: null, history: { assistant: [] } });
    expect(await world.try(withdrawAllShared, bruno, here())).toMatchObject({
      refusal: { code: 'not_found' },
    });
  });
});

describe('asked again', () => {
  test('after 60 days both sides are, once, and the members who have shared nothing are not', async () => {
    await share(bruno);
    days(59);
    await ask();
    expect(await events('readiness.roundOpened')).toEqual([]);
    days(61);
    await ask();
    await ask();
    const [opened, ...more] = await events('readiness.roundOpened');
    expect(more).toEqual([]);
    const mails = await mailsOf(opened.event_id);
    expect(await mailsOf(opened.event_id)).toHaveLength(2);
    const sides = mails.map(({ person_id, facts }) => [person_id, facts.side]);
    expect(sides).toEqual(
      expect.arrayContaining([
        [alma.id, 'practice'],
        [bruno.id, 'client'],
      ]),
    );
    expect(await waitsFor(alma)).toEqual(['Lumbre']);
    expect(await waitsFor(bruno)).toEqual(['Lumbre']);
    expect(await waitsFor(mila)).toEqual([]);
  });

  test('whoever answers, or sits it out, is not waited for any more', async () => {
    await share(bruno);
    await answer(alma);
    days(61);
    await ask();
    await answer(alma, everythingAt(3));
    expect(await waitsFor(alma)).toEqual([]);
    expect(await look(bruno)).toMatchObject({ isHidden: true, view: { scores: { R2: 50 } } });
    await world.do(skipRound, bruno, here());
    await world.do(skipRound, bruno, here());
    expect(await events('readiness.roundSkipped')).toHaveLength(1);
    expect(await waitsFor(bruno)).toEqual([]);
    expect(await look(bruno)).toMatchObject({ isHidden: false, view: { scores: { R2: 75 } } });
    days(61 + 183);
    await ask();
    expect(await waitsFor(bruno)).toEqual(['Lumbre']);
  });

  test('nothing is asked in an archived engagement, and the latest round only once it is restored', async () => {
    await share(bruno);
    const archive = (at: string | null) =>
      world.asOwner.query('update engagements set archived_at = $2 where engagement_id = $1', [lumbre, at]);
    await archive(begun.toString());
    days(300);
    await ask();
    expect(await events('readiness.roundOpened')).toEqual([]);
    await archive(null);
    await ask();
    const rounds = await stored('select round from readiness_rounds where engagement_id = $1', lumbre);
    expect(rounds).toEqual([{ round: 2 }]);
    await archive(begun.toString());
    expect(await waitsFor(bruno)).toEqual([]);
  });

  test('nothing is asked once the end of the engagement is noted', async () => {
    await share(bruno);
    await answer(alma);
    days(61);
    await ask();
    expect(await waitsFor(alma)).toEqual(['Lumbre']);
    await world.asOwner.query(
      `insert into engagement_endings (workspace_id, engagement_id, ended_on, is_early, ended_by, reason, noted_by, noted_at)
       values ($1, $2, '2027-01-20', false, 'both', 'work_done', $3, now())`,
      [place, lumbre, ana.id],
    );
    expect(await waitsFor(alma)).toEqual([]);
    expect((await look(alma)).waits).toBeNull();
    days(61 + 183);
    await ask();
    expect(await events('readiness.roundOpened')).toHaveLength(1);
  });

  test('whoever does without mails about work gets none, and finds it waiting all the same', async () => {
    await world.asOwner.query('update people set work_mails = false where id = $1', [bruno.id]);
    await share(bruno);
    days(61);
    await ask();
    const [opened] = await events('readiness.roundOpened');
    expect((await mailsOf(opened.event_id)).map(({ person_id }) => person_id)).toEqual([alma.id]);
    expect(await waitsFor(bruno)).toEqual(['Lumbre']);
  });

  test('nothing can be sat out before a round is open', async () => {
    expect(await world.try(skipRound, bruno, here())).toMatchObject({ refusal: { reason: 'no_round_open' } });
  });
});

test('the page asks a question for each notable difference, and quotes the answers furthest apart in the words of its reader', async () => {
  await share(bruno, everythingAt(4));
  await answer(alma, everythingAt(4, { O1: 0, O2: 4 }));
  const reading = { locale: 'en', timeZone: 'Europe/Madrid' } as const;
  const forAlma = sideBySideView(await look(alma), reading);
  expect(forAlma.pair?.talk).toMatchObject([
    {
      id: 'R6',
      seen: 'Bruno rates this higher than you do.',
      items: [
        {
          question: 'They ask for things at least two working days ahead.',
          client: 'Always',
          assistant: 'Never',
        },
        { id: 'O2', client: 'Never', assistant: 'Always' },
      ],
    },
  ]);
  const forBruno = sideBySideView(await look(bruno), reading);
  expect(forBruno.pair?.talk[0]).toMatchObject({ seen: 'You rate this higher than Alma does.' });
  expect(forBruno.pair?.talk[0]?.items[0]?.question).toMatch(/^You ask for things/);
  expect(forBruno.pair?.talk[0]?.question).toMatch(/\?$/);
});
