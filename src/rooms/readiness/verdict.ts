import type { Answer, Answers, Form } from './answers.ts';
import { BASE_EDITION } from './edition.ts';
import {
  BAND_DEVELOPING_FROM,
  CORE_EMPLOYMENT_FLAGS,
  DECISIVE_ITEMS,
  FLAGS,
  REQUIREMENTS,
  WEEKLY_HOURS,
} from './instrument.ts';
import type { Flag, ItemId, OptionKey, RequirementId } from './instrument.ts';
import { indexOf, raisedFlags, scoreRequirement, weeklyHoursOf } from './scoring.ts';
import type { RaisedFlag } from './scoring.ts';
import type { Weights } from './weights.ts';

export type Verdict = 'ready' | 'prepare' | 'employee' | 'not_now' | 'insufficient';
export type RuleNumber = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

/** What decides, in terms that a person can check. Scores, limits and the index are 0..100, hours are a week's. */
export type Cause =
  | { readonly kind: 'unanswered'; readonly item: ItemId }
  | {
      readonly kind: 'insufficient';
      readonly requirement: RequirementId;
      readonly answered: number;
      readonly shown: number;
      readonly needed: number;
    }
  | { readonly kind: 'flag'; readonly flag: Flag; readonly items: readonly ItemId[] }
  | { readonly kind: 'answer'; readonly item: ItemId; readonly answer: Answer }
  | {
      readonly kind: 'requirement_below' | 'requirement_reached';
      readonly requirement: RequirementId;
      readonly score: number;
      readonly limit: number;
    }
  | { readonly kind: 'index_below' | 'index_reached'; readonly index: number; readonly limit: number }
  | { readonly kind: 'hours'; readonly hours: number; readonly limit: number };

/** All that the rules look at, taken from the answers. */
export interface Facts {
  readonly missing: readonly Cause[];
  /** The requirements that weigh something and have a score. */
  readonly counted: readonly {
    readonly requirement: RequirementId;
    readonly score: number;
    readonly weight: number;
  }[];
  readonly index: number;
  readonly flags: readonly RaisedFlag[];
  readonly answers: Answers;
  readonly weeklyHours: number | null;
}

export interface Decision {
  readonly rule: RuleNumber;
  readonly verdict: Verdict;
}

/** What other answers would have to fulfil, all of it at once. Limits are 0..100. */
export interface Demand {
  /** Flags that no answer may raise. */
  readonly without?: readonly Flag[];
  /** Answers that may not be given. */
  readonly otherThan?: Readonly<Partial<Record<ItemId, readonly Answer[]>>>;
  readonly atLeast?: Readonly<Partial<Record<RequirementId, number>>>;
  readonly everyRequirementAtLeast?: number;
  readonly mostWeak?: number;
  readonly indexAtLeast?: number;
}

interface Rule extends Decision {
  readonly holds: (facts: Facts) => boolean;
  readonly causes: (facts: Facts) => readonly Cause[];
  /**
   * Where the rule holds: the ways out of it. Answers for which it does not hold fulfil at least one of them, and the
   * present answers none: the search for the smallest changes rests on both.
   */
  readonly waysOut: (facts: Facts) => readonly Demand[];
}

