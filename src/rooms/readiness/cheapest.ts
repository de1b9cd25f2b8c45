import { itemsOf, possibleAnswers } from './answers.ts';
import type { Answer, Answers, Form } from './answers.ts';
import type { OtherAnswer } from './changes.ts';
import { BASE_EDITION } from './edition.ts';
import { BAND_DEVELOPING_FROM, REQUIREMENTS } from './instrument.ts';
import type { Flag, Item, ItemId, RequirementId } from './instrument.ts';
import { flagsOf, percentOf, requirementItems, scoreRequirement, valueOf, withoutNoise } from './scoring.ts';
import type { Demand } from './verdict.ts';
import type { Weights } from './weights.ts';

/** What changed answers cost: one fewer answer outweighs any number of steps. */
const COST_OF_AN_ANSWER = 1000;

export interface Cheapest {
  readonly cost: number;
  readonly changes: readonly OtherAnswer[];
}

interface Choice {
  readonly answer: Answer;
  readonly change: OtherAnswer | null;
  readonly cost: number;
  /** 0..4. */
  readonly value: number;
  readonly flags: readonly Flag[];
}
interface Question {
  readonly item: ItemId;
  /** The cheapest first: the present answer, which costs nothing. */
  readonly choices: readonly Choice[];
}
interface Counted {
  readonly requirement: RequirementId;
  readonly weight: number;
  readonly answered: number;
  readonly questions: readonly Question[];
}

/** What can be answered differently, worked out once for a search that asks for it many times. */
export interface Possibilities {
  /** Of the requirements that weigh something. */
  readonly counted: readonly Counted[];
  /** The questions that count in no score. */
  readonly others: readonly Question[];
  readonly totalWeight: number;
}

/** Every answered question with every other answer; questions without an answer stay so. */
export function possibilitiesOf(
  answers: Answers,
  form: Form,
  weights: Weights,
  edition = BASE_EDITION,
): Possibilities {
  const counted = REQUIREMENTS.filter((requirement) => weights[requirement] > 0).map((requirement) => ({
    requirement,
    weight: weights[requirement],
    answered: scoreRequirement(requirement, answers, form, edition).answered,
    questions: requirementItems(requirement, form, edition).flatMap((item) => questionOf(item, answers)),
  }));
  const inScores = new Set(counted.flatMap(({ questions }) => questions.map(({ item }) => item)));
  const others = itemsOf(form, edition)
    .filter(({ id }) => !inScores.has(id))
    .flatMap((item) => questionOf(item, answers));
  return { counted, others, totalWeight: counted.reduce((sum, { weight }) => sum + weight, 0) };
}

function questionOf(item: Item, answers: Answers): readonly Question[] {
  const from = answers[item.id];
  const offered = possibleAnswers(item);
  const position = offered.findIndex((answer) => answer === from);
  if (from === undefined || position < 0) return [];
  const choices = offered.map((answer, at): Choice => {
    const steps = Math.abs(at - position);
    return {
      answer,
      change: steps === 0 ? null : { item: item.id, from, to: answer, steps },
      cost: steps === 0 ? 0 : COST_OF_AN_ANSWER + steps,
      value: valueOf(item, answer) ?? 0,
      flags: flagsOf(item, answer),
    };
  });
  choices.sort((one, other) => one.cost - other.cost || other.value - one.value);
  return [{ item: item.id, choices }];
}

/** Lists that share their beginnings, so that a step costs no copy. */
type Collected = { readonly last: OtherAnswer; readonly before: Collected } | null;

/** Where some changes lead to. */
interface Reached {
  readonly cost: number;
  /** Values added up within a requirement; over requirements, weight × score. */
  readonly amount: number;
  readonly changes: Collected;
}

/** A score that a requirement can have. */
interface ScoreReached extends Reached {
  readonly isWeak: boolean;
}

