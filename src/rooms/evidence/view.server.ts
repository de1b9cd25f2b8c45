/** The evidence in sentences and numbers, as its page shows it. */
import type { Locale } from '#kernel/text.ts';
import * as m from '#messages';
import { endingReasonNames } from '#rooms/engagements/index.server.ts';
import { REQUIREMENTS, sharesOf, type RequirementId, type Weights } from '#rooms/readiness/index.ts';
import { requirementName } from '#rooms/readiness/index.server.ts';
import type { z } from 'zod';
import type { getEvidence } from './evidence.operations.server.ts';
import { findingOf, type Finding, type Outcome } from './evidence.ts';

type Found = z.output<typeof getEvidence.output>;
type OfRequirement = Found['requirements'][number];
type Figure = OfRequirement['figures'][number];

/** A line of an interval plot: from −1 to 1, with all of it in words. */
export type PlotRow = {
  id: string;
  label: string;
  plotted: { value: number; low: number; high: number; finding: Finding } | null;
  words: string;
  href?: string;
};

const outcomeNames: Record<Outcome, Message> = {
  length: m.evidence_outcome_length,
  renewed: m.evidence_outcome_renewed,
  clientSatisfied: m.evidence_outcome_client_satisfied,
  practiceSatisfied: m.evidence_outcome_practice_satisfied,
  acceptedFirst: m.evidence_outcome_accepted_first,
  urgent: m.evidence_outcome_urgent,
  endedEarly: m.evidence_outcome_ended_early,
};
type Message = (inputs: Record<string, never>, options: { locale: Locale }) => string;

const findings: Record<Finding, Message> = {
  with: m.evidence_finding_with,
  against: m.evidence_finding_against,
  irrelevant: m.evidence_finding_irrelevant,
  unclear: m.evidence_finding_unclear,
};

const overallTexts = {
  with: m.evidence_overall_with,
  against: m.evidence_overall_against,
  irrelevant: m.evidence_overall_irrelevant,
  unclear: m.evidence_overall_unclear,
} satisfies Record<Finding, unknown>;

const reasonNames: Record<string, Message> = endingReasonNames;

export function evidenceView(found: Found, present: Weights, locale: Locale) {
  const say = sayIn(locale);
  return {
    isEmpty: found.cases < found.fewestCases,
    counts: found,
    overview: found.requirements.map((one) => overviewRow(one, say)),
    requirements: found.requirements.map((one) => requirementView(one, say)),
    offer: found.offer && offerView(found.offer, present, say),
    isSharing: found.sharingSince !== null,
    pooled: pooledView(found.pooled, say),
  };
}
export type EvidenceView = ReturnType<typeof evidenceView>;

type Say = ReturnType<typeof sayIn>;

/** How numbers are written in a language. */
function sayIn(locale: Locale) {
  const signed = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const options = { locale };
  return {
    options,
    correlation: (value: number) => signed.format(value).replace('-', '−'),
    tenths: (value: number) => tenths.format(value),
    list: (names: readonly string[]) => names.join(' · '),
    /** An outcome in its unit: months, steps out of five, or out of a hundred. */
    outcome(outcome: Outcome, value: number): string {
      if (outcome === 'length')
        return m.evidence_months({ months: tenths.format(value / daysAMonth) }, options);
      if (outcome === 'clientSatisfied' || outcome === 'practiceSatisfied')
        return m.evidence_of_five({ steps: tenths.format(value) }, options);
      return percent.format(value);
    },
    name: (requirement: RequirementId) => requirementName(requirement, locale),
    outcomeName: (outcome: Outcome) => outcomeNames[outcome]({}, options),
  };
}

const daysAMonth = 30.44;

/** "0.34, between 0.10 and 0.55": a correlation with its interval, and what it lets one say. */
function correlationWords(
  { value, interval }: { value: number; interval: { low: number; high: number } },
  cases: number,
  say: Say,
): string {
  const numbers = {
    value: say.correlation(value),
    low: say.correlation(interval.low),
    high: say.correlation(interval.high),
    cases: String(cases),
  };
  return m.evidence_interval(numbers, say.options);
}

function overviewRow({ requirement, cases, overall }: OfRequirement, say: Say): PlotRow {
  const label = say.name(requirement);
  const href = `#${requirement}`;
  if (!overall)
    return { id: requirement, label, href, plotted: null, words: m.evidence_too_few({ cases }, say.options) };
  const finding = findingOf(overall);
  return {
    ...{ id: requirement, label, href },
    plotted: { value: overall.value, ...overall.interval, finding },
    words: `${findings[finding]({}, say.options)} · ${correlationWords(overall, cases, say)}`,
  };
}

