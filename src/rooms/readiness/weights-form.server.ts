/** The form in which a practice chooses its weights. */
import type { Locale } from '#kernel/text.ts';
import * as m from '#messages';
import { REQUIREMENTS, WEIGHT_PRESETS, WEIGHT_PRESET_NAMES } from './rules.ts';
import type { WeightPreset, Weights } from './rules.ts';
import { weightTyped } from './shares.ts';
import * as texts from './texts.server.ts';

/** What the operation is given, from what the form sent: a preset, or the seven numbers as they were typed. */
export function weightsInput(posted: FormData): Readonly<Record<string, unknown>> | undefined {
  const chosen = posted.get('preset');
  const preset = WEIGHT_PRESET_NAMES.find((name) => name === chosen);
  if (preset) return WEIGHT_PRESETS[preset];
  if (chosen !== 'own') return undefined;
  const typed = (name: string) => weightTyped(String(posted.get(`weights.${name}`) ?? ''));
  return Object.fromEntries(
    REQUIREMENTS.map((requirement) => [requirement, typed(requirement) ?? undefined]),
  );
}

/** What the form shows: the presets with what each requirement weighs, and the practice's own numbers. */
export function weightsView(
  { weights, preset }: { weights: Weights; preset: WeightPreset | null },
  locale: Locale,
) {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 });
  return {
    chosen: preset ?? 'own',
    chosenLabel: preset ? texts.presetTexts(preset, locale).label : m.readiness_weights_own({}, { locale }),
    requirements: REQUIREMENTS.map((requirement) => ({
      name: `weights.${requirement}`,
      label: texts.stepName(requirement, locale),
      value: number.format(weights[requirement]),
    })),
    presets: WEIGHT_PRESET_NAMES.map((name) => ({
      value: name,
      ...texts.presetTexts(name, locale),
      weights: REQUIREMENTS.map((requirement) => WEIGHT_PRESETS[name][requirement]),
    })),
    weights: REQUIREMENTS.map((requirement) => weights[requirement]),
  };
}
export type WeightsView = ReturnType<typeof weightsView>;
