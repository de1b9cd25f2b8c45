import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BASE_CONTENT, editionOf } from './edition.ts';
import type { AddedItem, EditionContent } from './edition.ts';
import {
  EDITION_BOUNDS,
  differencesBetween,
  editedQuestion,
  isSameContent,
  maySwitchOff,
  missingLanguages,
  nextAddedId,
  normalised,
  withAdded,
  withChangedAdded,
  withMovedAdded,
} from './edition-rules.ts';
import type { Edited } from './edition-rules.ts';
import { everythingAt, recommended } from './factories.ts';
import { BASE_ITEM_IDS, REQUIREMENTS } from './instrument.ts';
import type { RequirementId } from './instrument.ts';
import { assess, itemsOf } from './rules.ts';

const question = (id: AddedItem['id'], requirement: RequirementId = 'R1', core = false): AddedItem => ({
  ...{ id, requirement, core, type: 'freq5', reverse: false },
  text: { es: `Pregunta ${id}`, en: `Question ${id}` },
});
const done = (edited: Edited): EditionContent => {
  if (!edited.ok) throw new Error(edited.problem);
  return edited.content;
};
const off = (content: EditionContent, id: (typeof BASE_ITEM_IDS)[number]) =>
  editedQuestion(content, id, { isOff: true });

describe('what a practice may switch off', () => {
  test('is no question on which a verdict or a safeguard hangs', () => {
    expect(BASE_ITEM_IDS.filter(maySwitchOff).join(' ')).toBe(
      'T1 T2 T3 T5 C1 C2 C3 C4 C5 C6 D2 D3 D4 D5 F1 F4 F5 P1 P2 P4 O1 O3 O4 O5 Q1 Q3 Q4 S4 S5',
    );
    for (const id of ['A1', 'A2', 'A6', 'S1', 'S3', 'F2', 'T4', 'S2'] as const)
      expect(off(BASE_CONTENT, id)).toEqual({ ok: false, problem: 'question_decides' });
  });

  test('leaves every requirement two questions in the short form and four in the full one', () => {
    const without = done(off(BASE_CONTENT, 'T2'));
    expect(off(without, 'T5')).toEqual({ ok: false, problem: 'too_few_questions' });
    expect(off(without, 'T1')).toEqual({ ok: false, problem: 'too_few_questions' });
    const more = done(withAdded(without, question('N1')));
    expect(off(more, 'T5').ok).toBe(true);
    expect(withChangedAdded(done(off(more, 'T5')), 'N1', null)).toEqual({
      ok: false,
      problem: 'too_few_questions',
    });
    expect(off(done(off(more, 'T1')), 'T3')).toEqual({ ok: false, problem: 'too_few_questions' });
  });

  test('is on again when it is switched on', () => {
    const again = editedQuestion(done(off(BASE_CONTENT, 'T2')), 'T2', { isOff: false });
    expect(again).toEqual({ ok: true, content: BASE_CONTENT });
  });
});

describe('what a practice adds', () => {
  test('is four questions to a requirement at most', () => {
    let content = BASE_CONTENT;
    for (const id of ['N1', 'N2', 'N3', 'N4'] as const) content = done(withAdded(content, question(id)));
    expect(withAdded(content, question('N5'))).toEqual({ ok: false, problem: 'too_many_questions_added' });
    expect(withAdded(content, question('N5', 'R2')).ok).toBe(true);
  });

  test('says something in one language at least', () => {
    const silent = { ...question('N1'), text: { es: '' } };
    expect(withAdded(BASE_CONTENT, silent)).toEqual({ ok: false, problem: 'question_without_text' });
  });

  test('gets a number that nothing else ever had', () => {
    const published = done(withAdded(BASE_CONTENT, question('N7')));
    expect(nextAddedId([BASE_CONTENT])).toBe('N1');
    expect(nextAddedId([published, BASE_CONTENT])).toBe('N8');
  });

  test('is put in order within its requirement', () => {
    const content = [question('N1'), question('N2', 'R2'), question('N3')].reduce(
      (so, one) => done(withAdded(so, one)),
      BASE_CONTENT,
    );
    const ids = (one: EditionContent) =>
      editionOf(one)
        .steps[0]?.items.map(({ id }) => id)
        .slice(-2);
    expect(ids(done(withMovedAdded(content, 'N3', 'up')))).toEqual(['N3', 'N1']);
    expect(ids(done(withMovedAdded(content, 'N3', 'down')))).toEqual(['N1', 'N3']);
    expect(withMovedAdded(content, 'N9', 'up')).toEqual({ ok: false, problem: 'no_such_question' });
  });
});

