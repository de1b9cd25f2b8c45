import { describe, expect, test } from 'vitest';
import { WRITTEN_CASES } from './cases.fixtures.ts';
import type { Expected, WrittenCase } from './cases.fixtures.ts';
import { everythingAt } from './factories.ts';
import { FLAGS } from './instrument.ts';
import { assess } from './rules.ts';
import * as texts from './texts.server.ts';
import { whyViews } from './views.server.ts';
import { WEIGHT_PRESETS } from './weights.ts';
import type { WeightPreset } from './weights.ts';

const resultOf = (written: WrittenCase, preset: WeightPreset) =>
  assess(everythingAt(written.base === 'good' ? 3 : 4, written.answers), {
    form: written.form ?? 'full',
    weights: WEIGHT_PRESETS[preset],
  });
const expectedIn = ({ expected, withOther = {} }: WrittenCase) =>
  Object.entries({ recommended: expected, ...withOther }) as [WeightPreset, Expected][]; // its keys and no others

const LABELS = {
  es: {
    ready: 'Todo listo para empezar',
    prepare: 'Casi listo: con un plan de preparación',
    employee: 'Te conviene más una persona contratada a distancia',
    not_now: 'La asistencia virtual no es la solución ahora',
    insufficient: 'Faltan respuestas',
  },
  en: {
    ready: 'Ready to start',
    prepare: 'Ready with a preparation plan',
    employee: 'An employed remote worker fits better',
    not_now: 'Virtual assistance is not the solution now',
    insufficient: 'Some answers are missing',
  },
} as const;

describe.each(['es', 'en'] as const)('in %s', (locale) => {
  test.each(WRITTEN_CASES.map((written) => [written[locale], written] as const))('%s', (_, written) => {
    for (const [preset, [verdict, rule, closeness]] of expectedIn(written)) {
      const result = resultOf(written, preset);
      expect([preset, result.verdict, result.rule, result.isBorderline]).toEqual([
        preset,
        verdict,
        rule,
        closeness === 'borderline',
      ]);
      expect(texts.verdictTexts(result.verdict, locale).label).toBe(LABELS[locale][verdict]);
      // What the recommended weights would say goes with any other.
      if (preset !== 'recommended') {
        expect([result.recommended?.verdict, result.recommended?.rule]).toEqual(written.expected.slice(0, 2));
      }
      expect(result.flags.map(({ flag }) => flag)).toEqual(written.flags);
    }
  });
});

test.each(['es', 'en'] as const)(
  'where other weights give another verdict, that of the recommended ones and its reasons stand beside it, in %s',
  (locale) => {
    for (const written of WRITTEN_CASES) {
      for (const [preset, [verdict]] of expectedIn(written)) {
        const { recommended } = whyViews(resultOf(written, preset), locale);
        const [recommendedVerdict] = written.expected;
        if (verdict === recommendedVerdict) expect(recommended).toEqual([]);
        else {
          expect(recommended[0]).toContain(LABELS[locale][recommendedVerdict]);
          expect(recommended.length).toBeGreaterThan(2);
        }
      }
    }
  },
);

test('there are at least 40 people, each told apart, and among them every rule, flag, form and closeness', () => {
  expect(WRITTEN_CASES.length).toBeGreaterThanOrEqual(40);
  for (const locale of ['es', 'en'] as const) {
    expect(new Set(WRITTEN_CASES.map((written) => written[locale])).size).toBe(WRITTEN_CASES.length);
  }
  const expected = WRITTEN_CASES.flatMap((written) => expectedIn(written).map(([, outcome]) => outcome));
  expect(new Set(expected.map(([, rule]) => rule))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
  expect(new Set(WRITTEN_CASES.flatMap(({ flags }) => flags))).toEqual(new Set(FLAGS));
  expect(new Set(WRITTEN_CASES.map(({ form }) => form ?? 'full'))).toEqual(new Set(['full', 'short']));
  const close = expected.filter(([, , closeness]) => closeness === 'borderline').map(([, rule]) => rule);
  expect(new Set(close)).toEqual(new Set([8, 9, 10]));
});