/**
 * The fewest answers to give differently, and of these the fewest steps, so that the demands are fulfilled; null when
 * no answers fulfil them for `most`. Exact: what is passed over cannot be cheaper. Flags and excluded answers concern
 * each question by itself. A requirement's score is the sum of its answers' values, so for every sum the cheapest way
 * to it is enough. The index is a weighted sum of scores, so of two ways through the same requirements with as many
 * weak ones, that which costs no more and reaches no less is enough; and a way is left as soon as the best that the
 * requirements after it could still add would not bring it to the index.
 */
export function cheapestChanges(
  { counted, others, totalWeight }: Possibilities,
  demands: readonly Demand[],
  most: number,
): Cheapest | null {
  const allows = permission(demands);
  const begun = besidesScores(others, allows);
  if (!begun) return null;
  // Where any number may be weak, none is counted.
  const mostWeak = Math.min(...demands.map((demand) => demand.mostWeak ?? Infinity));
  const countsWeak = mostWeak < counted.length;
  const indexAtLeast = Math.max(0, ...demands.map((demand) => demand.indexAtLeast ?? 0));
  const scores = counted.map((one) => scoresOf(one, { allows, demands, most, countsWeak }));
  const weakest = countsWeak ? mostWeak : 0;
  const further = bestFurther(scores, weakest, answersIn(most));
  const isEnough = (amount: number) => withoutNoise(amount / totalWeight) >= indexAtLeast;
  const fewest = further[0]?.[weakest]?.findIndex(isEnough) ?? -1;
  if (fewest < 0 || answersIn(begun.cost) + fewest > answersIn(most)) return null;
  const limit = Math.min(most, (answersIn(begun.cost) + fewest + 1) * COST_OF_AN_ANSWER - 1);

  let states: readonly (readonly Reached[])[] = [[begun]];
  for (const [at, ofRequirement] of scores.entries()) {
    states = joined(states, ofRequirement, weakest, limit).map((reached, weak) =>
      withoutDearer(
        reached.filter(({ cost, amount }) => {
          const rest = further[at + 1]?.[weakest - weak]?.[answersIn(limit) - answersIn(cost)] ?? 0;
          return isEnough(amount + rest);
        }),
      ),
    );
  }
  const [best] = states.flat().sort((one, other) => one.cost - other.cost || other.amount - one.amount);
  return best ? { cost: best.cost, changes: listed(best.changes) } : null;
}

const answersIn = (cost: number) => Math.floor(cost / COST_OF_AN_ANSWER);

/** The cheapest answers to the questions that count in no score. */
function besidesScores(others: readonly Question[], allows: Allows): Reached | null {
  let reached: Reached = { cost: 0, amount: 0, changes: null };
  for (const { item, choices } of others) {
    const cheapest = choices.find((choice) => allows(item, choice));
    if (!cheapest) return null;
    reached = withChoice(reached, { ...cheapest, value: 0 });
  }
  return reached;
}

function scoresOf(
  { requirement, weight, answered, questions }: Counted,
  {
    allows,
    demands,
    most,
    countsWeak,
  }: { allows: Allows; demands: readonly Demand[]; most: number; countsWeak: boolean },
): readonly ScoreReached[] {
  const least = Math.max(
    0,
    ...demands.map((one) => Math.max(one.everyRequirementAtLeast ?? 0, one.atLeast?.[requirement] ?? 0)),
  );
  return sumsOf(questions, allows, most).flatMap((reached) => {
    const score = percentOf(reached.amount, answered);
    return score < least
      ? []
      : [{ ...reached, amount: weight * score, isWeak: countsWeak && score < BAND_DEVELOPING_FROM }];
  });
}

/**
 * The most that the requirements from one on can add: by the requirement, by how many of them may still be weak and
 * by how many answers may still be changed.
 */
