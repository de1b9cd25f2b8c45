import { itemsOf, possibleAnswers } from './answers.ts';
import type { Answers, Form } from './answers.ts';
import type { OtherAnswer } from './changes.ts';
import { cheapestChanges, possibilitiesOf } from './cheapest.ts';
import type { Cheapest } from './cheapest.ts';
import { BASE_EDITION } from './edition.ts';
import type { Edition } from './edition.ts';
import type { Item, ItemId } from './instrument.ts';
import { decide, factsOf, rankOf, waysTowards } from './verdict.ts';
import type { Demand, RuleNumber, Verdict } from './verdict.ts';
import type { Weights } from './weights.ts';

/** Answers that, given differently all together, would have led to a better verdict; none of them can be left out. */
export interface ChangeSet {
  /** In the form's order. */
  readonly changes: readonly OtherAnswer[];
  readonly steps: number;
  readonly verdict: Verdict;
  readonly rule: RuleNumber;
}

export interface ChangesTogether {
  /** How many answers it takes at the least. */
  readonly fewest: number;
  /** Sets of that many answers with the fewest steps; empty where they are more than one would read. */
  readonly sets: readonly ChangeSet[];
}

interface Given {
  readonly form: Form;
  readonly weights: Weights;
  /** What was asked; the base where it is left out. */
  readonly edition?: Edition;
}

/**
 * Where no single answer would improve the verdict: the smallest sets of answers that would. The fewest answers first,
 * then the fewest steps, then the better verdict. Of several sets that are as small, each further one leaves alone as
 * many answers of those before it as it can, so that it says something new. Null when a single answer is enough, when
 * nothing is better, and while answers are missing.
 */
export function smallestSets(
  answers: Answers,
  { form, weights, edition = BASE_EDITION, limit = 2, most = 6 }: Given & { limit?: number; most?: number },
): ChangesTogether | null {
  const given = { form, weights, edition };
  const facts = factsOf(answers, form, weights, edition);
  const next = rankOf(decide(facts).verdict) + 1;
  if (facts.missing.length > 0 || next > 2) return null;
  const smallest = cheapestTowards(next, answers, given);
  if (!smallest || smallest.changes.length < 2) return null;
  const { cost } = smallest;
  const fewest = smallest.changes.length;
  if (fewest > most) return { fewest, sets: [] };
  const best = cheapestTowards(2, answers, { ...given, most: cost }) ?? smallest;
  const found = [best];
  const kept = new Set<ItemId>();
  while (found.length < limit) {
    const isAsSmall = (without: ReadonlySet<ItemId>) =>
      cheapestTowards(next, answers, { ...given, most: cost, kept: without });
    let another: Cheapest | null = null;
    for (const { item } of found.at(-1)?.changes ?? []) {
      const sparing = isAsSmall(new Set([...kept, item]));
      if (!sparing) continue;
      kept.add(item);
      another = sparing;
    }
    if (!another) break;
    found.push(another);
  }
  return { fewest, sets: found.map((one) => setOf(one, answers, given)) };
}

/**
 * The cheapest changes that lead to a verdict of at least that rank, or null where they would cost more than `most`,
 * or none would without touching the questions `kept`. Best first: what is asked for grows by one way out of a rule
 * at a time, and the cheapest answers that fulfil it are looked at next. Nothing is lost: answers with the verdict
 * wanted have left every rule that holds on the way there, so they fulfil one of its ways out, each of which is
 * followed; more demands never cost less, so what is first found to be right is the cheapest.
 */
export function cheapestTowards(
  rank: number,
  answers: Answers,
  {
    form,
    weights,
    edition = BASE_EDITION,
    kept = new Set(),
    most = Infinity,
  }: Given & { kept?: ReadonlySet<ItemId>; most?: number },
): Cheapest | null {
  const possibilities = possibilitiesOf(answers, form, weights, edition);
  const seen = new Set<string>();
  const open: { demands: readonly Demand[]; cheapest: Cheapest }[] = [
    { demands: keeping(kept, answers, itemsOf(form, edition)), cheapest: { cost: 0, changes: [] } },
  ];
  for (let at = open.shift(); at; at = open.shift()) {
    const facts = factsOf(changed(answers, at.cheapest.changes), form, weights, edition);
    if (rankOf(decide(facts).verdict) >= rank) return at.cheapest;
    for (const way of waysTowards(rank, facts)) {
      const demands = [...at.demands, way];
      const key = [...new Set(demands.map((demand) => JSON.stringify(demand)))].sort().join();
      if (seen.has(key)) continue;
      seen.add(key);
      const cheapest = cheapestChanges(possibilities, demands, most);
      if (cheapest) open.push({ demands, cheapest });
    }
    open.sort(
      (one, other) => one.cheapest.cost - other.cheapest.cost || other.demands.length - one.demands.length,
    );
  }
  return null;
}

/** Demands under which these questions keep their answers. */
function keeping(kept: ReadonlySet<ItemId>, answers: Answers, items: readonly Item[]): readonly Demand[] {
  return items
    .filter(({ id }) => kept.has(id))
    .map((item) => ({
      otherThan: { [item.id]: possibleAnswers(item).filter((answer) => answer !== answers[item.id]) },
    }));
}

function changed(answers: Answers, changes: readonly OtherAnswer[]): Answers {
  return { ...answers, ...Object.fromEntries(changes.map(({ item, to }) => [item, to])) };
}

function setOf(found: Cheapest, answers: Answers, { form, weights, edition }: Given): ChangeSet {
  const changes = itemsOf(form, edition).flatMap(({ id }) => found.changes.filter(({ item }) => item === id));
  const { verdict, rule } = decide(factsOf(changed(answers, changes), form, weights, edition));
  return { changes, steps: changes.reduce((sum, { steps }) => sum + steps, 0), verdict, rule };
}