test('words are kept as they were typed, whatever they look like', () => {
  const hostile = '<script>alert(1)</script> {name} ${x} "';
  const content = done(editedQuestion(BASE_CONTENT, 'T1', { isOff: false, text: { es: hostile } }));
  expect(content.wording.T1?.text?.es).toBe(hostile);
});

test('the differences between two contents are told one by one', () => {
  const before = done(withAdded(BASE_CONTENT, question('N1')));
  const edit = { isOff: true, text: { es: 'Otra' }, options: {} };
  const after = done(
    withChangedAdded(done(editedQuestion(before, 'T2', edit)), 'N1', {
      ...question('N1'),
      core: true,
      text: { es: 'Pregunta N1', en: 'Another' },
    }),
  );
  expect(differencesBetween(before, after)).toMatchObject([
    { kind: 'switched_off', item: 'T2' },
    { kind: 'reworded', item: 'T2', option: null, language: 'es', from: null, to: 'Otra' },
    { kind: 'changed', item: 'N1' },
    { kind: 'reworded', item: 'N1', language: 'en', from: 'Question N1', to: 'Another' },
  ]);
  expect(differencesBetween(BASE_CONTENT, before)).toMatchObject([{ kind: 'added', item: 'N1' }]);
  expect(differencesBetween(before, BASE_CONTENT)).toMatchObject([{ kind: 'removed', item: 'N1' }]);
});

test('what is worded in one language only is named', () => {
  const content = done(
    editedQuestion(done(withAdded(BASE_CONTENT, { ...question('N1'), text: { en: 'Yes?' } })), 'T4', {
      isOff: false,
      options: { b: { es: 'Otra cosa' } },
    }),
  );
  expect(missingLanguages(content)).toEqual([
    { item: 'T4', language: 'en' },
    { item: 'N1', language: 'es' },
  ]);
});

const step = fc.oneof(
  fc.record({
    edit: fc.constantFrom(...BASE_ITEM_IDS),
    isOff: fc.boolean(),
    es: fc.string({ maxLength: 9 }),
  }),
  fc.record({ add: fc.constantFrom(...REQUIREMENTS), core: fc.boolean() }),
  fc.record({ remove: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ move: fc.integer({ min: 1, max: 9 }), to: fc.constantFrom('up' as const, 'down' as const) }),
);
/** Any content that a practice can come to, however it tries. */
const anyContent = fc.array(step, { maxLength: 40 }).map((steps) =>
  steps.reduce((content: EditionContent, one) => {
    const edited =
      'edit' in one
        ? editedQuestion(content, one.edit, { isOff: one.isOff, text: { es: one.es } })
        : 'add' in one
          ? withAdded(content, question(nextAddedId([content]), one.add, one.core))
          : 'move' in one
            ? withMovedAdded(content, `N${one.move}`, one.to)
            : withChangedAdded(content, `N${one.remove}`, null);
    return edited.ok ? edited.content : content;
  }, BASE_CONTENT),
);

test('whatever a practice does, every requirement can be scored and every safeguard still speaks', () => {
  fc.assert(
    fc.property(anyContent, (content) => {
      const edition = editionOf(content);
      for (const form of ['short', 'full'] as const) {
        const needed = { short: 2, full: 3 }[form];
        const best = assess(everythingAt(4), { form, weights: recommended, edition });
        for (const { shown } of best.requirements)
          expect(Math.ceil(shown * 0.6)).toBeGreaterThanOrEqual(needed);
        expect(itemsOf(form, edition).filter(({ id }) => id.startsWith('N')).length).toBeLessThanOrEqual(
          EDITION_BOUNDS.added * REQUIREMENTS.length,
        );
        for (const facts of [{ F2: 'd' }, { A2: 'd' }, { A3: 'd' }, { S1: 'd' }] as const) {
          const ruledOut = assess(everythingAt(4, facts), { form, weights: recommended, edition });
          expect(ruledOut.flags.some(({ flag }) => flag.startsWith('X_'))).toBe(true);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('one way of writing is enough, and two contents differ where they are not the same', () => {
  fc.assert(
    fc.property(anyContent, anyContent, (one, other) => {
      expect(normalised(one)).toEqual(one);
      expect(differencesBetween(one, one)).toEqual([]);
      expect(differencesBetween(one, other).length === 0).toBe(isSameContent(one, other));
    }),
    { numRuns: 60 },
  );
});