function bestFurther(
  scores: readonly (readonly ScoreReached[])[],
  mostWeak: number,
  mostAnswers: number,
): readonly (readonly (readonly number[])[])[] {
  const needed = scores.reduce((sum, reached) => sum + answersIn(reached.at(-1)?.cost ?? 0), 0);
  const answers = Math.min(needed, mostAnswers);
  const rows = (filling: number) =>
    Array.from({ length: mostWeak + 1 }, () => Array.from({ length: answers + 1 }, () => filling));
  const table = [rows(0)];
  for (const ofRequirement of [...scores].reverse()) {
    const after = table[0] ?? [];
    const here = rows(-Infinity);
    for (const { cost, amount, isWeak } of ofRequirement) {
      for (let weak = isWeak ? 1 : 0; weak <= mostWeak; weak++) {
        const row = here[weak] ?? [];
        const rest = after[weak - (isWeak ? 1 : 0)] ?? [];
        for (let left = answersIn(cost); left <= answers; left++) {
          row[left] = Math.max(row[left] ?? 0, amount + (rest[left - answersIn(cost)] ?? 0));
        }
      }
    }
    table.unshift(here);
  }
  return table;
}

type Allows = (item: ItemId, choice: Choice) => boolean;

function permission(demands: readonly Demand[]): Allows {
  const without = new Set(demands.flatMap((demand) => demand.without ?? []));
  return (item, { answer, flags }) =>
    flags.every((flag) => !without.has(flag)) &&
    demands.every(({ otherThan }) => !otherThan?.[item]?.includes(answer));
}

const withChoice = (reached: Reached, { change, cost, value }: Choice): Reached => ({
  cost: reached.cost + cost,
  amount: reached.amount + value,
  changes: change ? { last: change, before: reached.changes } : reached.changes,
});

/** What a requirement's values can add up to, each sum by its cheapest changes, none that is dearer and lower. */
function sumsOf(questions: readonly Question[], allows: Allows, most: number): readonly Reached[] {
  let sums: readonly (Reached | undefined)[] = [{ cost: 0, amount: 0, changes: null }];
  for (const { item, choices } of questions) {
    const next: (Reached | undefined)[] = [];
    for (const choice of choices) {
      if (!allows(item, choice)) continue;
      for (const reached of sums) {
        if (!reached || reached.cost + choice.cost > most) continue;
        const known = next[reached.amount + choice.value];
        if (!known || reached.cost + choice.cost < known.cost) {
          next[reached.amount + choice.value] = withChoice(reached, choice);
        }
      }
    }
    sums = next;
  }
  return withoutDearer(sums.filter((reached) => reached !== undefined));
}

/** Every way so far with every score of one more requirement; kept apart by how many are weak, at most `mostWeak`. */
function joined(
  states: readonly (readonly Reached[])[],
  scores: readonly ScoreReached[],
  mostWeak: number,
  most: number,
): readonly (readonly Reached[])[] {
  const next: Reached[][] = Array.from({ length: mostWeak + 1 }, () => []);
  for (const [weak, ways] of states.entries()) {
    for (const score of scores) {
      const into = next[weak + (score.isWeak ? 1 : 0)];
      if (!into) continue;
      for (const way of ways) {
        if (way.cost + score.cost > most) break;
        into.push({
          cost: way.cost + score.cost,
          amount: way.amount + score.amount,
          changes: appended(way.changes, score.changes),
        });
      }
    }
  }
  return next;
}

/** Only what no other reaches as well or better for the same cost or less; the cheapest first. */
function withoutDearer(reached: readonly Reached[]): readonly Reached[] {
  const sorted = [...reached].sort((one, other) => one.cost - other.cost || other.amount - one.amount);
  let highest = -1;
  return sorted.filter(({ amount }) => {
    if (amount <= highest) return false;
    highest = amount;
    return true;
  });
}

function appended(one: Collected, other: Collected): Collected {
  return other ? { last: other.last, before: appended(one, other.before) } : one;
}

function listed(changes: Collected): readonly OtherAnswer[] {
  return changes ? [...listed(changes.before), changes.last] : [];
}
