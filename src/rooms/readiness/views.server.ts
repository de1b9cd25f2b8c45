/** What pages show of an assessment, in the reader's language: texts are made here, so that pages carry no rules. */
import type { z } from 'zod';
import * as m from '#messages';
import type {
  Answers,
  Assessment,
  Band,
  Edition,
  EditionContent,
  Form,
  PlanId,
  RequirementId,
  Score,
  StepId,
  Verdict,
  Weights,
} from './rules.ts';
import {
  BASE_EDITION,
  PLANS,
  REQUIREMENTS,
  STEPS,
  WEIGHT_PRESETS,
  assess,
  editionOf,
  itemsOf,
  presetOf,
  sharesOf,
  smallestChanges,
  smallestSets,
  stepsOf,
} from './rules.ts';
import { activitiesSummary, activityViews } from './activities-view.server.ts';
import { weightsOfCopy } from './sharing.ts';
import { isBaseContent } from './edition-rules.ts';
import { bandOf } from './scoring.ts';
import type { getResult } from './operations.server.ts';
import type { listShared } from './sharing.operations.server.ts';
import * as texts from './texts.server.ts';
import type { Locale } from './texts.server.ts';

/** How many questions each form asks. */
export const questionCounts = (edition = BASE_EDITION) => ({
  short: itemsOf('short', edition).length,
  full: itemsOf('full', edition).length,
});

/** What is asked in a test: the practice's edition, or the base without one. */
export const editionOfTaken = (taken: { content: EditionContent } | null): Edition =>
  taken ? editionOf(taken.content) : BASE_EDITION;

/** A step of the form as a page asks it. `number` from 1. */
export function stepView(
  number: number,
  form: Form,
  answers: Answers,
  locale: Locale,
  edition = BASE_EDITION,
) {
  const step = stepsOf(form, edition)[number - 1];
  if (!step) return null;
  return {
    number,
    steps: STEPS.length,
    id: step.id,
    name: texts.stepName(step.id, locale),
    why: isRequirement(step.id) ? texts.requirementWhy(step.id, locale) : null,
    items: step.items.map((item) => ({
      id: item.id,
      text: texts.itemText(item.id, locale, edition),
      isScale: item.type !== 'choice',
      choices: texts.answerChoices(item, locale, edition).map(({ value, text }) => ({ value, label: text })),
      answer: answers[item.id] === undefined ? null : String(answers[item.id]),
    })),
  };
}
export type StepView = NonNullable<ReturnType<typeof stepView>>;

/** The number in the address of a step, from 1. */
export function stepNumber(step: StepId): number {
  return STEPS.findIndex(({ id }) => id === step) + 1;
}

/** The public guide that helps with a requirement; with the activity and the situation, the one that asks whether it is for me. */
export function guideFor(step: StepId | PlanId): string {
  const requirement = STEPS.find(({ id }) => id === step && isRequirement(id));
  return `/guides/${requirement?.slug ?? 'is-it-for-me'}`;
}

const isRequirement = (step: StepId): step is RequirementId => step !== 'activity' && step !== 'situation';

type Tone = 'leaf' | 'caution' | 'info' | 'clay' | 'neutral';
const TONES: Record<Verdict, Tone> = {
  ready: 'leaf',
  prepare: 'caution',
  employee: 'info',
  not_now: 'clay',
  insufficient: 'neutral',
};
const BAND_TONES = {
  strong: 'leaf',
  developing: 'caution',
  weak: 'danger',
  insufficient: 'neutral',
} as const;

/** A requirement by the name under which people meet it. */
export const requirementName = (requirement: RequirementId, locale: Locale): string =>
  texts.stepName(requirement, locale);

/** The band of a score in words, and the tone in which it is shown; null where too little was answered. */
export function bandView(score: number | null, locale: Locale) {
  const band = bandOf(score ?? 'insufficient');
  return { band: texts.bandName(band, locale), tone: BAND_TONES[band] };
}

export function verdictView(
  { verdict, isBorderline }: Pick<Assessment, 'verdict' | 'isBorderline'>,
  locale: Locale,
) {
  return {
    ...texts.verdictTexts(verdict, locale),
    tone: TONES[verdict],
    isReady: verdict === 'ready',
    isInsufficient: verdict === 'insufficient',
    borderline: isBorderline
      ? {
          label: m.readiness_borderline_label({}, { locale }),
          text: m.readiness_borderline_text({}, { locale }),
        }
      : null,
  };
}
export type VerdictView = ReturnType<typeof verdictView>;

