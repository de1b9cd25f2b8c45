import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BriefId } from '#kernel/id.ts';
import * as operations from '../operations.server.ts';
import { briefIn, clearContent, makeRoom, type Room } from './room.fixtures.ts';

let room: Room;
const on = (brief: string) => ({ workspace: room.workspace, brief: brief as BriefId });
const start = (who: 'ana' | 'bruno' | 'marta', content: object = {}) =>
  room.world.do(operations.startBrief, room[who], {
    workspace: room.workspace,
    engagement: room.lumbre,
    ...content,
  });
const read = (who: 'ana' | 'bruno', brief: string) =>
  room.world.do(operations.getBrief, room[who], on(brief));
const kindsOf = async (brief: string) => (await read('bruno', brief)).history.map(({ kind }) => kind);

beforeAll(async () => {
  room = await makeRoom();
});
afterAll(() => room.world.drop());

describe('saving a draft', () => {
  test('a save from an older page is refused, and what was saved meanwhile stays', async () => {
    const { brief } = await start('bruno');
    await room.world.do(operations.saveDraft, room.marta, { ...on(brief), revision: 1, title: 'De Marta' });
    const stale = { ...on(brief), revision: 1, title: 'De Bruno' };
    expect(await room.world.try(operations.saveDraft, room.bruno, stale)).toMatchObject({
      refusal: { code: 'conflict', reason: 'edited_elsewhere' },
    });
    expect((await read('bruno', brief)).content.title).toBe('De Marta');
  });

  test('a save that is sent again after a lost answer gets the same answer', async () => {
    const { brief } = await start('bruno');
    const save = { ...on(brief), revision: 1, ...clearContent };
    const first = await room.world.do(operations.saveDraft, room.bruno, save);
    expect(await room.world.do(operations.saveDraft, room.bruno, save)).toEqual(first);
    expect(first.revision).toBe(2);
  });

  test('fields that are not named stay, and null or an empty text empties one', async () => {
    const { brief } = await start('bruno', {
      ...clearContent,
      limitMoney: { amountMinor: 5000, currency: 'EUR' },
    });
    await room.world.do(operations.saveDraft, room.bruno, {
      ...on(brief),
      revision: 1,
      wishedBy: null,
      limitMoney: null,
      wishedWhy: '',
    });
    expect((await read('bruno', brief)).content).toMatchObject({
      title: clearContent.title,
      doneCriteria: clearContent.doneCriteria,
      wishedBy: null,
      limitMoney: null,
      wishedWhy: '',
    });
  });

  test('criteria without an id keep the one that their words had', async () => {
    const { brief } = await start('bruno', { doneCriteria: [{ text: 'Uno' }, { text: 'Dos' }] });
    const before = (await read('bruno', brief)).content.doneCriteria;
    expect(new Set(before.map(({ id }) => id)).size).toBe(2);
    const rows = [{ text: 'Dos' }, { text: '' }, { id: before[0]!.id, text: 'Uno, mejor' }];
    await room.world.do(operations.saveDraft, room.bruno, { ...on(brief), revision: 1, doneCriteria: rows });
    expect((await read('bruno', brief)).content.doneCriteria).toEqual([
      { id: before[1]!.id, text: 'Dos' },
      { id: before[0]!.id, text: 'Uno, mejor' },
    ]);
  });

  test('many saves in a row leave one line in the log', async () => {
    const { brief } = await start('bruno');
    for (const [index, outcome] of ['C', 'Co', 'Con'].entries()) {
      await room.world.do(operations.saveDraft, room.bruno, { ...on(brief), revision: index + 1, outcome });
    }
    const { rows } = await room.world.asOwner.query(
      `select kind from events where brief_id = $1 order by event_id`,
      [brief],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['delegation.briefStarted', 'delegation.draftEdited']);
  });
});

describe('what is written', () => {
  test('arrives as it was written, hostile or not', async () => {
    const texts = [
      'Ünïcödé 😀👩‍👩‍👧 \u202Eאבג تجربة',
      '<script>alert(1)</script>',
      `'; drop table briefs; --`,
      '${7*7} {{7*7}} %s %00',
      'a\tb\nc',
    ];
    const outcome = texts.join('\n');
    const { brief } = await start('bruno', { outcome, examples: `nul\u0000 y medio par \ud83d` });
    const { content } = await read('bruno', brief);
    expect(content.outcome).toBe(outcome);
    expect(content.examples).toBe('nul y medio par \ufffd');
  });

  test('fits up to the limit and is refused at its field beyond it', async () => {
    const { brief } = await start('bruno', { outcome: 'x'.repeat(20_000) });
    expect((await read('bruno', brief)).content.outcome).toHaveLength(20_000);
    const tooLong = {
      ...on(brief),
      revision: 1,
      outcome: 'x'.repeat(20_001),
      title: 'x'.repeat(201),
      doneCriteria: Array.from({ length: 51 }, () => ({ text: 'x' })),
      links: ['javascript:alert(1)'],
      effortMinutes: -1,
      wishedBy: '+275760-01-01T00:00:00Z',
    };
    const outcome = await room.world.try(operations.saveDraft, room.bruno, tooLong);
    expect(outcome).toMatchObject({
      refusal: {
        code: 'invalid',
        fields: {
          outcome: 'too_long',
          title: 'too_long',
          doneCriteria: 'too_many',
          'links.0': 'invalid_link',
          effortMinutes: 'invalid',
          wishedBy: 'invalid_date',
        },
      },
    });
    expect((await read('bruno', brief)).content.outcome).toHaveLength(20_000);
  });
});

