import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draftFields, publishedFields } from './fields.ts';
import {
  after,
  inOrder,
  mayAskAgainFrom,
  mayBeAsked,
  moved,
  quietDays,
  referenceSizes,
  referenceStates,
  seenByPractice,
  shownName,
  signature,
  stateOf,
  whyNobody,
  yearsOf,
  type Act,
  type KeptState,
  type ReferenceState,
} from './rules.ts';

const acts = ['ask', 'takeBack', 'save', 'publish', 'decline', 'withdraw', 'hide', 'show'] as const;
const anyState = fc.constantFrom(...referenceStates);
const anyAct = fc.constantFrom<Act>(...acts);
const at = '2026-11-24T15:00:00Z';
const asked = (state: ReferenceState) => ({ state, askedAt: at, changedAt: at });
const daysLater = (days: number) => Temporal.Instant.from(at).add({ hours: 24 * days });

/** Where a reference is after all that was tried, as far as it could be done. */
const afterAll = (from: ReferenceState, tried: readonly Act[]) =>
  tried.reduce<ReferenceState>((state, act) => after(state, act) ?? state, from);

describe('where a reference is', () => {
  test.each<[ReferenceState, Act, ReferenceState | null]>([
    ['asked', 'save', 'draft'],
    ['draft', 'publish', 'published'],
    ['asked', 'takeBack', 'taken_back'],
    ['published', 'takeBack', null],
    ['published', 'hide', 'hidden'],
    ['hidden', 'publish', 'hidden'],
    ['hidden', 'withdraw', 'withdrawn'],
    ['declined', 'publish', null],
    ['taken_back', 'save', null],
    ['withdrawn', 'show', null],
    ['withdrawn', 'ask', 'asked'],
    ['published', 'ask', null],
  ])('%s, %s: %s', (state, act, then) => expect(after(state, act)).toBe(then));

  test('nothing is shown that its writer did not publish, and nothing stays that they withdrew', () => {
    const isPublic = (state: ReferenceState) => state === 'published' || state === 'hidden';
    fc.assert(
      fc.property(anyState, anyAct, (state, act) => {
        const then = after(state, act);
        if (then && isPublic(then) && !isPublic(state)) expect(act).toBe('publish');
        if (then && isPublic(state) && !isPublic(then)) expect(act).toBe('withdraw');
      }),
    );
    const byPractice = fc.array(fc.constantFrom<Act>('ask', 'takeBack', 'hide', 'show'));
    fc.assert(
      fc.property(byPractice, (tried) => {
        expect(isPublic(afterAll('withdrawn', tried))).toBe(false);
      }),
    );
  });

  test('its writer can take it back whatever the practice did with it', () => {
    const decisions = fc.array(fc.constantFrom<Act>('ask', 'takeBack', 'hide', 'show', 'save', 'publish'));
    fc.assert(
      fc.property(decisions, (tried) => {
        expect(after(afterAll('published', tried), 'withdraw')).toBe('withdrawn');
      }),
    );
  });

  test('a new version does not undo that the practice hides it', () => {
    const writing = fc.array(fc.constantFrom<Act>('save', 'publish'));
    fc.assert(
      fc.property(writing, (tried) => {
        expect(afterAll('hidden', tried)).toBe('hidden');
      }),
    );
  });

  test('comes from what is kept: a draft while it is asked, hidden while it is published', () => {
    const kept = fc.constantFrom<KeptState>('asked', 'taken_back', 'declined', 'published', 'withdrawn');
    fc.assert(
      fc.property(kept, fc.boolean(), fc.boolean(), (state, hasDraft, isHidden) => {
        const found = stateOf({ kept: state, hasDraft, isHidden });
        if (found === 'draft') expect([state, hasDraft]).toEqual(['asked', true]);
        else if (found === 'hidden') expect([state, isHidden]).toEqual(['published', true]);
        else expect(found).toBe(state);
      }),
    );
  });
});

describe('asking', () => {
  test('the practice can’t tell a draft from no answer, by its name or by what it may do', () => {
    const practice = ['ask', 'takeBack', 'hide', 'show'] as const;
    expect(seenByPractice('draft')).toBe('asked');
    for (const act of practice) expect(after('draft', act) === null, act).toBe(after('asked', act) === null);
    expect(mayAskAgainFrom(asked('draft'))).toEqual(mayAskAgainFrom(asked('asked')));
  });

  test('again takes a month without an answer, and half a year after a no', () => {
    for (const [state, days] of [
      ['asked', quietDays.unanswered],
      ['taken_back', quietDays.unanswered],
      ['declined', quietDays.refused],
      ['withdrawn', quietDays.refused],
    ] as const) {
      expect(mayBeAsked(asked(state), daysLater(days).subtract({ seconds: 1 })), state).toBe(false);
      expect(mayBeAsked(asked(state), daysLater(days)), state).toBe(true);
    }
    expect(mayBeAsked(asked('published'), daysLater(10_000))).toBe(false);
    expect(mayBeAsked(null, daysLater(0))).toBe(true);
  });

  test('and what the table allows are the same', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        expect(mayAskAgainFrom(asked(state)) !== null).toBe(after(state, 'ask') !== null);
      }),
    );
  });

  test('says first what has to be done first', () => {
    const engagement = { isArchived: false, principals: 0, hasAccepted: false };
    expect(whyNobody({ ...engagement, isArchived: true })).toBe('archived');
    expect(whyNobody(engagement)).toBe('no_principal');
    expect(whyNobody({ ...engagement, principals: 1 })).toBe('nothing_accepted');
    expect(whyNobody({ ...engagement, principals: 1, hasAccepted: true })).toBe(null);
  });
});