type Scored = { requirement: RequirementId; weight: number; score: Score; band: Band };

/** The rows of the picture of scores. Scores are cut to whole numbers, so that none reads as a limit not met. */
export function scoreRows(scored: readonly Scored[], locale: Locale, linkTo = '') {
  const bandOrUncounted = (band: Band, weight: number) => {
    const name = texts.bandName(band, locale);
    return weight > 0 ? name : m.readiness_weighs_nothing({ band: name }, { locale });
  };
  return scored.map(({ requirement, weight, score, band }) => ({
    id: requirement,
    name: texts.stepName(requirement, locale),
    score: score === 'insufficient' ? null : Math.floor(score),
    band: bandOrUncounted(band, weight),
    tone: BAND_TONES[band],
    ...(linkTo ? { href: `#${linkTo}${requirement}` } : {}),
  }));
}

function aspectRows(aspects: Assessment['aspects'], locale: Locale) {
  return (['client', 'activity', 'situation'] as const).map((aspect) => {
    const score = aspects[aspect];
    const band = bandOf(score);
    return {
      id: aspect,
      name: texts.aspectName(aspect, locale),
      score: score === 'insufficient' ? null : Math.floor(score),
      band: texts.bandName(band, locale),
      tone: BAND_TONES[band],
    };
  });
}

function reasonViews({ requirements }: Pick<Assessment, 'requirements'>, locale: Locale, edition: Edition) {
  return requirements.map(({ requirement, score, band, explanations }) => ({
    id: requirement,
    name: texts.stepName(requirement, locale),
    guide: guideFor(requirement),
    score: score === 'insufficient' ? null : texts.numberText(score, locale),
    band: texts.bandName(band, locale),
    answers: explanations.map(({ item, answer, effect }) => ({
      question: texts.itemText(item, locale, edition),
      answer: texts.answerText(item, answer, locale, edition),
      raised: effect === 'raised',
    })),
  }));
}
export type ReasonView = ReturnType<typeof reasonViews>[number];

type Planned = Pick<Assessment['plans'][number], 'plan' | 'isOptional'>;

export function planViews(plans: readonly Planned[], locale: Locale) {
  return plans.map(({ plan, isOptional }) => {
    const { ifWeightZero, ...words } = texts.planTexts(plan, locale);
    const { weeks, clientHours } = PLANS[plan];
    return {
      id: plan,
      ...words,
      weeks,
      clientHours,
      optionalNote: isOptional ? ifWeightZero : null,
      guide: guideFor(plan),
    };
  });
}
export type PlanView = ReturnType<typeof planViews>[number];

/** Why the verdict: what the deciding rule asks and which facts met it; then what else was noticed. */
export function whyViews(result: Assessment, locale: Locale, edition = BASE_EDITION) {
  const named = result.causes.flatMap((cause) => (cause.kind === 'flag' ? [cause.flag] : []));
  return {
    rule: texts.ruleReason(result.rule, locale),
    causes: result.causes.map((cause) => texts.causeText(cause, locale, edition)),
    // What the causes say already is not said twice.
    notices: result.flags
      .filter(({ flag }) => !named.includes(flag))
      .map(({ flag }) => texts.flagText(flag, locale)),
    extras: result.extras.map((extra) => texts.extraText(extra, locale)),
    alternatives: result.alternatives.map((alternative) => texts.alternativeText(alternative, locale)),
    recommended: recommendedViews(result, locale, edition),
  };
}

/** The verdict that the recommended weights would give, with its reasons, where it is another one. */
function recommendedViews(
  { verdict, recommended }: Assessment,
  locale: Locale,
  edition: Edition,
): readonly string[] {
  if (!recommended || recommended.verdict === verdict) return [];
  const { label } = texts.verdictTexts(recommended.verdict, locale);
  return [
    m.readiness_recommended_says({ verdict: label }, { locale }),
    texts.ruleReason(recommended.rule, locale),
    ...recommended.causes.map((cause) => texts.causeText(cause, locale, edition)),
  ];
}

export type WhyView = ReturnType<typeof whyViews>;

/** Where answers are missing, by step: only for a result that lacks some. */
function missingViews(result: Assessment, locale: Locale) {
  const steps = result.causes.flatMap((cause): StepId[] => {
    if (cause.kind === 'insufficient') return [cause.requirement];
    if (cause.kind !== 'unanswered') return [];
    return STEPS.filter(({ items }) => items.some(({ id }) => id === cause.item)).map(({ id }) => id);
  });
  return [...new Set(steps)].map((step) => ({
    number: stepNumber(step),
    name: texts.stepName(step, locale),
  }));
}