describe('sending', () => {
  test('is refused at the fields that are missing, and changes nothing', async () => {
    const { brief } = await start('bruno');
    expect(await room.world.try(operations.sendBrief, room.bruno, on(brief))).toMatchObject({
      refusal: {
        code: 'invalid',
        fields: { outcome: 'required', doneCriteria: 'required', wishedBy: 'required' },
      },
    });
    expect((await read('bruno', brief)).state).toBe('draft');
  });

  test('sends what was read and nothing newer', async () => {
    const { brief } = await start('bruno', clearContent);
    await room.world.do(operations.saveDraft, room.marta, { ...on(brief), revision: 1, title: 'Otro' });
    const read1 = { ...on(brief), revision: 1 };
    expect(await room.world.try(operations.sendBrief, room.bruno, read1)).toMatchObject({
      refusal: { reason: 'edited_elsewhere' },
    });
  });

  test('can be taken back to change it, which ends the teach-back and keeps the questions', async () => {
    const brief = await briefIn(room, 'sent');
    await room.world.do(operations.writeTeachBack, room.ana, { ...on(brief), teachBack: 'Entendí esto.' });
    await room.world.do(operations.askQuestions, room.ana, { ...on(brief), questions: ['¿Cuándo?'] });
    await room.world.do(operations.returnToDraft, room.bruno, on(brief));
    const view = await read('ana', brief);
    expect(view).toMatchObject({ state: 'draft', teachBacks: [{ status: 'overtaken' }] });
    expect(view.questions.map(({ status }) => status)).toEqual(['open']);
    await room.world.do(operations.sendBrief, room.bruno, on(brief));
    expect((await read('bruno', brief)).waitsFor.why).toBe('answer_questions');
  });
});

test('a copy has the words and the ids of the criteria, and a history of its own', async () => {
  const brief = await briefIn(room, 'delivered');
  room.world.clock.now = Temporal.Instant.from('2026-12-15T10:00:00Z');
  const copy = await room.world.do(operations.duplicateBrief, room.marta, on(brief));
  const view = await read('bruno', copy.brief);
  const { wishedBy: _past, ...rest } = clearContent;
  expect(view).toMatchObject({
    state: 'draft',
    content: { ...rest, wishedBy: null },
    deliveries: [],
    createdBy: room.marta.id,
  });
  expect(await kindsOf(copy.brief)).toEqual(['delegation.briefStarted']);
});

test('a draft that was put away comes back as it was', async () => {
  const { brief } = await start('marta', clearContent);
  await room.world.do(operations.archiveBrief, room.marta, on(brief));
  expect(await read('bruno', brief)).toMatchObject({ isArchived: true, waitsFor: { who: 'nobody' } });
  const save = { ...on(brief), revision: 1, title: 'No' };
  expect(await room.world.try(operations.saveDraft, room.marta, save)).toMatchObject({
    refusal: { reason: 'archived' },
  });
  await room.world.do(operations.restoreBrief, room.bruno, on(brief));
  expect(await read('bruno', brief)).toMatchObject({
    isArchived: false,
    waitsFor: { who: 'client', why: 'send', mine: true },
  });
});

test('an engagement that was put aside takes no new brief', async () => {
  const aside = await room.world.engagement(room.workspace, 'Cerrada');
  await room.world.joinEngagement(room.workspace, aside, room.bruno, 'principal');
  const start = { workspace: room.workspace, engagement: aside };
  const { brief } = await room.world.do(operations.startBrief, room.bruno, start);
  await room.world.asOwner.query('update engagements set archived_at = now() where engagement_id = $1', [
    aside,
  ]);
  const refused = { refusal: { reason: 'engagement_archived' } };
  expect(await room.world.try(operations.startBrief, room.bruno, start)).toMatchObject(refused);
  const copy = { workspace: room.workspace, brief };
  expect(await room.world.try(operations.duplicateBrief, room.bruno, copy)).toMatchObject(refused);
  // To those of another engagement it is not there, archived or not.
  expect(await room.world.try(operations.startBrief, room.zoe, start)).toMatchObject({
    refusal: { code: 'not_found' },
  });
});