function requirementView({ requirement, cases, overall, figures, reasons }: OfRequirement, say: Say) {
  const name = say.name(requirement);
  const told = figures.filter(({ found }) => found && findingOf(found.correlation) !== 'unclear');
  const untold = figures.filter(({ found }) => !found || findingOf(found.correlation) === 'unclear');
  return {
    id: requirement,
    name,
    says: overall
      ? overallTexts[findingOf(overall)]({ cases }, say.options)
      : m.evidence_too_few({ cases }, say.options),
    plot: figures.map((figure) => figureRow(figure, say)),
    told: told.map((figure) => sentenceOf(figure, say)),
    untold: untoldOf(untold, say),
    sides: figures.flatMap(({ outcome, found }) =>
      found
        ? [
            {
              outcome,
              label: say.outcomeName(outcome),
              above: m.evidence_side(
                { value: say.outcome(outcome, found.above.value), cases: found.above.cases },
                say.options,
              ),
              below: m.evidence_side(
                { value: say.outcome(outcome, found.below.value), cases: found.below.cases },
                say.options,
              ),
              difference: differenceWords(outcome, found.difference, say),
            },
          ]
        : [],
    ),
    reasons: reasons.map(({ reason, above, below }) => ({
      label: reasonNames[reason]?.({}, say.options) ?? reason,
      above,
      below,
    })),
  };
}

function figureRow({ outcome, cases, found }: Figure, say: Say): PlotRow {
  const label = say.outcomeName(outcome);
  if (!found) return { id: outcome, label, plotted: null, words: m.evidence_too_few({ cases }, say.options) };
  const finding = findingOf(found.correlation);
  return {
    ...{ id: outcome, label },
    plotted: { value: found.correlation.value, ...found.correlation.interval, finding },
    words: correlationWords(found.correlation, cases, say),
  };
}

/** What is found of an outcome: those above the middle, beside those below. */
function sentenceOf({ outcome, cases, found }: Figure, say: Say): string {
  const [above, below] = [found?.above.value ?? 0, found?.below.value ?? 0];
  const words = {
    outcome: say.outcomeName(outcome),
    above: say.outcome(outcome, above),
    below: say.outcome(outcome, below),
    cases,
  };
  const isIrrelevant = found && findingOf(found.correlation) === 'irrelevant';
  return (isIrrelevant ? m.evidence_says_irrelevant : m.evidence_says)(words, say.options);
}

/** Of which outcomes nothing can be concluded, by why: chance may explain it, or there is too little. */
function untoldOf(figures: readonly Figure[], say: Say): string[] {
  const named = (some: readonly Figure[]) => say.list(some.map(({ outcome }) => say.outcomeName(outcome)));
  const byChance = figures.filter(({ found }) => found);
  const few = figures.filter(({ found }) => !found);
  return [
    ...(byChance.length > 0 ? [m.evidence_untold_chance({ outcomes: named(byChance) }, say.options)] : []),
    ...(few.length > 0 ? [m.evidence_untold_few({ outcomes: named(few) }, say.options)] : []),
  ];
}

function differenceWords(
  outcome: Outcome,
  { value, interval }: { value: number; interval: { low: number; high: number } },
  say: Say,
): string {
  const [difference, low, high] = [value, interval.low, interval.high].map((one) =>
    say.outcome(outcome, one).replace('-', '−'),
  ) as [string, string, string];
  return m.evidence_difference({ difference, low, high }, say.options);
}

function offerView({ weights, kept }: NonNullable<Found['offer']>, present: Weights, say: Say) {
  const total = REQUIREMENTS.reduce((sum, name) => sum + weights[name], 0);
  const now = sharesOf(present);
  return {
    kept: String(Math.round(100 * kept)),
    rows: REQUIREMENTS.map((name) => ({
      id: name,
      label: say.name(name),
      /** As the settings take it. */
      weight: String(weights[name]),
      now: say.tenths(now[name]),
      offered: say.tenths((100 * weights[name]) / total),
    })),
  };
}

/** The figures over many practices, by requirement; null where there are none yet. */
function pooledView(pooled: Found['pooled'], say: Say) {
  if (!pooled || pooled.figures.length === 0) return null;
  const requirements = REQUIREMENTS.flatMap((requirement) => {
    const rows = pooled.figures
      .filter((figure) => figure.requirement === requirement)
      .map((figure): PlotRow => {
        const interval = { low: figure.low, high: figure.high };
        const words = m.evidence_pooled_interval(
          {
            value: say.correlation(figure.correlation),
            low: say.correlation(figure.low),
            high: say.correlation(figure.high),
            practices: figure.practices.replace('+', ''),
            cases: figure.engagements,
          },
          say.options,
        );
        return {
          ...{ id: figure.outcome, label: say.outcomeName(figure.outcome), words },
          plotted: { value: figure.correlation, ...interval, finding: findingOf({ interval }) },
        };
      });
    return rows.length > 0 ? [{ id: requirement, name: say.name(requirement), rows }] : [];
  });
  return { computedAt: pooled.computedAt, requirements };
}