type Changes = Pick<Result, 'changes' | 'together'>;

/**
 * What would change the verdict, in parts: what improves it, then what only alters it. What worsens it is said where
 * nothing better can be.
 */
function changeViews(
  { changes, together }: Changes,
  { verdict }: Assessment,
  locale: Locale,
  edition = BASE_EDITION,
) {
  const lines = changes.map((change) => texts.changeText(change, locale, edition));
  const effect = changes[0]?.effect ?? null;
  const part = (lead: string, more: { lines?: string[]; sets?: ReturnType<typeof setViews> } = {}) => ({
    lead,
    lines: more.lines ?? [],
    sets: more.sets ?? [],
  });
  if (effect === 'improves') return [part(m.readiness_changes_improves({}, { locale }), { lines })];
  if (verdict === 'ready') return [part(m.readiness_changes_worsens_ready({}, { locale }), { lines })];
  if (!together) return [part(m.readiness_change_none({}, { locale }))];
  const hasSets = together.sets.length > 0;
  const count = texts.numberText(together.fewest, locale);
  const first = hasSets
    ? part(m.readiness_changes_together({}, { locale }), { sets: setViews(together.sets, locale, edition) })
    : part(m.readiness_changes_many({ count }, { locale }));
  if (effect === 'alters') return [first, part(m.readiness_changes_alone_alters({}, { locale }), { lines })];
  if (effect === null || hasSets) return [first];
  return [first, part(m.readiness_changes_alone_worsens({}, { locale }), { lines })];
}
export type ChangesView = ReturnType<typeof changeViews>;

function setViews(sets: NonNullable<Result['together']>['sets'], locale: Locale, edition: Edition) {
  return sets.map((set, at) => texts.changeSetTexts(set, at > 0, locale, edition));
}

type Result = z.output<(typeof getResult)['output']>;

/** A result as its page shows it to whoever gave the answers. */
export function resultView(found: Result, locale: Locale) {
  const { result, changes, together, finishedAt, isKept, isOwn, shownSince, practiceEdition } = found;
  const edition = editionOfTaken(practiceEdition);
  return {
    activities: activitiesPart(found.activities, locale),
    testOf:
      practiceEdition && m.readiness_edition_test_of({ practice: practiceEdition.practice }, { locale }),
    wordedBy: wordedBy(practiceEdition, locale),
    weighedBy: practiceEdition && weighedByText(practiceEdition.weights, locale),
    verdict: verdictView(result, locale),
    why: whyViews(result, locale, edition),
    missing: missingViews(result, locale),
    changes: changeViews({ changes, together }, result, locale, edition),
    index: result.index === 'insufficient' ? null : texts.numberText(result.index, locale),
    scores: scoreRows(result.requirements, locale, 'reasons-'),
    aspects: aspectRows(result.aspects, locale),
    reasons: reasonViews(result, locale, edition),
    plans: planViews(result.plans, locale),
    form: result.form,
    finishedAt,
    isKept,
    isOwn,
    shownSince,
  };
}
function activitiesPart(picked: Result['activities'] | null, locale: Locale) {
  const activities = activityViews(picked, locale);
  return activities && { activities, summary: activitiesSummary(activities, locale) };
}
export type ResultView = ReturnType<typeof resultView>;

type Shared = z.output<(typeof listShared)['output']>['assessments'][number];

/** A shared copy as the engagement's page shows it; reasons and answers only where they were shared. */
export function sharedView(shared: Shared, locale: Locale) {
  const { result, answers, form, practiceEdition } = shared;
  const weights = weightsOfCopy(result);
  const edition = editionOfTaken(practiceEdition);
  const weighed = { form, weights, edition };
  const whole = answers && assess(answers, weighed);
  return {
    shared: shared.shared,
    by: shared.by.name,
    isOwn: shared.isOwn,
    at: shared.at,
    finishedAt: shared.finishedAt,
    what: shared.what,
    verdict: verdictView(result, locale),
    wordedBy: wordedBy(practiceEdition, locale),
    weighedBy: weighedByText(weights, locale),
    recommended: otherVerdictView(result, weights, locale),
    scores: scoreRows(result.requirements, locale),
    plans: planViews(result.plans, locale),
    why: whole && whyViews(whole, locale, edition),
    changes: whole && changeViews(changesOf(answers, weighed), whole, locale, edition),
    activities: answers && activitiesPart(shared.activities, locale),
    answers: answers && answersView(form, answers, locale, edition),
  };
}

