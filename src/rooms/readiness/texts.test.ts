import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyAnswers, anyForm, anyWeights, everythingAt, leaningAnswers, recommended } from './factories.ts';
import { FLAGS, ITEMS, REQUIREMENTS, STEPS } from './instrument.ts';
import { PLANS } from './plans.ts';
import type { PlanId } from './plans.ts';
import { assess, smallestChanges, smallestSets } from './rules.ts';
import * as texts from './texts.server.ts';
import { WEIGHT_PRESETS } from './weights.ts';
import type { WeightPreset } from './weights.ts';

const locales = ['es', 'en'] as const;

describe.each(locales)('in %s', (locale) => {
  test('every question has its text and a text for every answer', () => {
    for (const item of ITEMS) {
      expect(texts.itemText(item.id, locale)).not.toBe('');
      const choices = texts.answerChoices(item, locale);
      expect(choices.length).toBeGreaterThanOrEqual(5);
      expect(new Set(choices.map(({ text }) => text)).size).toBe(choices.length);
    }
  });

  test('every step, flag, rule, band, aspect, set of weights and plan has its texts', () => {
    const said = [
      ...STEPS.map(({ id }) => texts.stepName(id, locale)),
      ...REQUIREMENTS.map((id) => texts.requirementWhy(id, locale)),
      ...FLAGS.map((flag) => texts.flagText(flag, locale)),
      ...([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const).map((rule) => texts.ruleReason(rule, locale)),
      ...(['strong', 'developing', 'weak', 'insufficient'] as const).map((band) =>
        texts.bandName(band, locale),
      ),
      ...(['client', 'activity', 'situation'] as const).map((aspect) => texts.aspectName(aspect, locale)),
      ...(Object.keys(WEIGHT_PRESETS) as WeightPreset[]).flatMap((preset) =>
        Object.values(texts.presetTexts(preset, locale)),
      ),
      ...(Object.keys(PLANS) as PlanId[]).flatMap((plan) => {
        const { name, goal, steps, exit } = texts.planTexts(plan, locale);
        return [name, goal, ...steps, exit];
      }),
    ];
    expect(said.every((text) => text.length > 0)).toBe(true);
    expect(texts.planTexts('R6', locale).stopRule).not.toBeNull();
    expect(texts.planTexts('R1', locale).ifWeightZero).not.toBeNull();
  });

  test('whatever an assessment says can be put into words', () => {
    fc.assert(
      fc.property(fc.oneof(anyAnswers(), leaningAnswers()), anyForm, anyWeights, (answers, form, weights) => {
        const result = assess(answers, { form, weights });
        const said = [
          ...Object.values(texts.verdictTexts(result.verdict, locale)),
          ...result.causes.map((cause) => texts.causeText(cause, locale)),
          ...result.extras.map((extra) => texts.extraText(extra, locale)),
          ...result.alternatives.map((alternative) => texts.alternativeText(alternative, locale)),
          ...smallestChanges(answers, { form, weights }).map((change) => texts.changeText(change, locale)),
          ...(smallestSets(answers, { form, weights })?.sets ?? []).flatMap((set, at) => {
            const { lead, answers: others } = texts.changeSetTexts(set, at > 0, locale);
            return [lead, ...others];
          }),
        ];
        for (const text of said) expect(text).not.toMatch(/undefined|\{|^$/);
      }),
    );
  });
});

test('a score just under a limit does not read as the limit', () => {
  expect(texts.numberText(69.99, 'es')).toBe('69,9');
  expect(texts.numberText(70, 'en')).toBe('70');
});

test('a change is one sentence that can be checked', () => {
  const [change] = smallestChanges(everythingAt(4, { S4: 'c' }), { form: 'full', weights: recommended });
  expect(change && texts.changeText(change, 'es')).toBe(
    '¿Quién decide las prioridades de tu asistente? Si la respuesta fuera «Dos, con un reparto claro» en lugar de «Varias, sin reparto claro», el resultado sería: Todo listo para empezar.',
  );
});

test('answers that go together are counted and named one by one', () => {
  const answers = everythingAt(4, { S1: 'd', F2: 'd' });
  const [set] = smallestSets(answers, { form: 'full', weights: recommended })?.sets ?? [];
  expect(set && texts.changeSetTexts(set, false, 'es')).toEqual({
    lead: 'Si estas 2 respuestas fueran otras, el resultado sería: Casi listo: con un plan de preparación.',
    answers: [
      'Un profesional nuevo va a necesitar información delicada de tu negocio. Tú… «Confío y doy acceso sin comprobar nada» en lugar de «No daría acceso a nadie, aunque lo compruebe».',
      '¿Puedes sostener este gasto al menos tres meses? «No lo sé» en lugar de «No».',
    ],
  });
});