/** The rules in their order: the first that holds decides. */
const RULES: readonly Rule[] = [
  {
    rule: 0,
    verdict: 'insufficient',
    holds: ({ missing }) => missing.length > 0,
    causes: ({ missing }) => missing,
    // Missing answers are asked for, not guessed.
    waysOut: () => [],
  },
  {
    rule: 1,
    verdict: 'not_now',
    holds: (facts) => flagsOfKind(facts, 'X').length > 0,
    causes: (facts) => flagsOfKind(facts, 'X'),
    waysOut: () => [{ without: flagNames('X') }],
  },
  {
    rule: 2,
    verdict: 'not_now',
    holds: (facts) => isRaised(facts, 'R_NO_TASKS') && scoreIsBelow(facts, 'R3', 40),
    causes: (facts) => [...flagCauses(facts, 'R_NO_TASKS'), ...requirementsBelow(facts, 40, 'R3')],
    waysOut: () => [{ without: ['R_NO_TASKS'] }, { atLeast: { R3: 40 } }],
  },
  {
    rule: 3,
    verdict: 'not_now',
    holds: ({ answers }) => answers.A1 === 'd' && (answers.S2 === 'c' || answers.S2 === 'd'),
    causes: (facts) => [...answerCauses(facts, 'A1'), ...answerCauses(facts, 'S2')],
    waysOut: () => [{ otherThan: { A1: ['d'] } }, { otherThan: { S2: ['c', 'd'] } }],
  },
  {
    rule: 4,
    verdict: 'not_now',
    holds: (facts) =>
      scoreIsBelow(facts, 'R7', 40) && (isRaised(facts, 'R_BLAME') || isRaised(facts, 'R_LATE_PAYER')),
    causes: (facts) => [
      ...flagCauses(facts, 'R_BLAME', 'R_LATE_PAYER'),
      ...requirementsBelow(facts, 40, 'R7'),
    ],
    waysOut: () => [{ without: ['R_BLAME', 'R_LATE_PAYER'] }, { atLeast: { R7: 40 } }],
  },
  {
    rule: 5,
    verdict: 'employee',
    holds: (facts) =>
      isContinuous(facts) &&
      hoursReach(facts, 20) &&
      CORE_EMPLOYMENT_FLAGS.some((flag) => isRaised(facts, flag)) &&
      flagsOfKind(facts, 'E').length >= 3,
    causes: (facts) => [...flagsOfKind(facts, 'E'), ...hoursCauses(facts, 20), ...answerCauses(facts, 'A1')],
    waysOut: (facts) => [
      NOT_CONTINUOUS,
      hoursUnder(20),
      { without: CORE_EMPLOYMENT_FLAGS },
      ...fewerOfEmployment(facts),
    ],
  },
  {
    rule: 6,
    verdict: 'employee',
    holds: (facts) =>
      isContinuous(facts) &&
      hoursReach(facts, 10) &&
      isRaised(facts, 'E_SCHEDULE') &&
      isRaised(facts, 'E_EMERGENCY'),
    causes: (facts) => [
      ...flagCauses(facts, 'E_SCHEDULE', 'E_EMERGENCY'),
      ...hoursCauses(facts, 10),
      ...answerCauses(facts, 'A1'),
    ],
    waysOut: () => [
      NOT_CONTINUOUS,
      hoursUnder(10),
      { without: ['E_SCHEDULE'] },
      { without: ['E_EMERGENCY'] },
    ],
  },
  {
    rule: 7,
    verdict: 'not_now',
    holds: (facts) =>
      flagsOfKind(facts, 'E').length >= 3 &&
      isRaised(facts, 'R_UNWILLING_STYLE') &&
      isRaised(facts, 'R_UNWILLING_SYSTEMS'),
    causes: (facts) => [
      ...flagsOfKind(facts, 'E'),
      ...flagCauses(facts, 'R_UNWILLING_STYLE', 'R_UNWILLING_SYSTEMS'),
    ],
    waysOut: (facts) => [
      { without: ['R_UNWILLING_STYLE'] },
      { without: ['R_UNWILLING_SYSTEMS'] },
      ...fewerOfEmployment(facts),
    ],
  },
  {
    rule: 8,
    verdict: 'not_now',
    holds: (facts) => weakRequirements(facts).length >= 4 || facts.index < 45,
    causes: (facts) => [...indexBelow(facts, 45), ...weakRequirements(facts)],
    waysOut: () => [{ mostWeak: 3, indexAtLeast: 45 }],
  },
  {
    rule: 9,
    verdict: 'ready',
    holds: (facts) =>
      facts.index >= 70 &&
      requirementsBelow(facts, 60).length === 0 &&
      flagsOfKind(facts, 'E').length === 0 &&
      flagsOfKind(facts, 'R').length === 0,
    causes: (facts) => [
      { kind: 'index_reached', index: facts.index, limit: 70 },
      ...lowestReaches(facts, 60),
    ],
    // Nothing is better.
    waysOut: () => [],
  },
  {
    rule: 10,
    verdict: 'prepare',
    holds: () => true,
    causes: (facts) => [
      ...flagsOfKind(facts, 'E'),
      ...flagsOfKind(facts, 'R'),
      ...indexBelow(facts, 70),
      ...requirementsBelow(facts, 60),
    ],
    // Only by being ready. What the rules before it ask is among this: rule 3 asks for a flag too.
    waysOut: () => [
      { indexAtLeast: 70, everyRequirementAtLeast: 60, without: [...flagNames('E'), ...flagNames('R')] },
    ],
  },
];

/** Takes from the answers to a form's questions, with these weights, all that the rules look at. */
export function factsOf(answers: Answers, form: Form, weights: Weights, edition = BASE_EDITION): Facts {
  const missing: Cause[] = [];
  const counted: { requirement: RequirementId; score: number; weight: number }[] = [];
  for (const requirement of REQUIREMENTS) {
    const weight = weights[requirement];
    if (weight <= 0) continue;
    const { score, ...count } = scoreRequirement(requirement, answers, form, edition);
    if (score === 'insufficient') missing.push({ kind: 'insufficient', requirement, ...count });
    else counted.push({ requirement, score, weight });
  }
  for (const item of DECISIVE_ITEMS) {
    const answer = answers[item];
    if (answer === undefined || answer === 'na') missing.push({ kind: 'unanswered', item });
  }
  const flags = raisedFlags(answers, form, edition);
  return { missing, counted, index: indexOf(counted), flags, answers, weeklyHours: weeklyHoursOf(answers) };
}

/** The verdict and the number of the rule that gave it: the first of the ordered rules that holds. */
export function decide(facts: Facts): Decision {
  const { rule, verdict } = decidingRule(facts);
  return { rule, verdict };
}

/** Why the deciding rule held, gravest first. */
export function causesOf(facts: Facts): readonly Cause[] {
  return decidingRule(facts).causes(facts);
}