const weighedByText = (weights: Weights, locale: Locale) =>
  m.readiness_weighed_by({ weights: weightsText(weights, locale) }, { locale });

/** Whose words the questions are, where they are not the recommended ones. */
function wordedBy(
  taken: { practice: string | null; content: EditionContent } | null,
  locale: Locale,
): string | null {
  if (!taken || isBaseContent(taken.content)) return null;
  return taken.practice === null
    ? m.readiness_edition_of_another({}, { locale })
    : m.readiness_edition_of({ practice: taken.practice }, { locale });
}

/** The name of a preset; of weights of a practice's own, what each requirement counts out of 100. */
function weightsText(weights: Weights, locale: Locale): string {
  const preset = presetOf(weights);
  if (preset) return texts.presetTexts(preset, locale).label;
  const shares = sharesOf(weights);
  return REQUIREMENTS.map(
    (requirement) => `${texts.stepName(requirement, locale)} ${texts.shareText(shares[requirement], locale)}`,
  ).join(' · ');
}

/** The verdict that the recommended weights would give, where it is another one, and what weighs differently. */
function otherVerdictView(
  { verdict, recommended }: Pick<Shared['result'], 'verdict' | 'recommended'>,
  weights: Weights,
  locale: Locale,
) {
  if (!recommended || recommended.verdict === verdict) return null;
  const { label } = texts.verdictTexts(recommended.verdict, locale);
  return {
    says: m.readiness_recommended_differs({ verdict: label }, { locale }),
    weights: heaviestDifferences(weights).map(({ requirement, here, recommended }) =>
      m.readiness_recommended_weight(
        {
          requirement: texts.stepName(requirement, locale),
          here: texts.shareText(here, locale),
          recommended: texts.shareText(recommended, locale),
        },
        { locale },
      ),
    ),
  };
}

/** The three requirements at most whose weight differs most from the recommended one, out of 100. */
function heaviestDifferences(weights: Weights) {
  const [shares, others] = [sharesOf(weights), sharesOf(WEIGHT_PRESETS.recommended)];
  const distance = (requirement: RequirementId) => Math.abs(shares[requirement] - others[requirement]);
  return REQUIREMENTS.filter((requirement) => distance(requirement) >= 1)
    .toSorted((one, other) => distance(other) - distance(one))
    .slice(0, 3)
    .map((requirement) => ({
      requirement,
      here: shares[requirement],
      recommended: others[requirement],
    }));
}

const changesOf = (...given: Parameters<typeof smallestSets>): Changes => ({
  changes: smallestChanges(...given),
  together: smallestSets(...given),
});

export type SharedView = ReturnType<typeof sharedView>;

/** What would help somebody more than an assistant, where their answers say so, and what the plans would prepare. */
export function insteadFor(
  { result, answers, form, practiceEdition }: Pick<Shared, 'result' | 'answers' | 'form' | 'practiceEdition'>,
  locale: Locale,
): { instead: readonly string[]; prepare: readonly string[] } {
  const weights = weightsOfCopy(result);
  const edition = editionOfTaken(practiceEdition);
  const whole = answers && assess(answers, { form, weights, edition });
  return {
    instead: whole ? whole.alternatives.map((alternative) => texts.alternativeText(alternative, locale)) : [],
    prepare: result.plans
      .filter(({ isOptional }) => !isOptional)
      .map(({ plan }) => texts.planTexts(plan, locale).goal),
  };
}

function answersView(form: Form, answers: Answers, locale: Locale, edition = BASE_EDITION) {
  return stepsOf(form, edition).map(({ id, items }) => ({
    id,
    name: texts.stepName(id, locale),
    items: items.flatMap((item) => {
      const answer = answers[item.id];
      if (answer === undefined) return [];
      return [
        {
          id: item.id,
          question: texts.itemText(item.id, locale, edition),
          answer: texts.answerText(item.id, answer, locale, edition),
        },
      ];
    }),
  }));
}

/** A verdict in a word or two: "Todo listo para empezar". */
export const verdictLabel = (verdict: Verdict, locale: Locale): string =>
  texts.verdictTexts(verdict, locale).label;

/** What somebody may share: the newest finished assessment at hand. */
export function offerView({ finishedAt, verdict }: { finishedAt: string; verdict: Verdict }, locale: Locale) {
  return { finishedAt, verdict: texts.verdictTexts(verdict, locale).label };
}
export type OfferView = ReturnType<typeof offerView>;
