import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WRITTEN_CASES } from './cases.fixtures.ts';
import { BASE_CONTENT, BASE_EDITION, editionOf } from './edition.ts';
import type { AddedItem, Edition } from './edition.ts';
import { anyAnswers, anyForm, anyWeights, everythingAt, leaningAnswers, recommended } from './factories.ts';
import { ITEMS } from './instrument.ts';
import { assess, itemsOf, parseAnswers, progressOf, smallestChanges, smallestSets } from './rules.ts';
import type { Answers, Form, Weights } from './rules.ts';
import * as texts from './texts.server.ts';

const read: AddedItem = {
  id: 'N1',
  requirement: 'R2',
  type: 'freq5',
  reverse: false,
  core: true,
  text: { es: 'Lees hasta el final lo que te escriben.' },
};
const interrupts: AddedItem = {
  id: 'N2',
  requirement: 'R7',
  type: 'freq5',
  reverse: true,
  core: false,
  text: { es: 'Interrumpes a quien habla.', en: 'You interrupt whoever is speaking.' },
};

/** All that the rules say of answers. */
const everythingSaid = (
  answers: Answers,
  given: { form: Form; weights: Weights; edition?: Edition },
): unknown => ({
  result: assess(answers, given),
  changes: smallestChanges(answers, given),
  together: smallestSets(answers, given),
  progress: progressOf(answers, given.form, given.edition),
});

describe('the base edition', () => {
  test('asks what the content asks', () => {
    expect(BASE_EDITION.items).toEqual(ITEMS);
    expect(editionOf(BASE_CONTENT)).toEqual(BASE_EDITION);
  });

  test('says of every written case what is said without an edition', () => {
    for (const { base, answers: facts, form = 'full' } of WRITTEN_CASES) {
      const answers = everythingAt(base === 'good' ? 3 : 4, facts);
      const given = { form, weights: recommended };
      expect(everythingSaid(answers, { ...given, edition: editionOf(BASE_CONTENT) })).toEqual(
        everythingSaid(answers, given),
      );
    }
  });
});

describe('a question that is switched off', () => {
  test('is asked by neither form', () => {
    const edition = editionOf({ ...BASE_CONTENT, off: ['T1'] });
    expect(itemsOf('short', edition).map(({ id }) => id)).not.toContain('T1');
    expect(itemsOf('full', edition)).toHaveLength(ITEMS.length - 1);
  });

  test('is judged as if it had never been asked', () => {
    const off = ['C4', 'D2', 'S4'] as const;
    const edition = editionOf({ ...BASE_CONTENT, off });
    fc.assert(
      fc.property(leaningAnswers(), anyForm, anyWeights, (answers, form, weights) => {
        const { C4: _, D2: __, S4: ___, ...without } = answers;
        const given = { form, weights, edition };
        expect(assess(answers, given)).toEqual(assess(without, given));
        expect(smallestChanges(answers, given)).toEqual(smallestChanges(without, given));
      }),
    );
  });

  test('counts nowhere, so that the score is the mean of the other answers', () => {
    const edition = editionOf({ ...BASE_CONTENT, off: ['T2'] });
    const answers = everythingAt(4, { T1: 0, T2: 0, T3: 4, T4: 'a', T5: 4 });
    const [technology] = assess(answers, { form: 'full', weights: recommended, edition }).requirements;
    expect(technology).toMatchObject({ score: 75, answered: 4, shown: 4 });
  });
});

describe('a question that a practice added', () => {
  const edition = editionOf({ ...BASE_CONTENT, added: [read, interrupts] });

  test('is asked after those of its requirement, in the forms it was meant for', () => {
    expect(edition.steps[1]?.items.at(-1)?.id).toBe('N1');
    expect(itemsOf('short', edition).map(({ id }) => id)).toContain('N1');
    expect(itemsOf('short', edition).map(({ id }) => id)).not.toContain('N2');
  });

  test('counts as any question of its requirement, the other way round where it is reversed', () => {
    const answers = everythingAt(4, { N1: 0, N2: 4 });
    const { requirements } = assess(answers, { form: 'full', weights: recommended, edition });
    expect(requirements[1]).toMatchObject({ answered: 7, shown: 7, score: (100 * 6) / 7 });
    expect(requirements[6]).toMatchObject({ answered: 7, shown: 7, score: (100 * 6) / 7 });
  });

  test('raises no flag, and an answer to it that cannot be is reported', () => {
    const flags = assess(everythingAt(4, { N1: 0, N2: 4 }), { form: 'full', weights: recommended, edition });
    expect(flags.flags).toEqual([]);
    expect(parseAnswers({ N1: '3', N2: 'a', N9: 2 }, edition)).toEqual({
      answers: { N1: 3 },
      invalid: [{ item: 'N2', given: 'a' }],
    });
  });

  test('is no question of the base', () => {
    expect(parseAnswers({ N1: 3 })).toEqual({ answers: {}, invalid: [] });
  });

  test('is asked in the language that it was written in where the other is left out', () => {
    expect(texts.itemText('N1', 'en', edition)).toBe(read.text.es);
    expect(texts.itemText('N2', 'en', edition)).toBe(interrupts.text.en);
    expect(texts.answerText('N1', 4, 'en', edition)).toBe('Always');
  });
});

test('a practice’s words stand for the base’s, language by language and option by option', () => {
  const edition = editionOf({
    ...BASE_CONTENT,
    wording: { T4: { text: { es: '¿Qué harías?' }, options: { a: { en: 'An account of their own.' } } } },
  });
  expect(texts.itemText('T4', 'es', edition)).toBe('¿Qué harías?');
  expect(texts.itemText('T4', 'en', edition)).toBe(texts.itemText('T4', 'en'));
  expect(texts.answerText('T4', 'a', 'en', edition)).toBe('An account of their own.');
  expect(texts.answerText('T4', 'b', 'en', edition)).toBe(texts.answerText('T4', 'b', 'en'));
});

test('the order in which a practice made its changes is nothing to the judgement', () => {
  const content = { ...BASE_CONTENT, off: ['T1', 'C3'] as const, added: [read, interrupts] };
  const other = { ...content, off: ['C3', 'T1'] as const, added: [interrupts, read] };
  fc.assert(
    fc.property(
      anyAnswers(),
      fc.constantFrom<Answers>({}, { N1: 0 }, { N1: 4, N2: 4 }),
      anyForm,
      anyWeights,
      (answers, more, form, weights) => {
        const [one, another] = [content, other].map((changes) =>
          everythingSaid({ ...answers, ...more }, { form, weights, edition: editionOf(changes) }),
        );
        expect(one).toEqual(another);
      },
    ),
    { numRuns: 30 },
  );
});