/** Which of the rules for a verdict hold, whether or not an earlier rule decided. */
export function holdingRules(facts: Facts, verdict: Verdict): readonly RuleNumber[] {
  return RULES.filter((rule) => rule.verdict === verdict && rule.holds(facts)).map(({ rule }) => rule);
}

/** ready is better than prepare, prepare better than the two that say no, and those two are equal. */
export function rankOf(verdict: Verdict): number {
  if (verdict === 'ready') return 2;
  return verdict === 'prepare' ? 1 : 0;
}

/**
 * What stands between these facts and a verdict of at least that rank: of the rules that hold and give less, the ways
 * out of the one that has the fewest. None when such a verdict is there already, or when answers are missing.
 */
export function waysTowards(rank: number, facts: Facts): readonly Demand[] {
  if (facts.missing.length > 0 || rankOf(decide(facts).verdict) >= rank) return [];
  const [fewest = []] = RULES.filter((rule) => rankOf(rule.verdict) < rank && rule.holds(facts))
    .map((rule) => rule.waysOut(facts))
    .sort((one, other) => one.length - other.length);
  return fewest;
}

/**
 * Whether a verdict by numbers (rules 8 to 10) is too close to call: the index within 5 points of 70 or 45, or the
 * lowest requirement within 5 points of 60 or 50, both ends included. One answer changed by one step moves a
 * requirement of five questions by 5 points. Then a conversation is worth more than the verdict.
 */
export function isBorderline(facts: Facts): boolean {
  if (decide(facts).rule < 8) return false;
  const lowest = Math.min(...facts.counted.map(({ score }) => score));
  return (
    [70, 45].some((limit) => isNear(facts.index, limit)) || [60, 50].some((limit) => isNear(lowest, limit))
  );
}

function decidingRule(facts: Facts): Rule {
  const rule = RULES.find(({ holds }) => holds(facts));
  if (!rule) throw new Error('The last rule always holds');
  return rule;
}

const isNear = (value: number, limit: number) => Math.abs(value - limit) <= 5;

const isRaised = ({ flags }: Facts, flag: Flag) => flags.some((raised) => raised.flag === flag);

const flagNames = (kind: 'X' | 'E' | 'R'): readonly Flag[] =>
  FLAGS.filter((flag) => flag.startsWith(`${kind}_`));

const NOT_CONTINUOUS: Demand = { otherThan: { A1: ['a', 'b'] } };

const hoursUnder = (limit: number): Demand => ({
  otherThan: {
    // Its keys and no others.
    A6: (Object.keys(WEEKLY_HOURS) as OptionKey[]).filter((option) => WEEKLY_HOURS[option] >= limit),
  },
});

/** Whoever has fewer than three lacks at least one of the three or more that are raised. */
const fewerOfEmployment = ({ flags }: Facts): readonly Demand[] =>
  flags.filter(({ flag }) => flag.startsWith('E_')).map(({ flag }) => ({ without: [flag] }));

const isContinuous = ({ answers }: Facts) => answers.A1 === 'a' || answers.A1 === 'b';

const hoursReach = ({ weeklyHours }: Facts, limit: number) => weeklyHours !== null && weeklyHours >= limit;

const scoreIsBelow = (facts: Facts, requirement: RequirementId, limit: number) =>
  requirementsBelow(facts, limit, requirement).length > 0;

const flagsOfKind = ({ flags }: Facts, kind: 'X' | 'E' | 'R'): readonly Cause[] =>
  flags.filter(({ flag }) => flag.startsWith(`${kind}_`)).map((raised) => ({ kind: 'flag', ...raised }));

const flagCauses = ({ flags }: Facts, ...wanted: readonly Flag[]): readonly Cause[] =>
  flags.filter(({ flag }) => wanted.includes(flag)).map((raised) => ({ kind: 'flag', ...raised }));

const requirementsBelow = ({ counted }: Facts, limit: number, only?: RequirementId): readonly Cause[] =>
  counted
    .filter(({ requirement, score }) => score < limit && (only === undefined || requirement === only))
    .sort((one, other) => one.score - other.score)
    .map(({ requirement, score }) => ({ kind: 'requirement_below', requirement, score, limit }));

const weakRequirements = (facts: Facts) => requirementsBelow(facts, BAND_DEVELOPING_FROM);

const lowestReaches = ({ counted }: Facts, limit: number): readonly Cause[] =>
  [...counted]
    .sort((one, other) => one.score - other.score)
    .slice(0, 1)
    .map(({ requirement, score }) => ({ kind: 'requirement_reached', requirement, score, limit }));

const indexBelow = ({ index }: Facts, limit: number): readonly Cause[] =>
  index < limit ? [{ kind: 'index_below', index, limit }] : [];

const hoursCauses = ({ weeklyHours }: Facts, limit: number): readonly Cause[] =>
  weeklyHours === null ? [] : [{ kind: 'hours', hours: weeklyHours, limit }];

const answerCauses = ({ answers }: Facts, item: ItemId): readonly Cause[] => {
  const answer = answers[item];
  return answer === undefined ? [] : [{ kind: 'answer', item, answer }];
};