describe('how somebody is shown', () => {
  test.each([
    ['Irene Vidal', 'Irene V.'],
    ['María de la O Ruiz', 'María O.'],
    ['Cher', 'Cher'],
    ['john smith', 'john S.'],
    ['李 小龍', '李 小.'],
    ['  Ana   Ríos ', 'Ana R.'],
  ])('%s is %s', (name, shown) => expect(shownName(name, 'initial')).toBe(shown));

  test('by an initial shows nothing else of the other names, and by a role no name', () => {
    const word = fc.string({ minLength: 2, maxLength: 12, unit: fc.constantFrom(...'abcdefghijñ') });
    fc.assert(
      fc.property(word, fc.array(word, { minLength: 1, maxLength: 4 }), (first, others) => {
        const shown = shownName([first, ...others].join(' '), 'initial') ?? '';
        expect(shown.startsWith(`${first} `)).toBe(true);
        expect(shown).toHaveLength(first.length + 3);
        expect(shownName([first, ...others].join(' '), 'role')).toBe(null);
      }),
    );
  });

  test('is a line of what there is', () => {
    expect(signature({ name: null, role: 'Arquitectura', business: '' })).toEqual(['Arquitectura']);
    expect(signature({ name: 'Ana', role: '', business: 'Lumbre' })).toEqual(['Ana', 'Lumbre']);
  });
});

describe('what is written', () => {
  const text = 'Las facturas salen solas, y sé cada lunes qué falta.';
  const why = (fields: object) => {
    const parsed = publishedFields.safeParse({ text, shownAs: 'name', ...fields });
    return Object.fromEntries((parsed.error?.issues ?? []).map(({ path, message }) => [path[0], message]));
  };

  test('is plain text of some length, with a name or a role', () => {
    expect(why({})).toEqual({});
    expect(why({ text: '' })).toMatchObject({ text: 'required' });
    expect(why({ text: 'a'.repeat(referenceSizes.text.least - 1) })).toEqual({ text: 'too_short' });
    expect(why({ text: 'a'.repeat(referenceSizes.text.most + 1) })).toEqual({ text: 'too_long' });
    expect(why({ text: `a\n`.repeat(referenceSizes.text.lines) + 'a' })).toEqual({ text: 'too_many_lines' });
    expect(why({ shownAs: undefined })).toEqual({ shownAs: 'required' });
    expect(why({ shownAs: 'role' })).toEqual({ role: 'required' });
    expect(why({ shownAs: 'role', role: 'Arquitectura' })).toEqual({});
    const hostile = publishedFields.parse({ text: `<b>\u202e${text}</b>`, shownAs: 'name' });
    expect(hostile.text).toBe(`<b>${text}</b>`);
  });

  test('is kept as a draft however little it is, and what can be published can be kept', () => {
    expect(draftFields.parse({})).toEqual({ text: '', shownAs: null, role: '', business: '' });
    fc.assert(
      fc.property(fc.string({ maxLength: 1400 }), fc.string({ maxLength: 100 }), (words, role) => {
        const published = publishedFields.safeParse({ text: words, shownAs: 'name', role });
        if (published.success) expect(draftFields.parse(published.data)).toEqual(published.data);
      }),
    );
  });
});

test('years are coarse, and an end is not before its beginning', () => {
  const zone = 'America/Mexico_City';
  expect(yearsOf({ began: '2026-01-01T03:00:00Z', endedOn: null }, zone)).toEqual({
    ...{ since: 2025, until: null },
  });
  expect(yearsOf({ began: '2026-01-01T03:00:00Z', endedOn: '2027-05-04' }, zone)).toEqual({
    ...{ since: 2025, until: 2027 },
  });
  expect(yearsOf({ began: '2026-01-01T03:00:00Z', endedOn: '2024-12-31' }, zone).until).toBe(2025);
});

describe('the order on the page', () => {
  const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 8 });

  test('is the practice’s; what it has not placed comes after, the newest first', () => {
    const one = (id: string, publishedAt: string) => ({ id, publishedAt });
    const all = [one('a', '2026-01-01T00:00:00Z'), one('b', '2026-03-01T00:00:00Z'), one('c', at)];
    expect(inOrder(all, ['b']).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  });

  test('loses none and adds none, whatever is moved', () => {
    fc.assert(
      fc.property(ids, fc.string({ maxLength: 3 }), fc.constantFrom('up', 'down'), (order, id, way) => {
        expect(moved(order, id, way).toSorted()).toEqual(order.toSorted());
      }),
    );
  });

  test('is the same again after up and down, but at the ends', () => {
    fc.assert(
      fc.property(ids, fc.nat(), (order, nth) => {
        const at = nth % Math.max(1, order.length);
        const id = order[at];
        if (id === undefined || at === 0) return;
        expect(moved(moved(order, id, 'up'), id, 'down')).toEqual(order);
      }),
    );
  });
});
