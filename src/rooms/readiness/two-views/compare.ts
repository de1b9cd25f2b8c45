import type { Answer, Answers } from '../answers.ts';
import { ITEM_BY_ID, REQUIREMENTS } from '../instrument.ts';
import type { Item, ItemId, RequirementId } from '../instrument.ts';
import { requirementItems, scoreRequirement, valueOf } from '../scoring.ts';
import type { Score } from '../scoring.ts';

export type Scores = Readonly<Record<RequirementId, Score>>;

/**
 * From how many points two scores differ enough to talk about it. A requirement of three questions moves by 8 points
 * when one answer moves by a step: 15 is two steps, which no single slip makes.
 */
export const NOTABLE_FROM = 15;
/** An answer moves a step for every point of its value; that many apart, two answers are shown beside each other. */
const APART_FROM_STEPS = 1;
const ITEMS_SHOWN = 3;

/** The questions that an assistant answers about the client: the core ones of the seven requirements. */
export const VIEW_ITEMS: readonly Item[] = REQUIREMENTS.flatMap((requirement) =>
  requirementItems(requirement, 'short'),
);

/** The seven scores of an assistant's view, by the same rules as the client's own. "Can't say yet" counts as no answer. */
export function scoresOfView(answers: Answers): Scores {
  return scoresOf(
    REQUIREMENTS.map((requirement) => [requirement, scoreRequirement(requirement, answers, 'short').score]),
  );
}

/** Scores by requirement, from a list with one entry for each. */
export function scoresOf(entries: readonly (readonly [RequirementId, Score])[]): Scores {
  // One entry a requirement: a missing one would be a result of another instrument.
  return { ...nothingSaid, ...Object.fromEntries(entries) };
}
// prettier-ignore
const nothingSaid: Scores = {
  R1: 'insufficient', R2: 'insufficient', R3: 'insufficient', R4: 'insufficient',
  R5: 'insufficient', R6: 'insufficient', R7: 'insufficient',
};

export interface Difference {
  readonly requirement: RequirementId;
  readonly client: Score;
  readonly assistant: Score;
  /** The assistant's score minus the client's, of the whole numbers that are shown; null where either has none. */
  readonly points: number | null;
  readonly isNotable: boolean;
}

/** The seven requirements, those seen most differently first; those that cannot be compared come last. */
export function differencesBetween(client: Scores, assistant: Scores): readonly Difference[] {
  const rows = REQUIREMENTS.map((requirement): Difference => {
    const [one, other] = [client[requirement], assistant[requirement]];
    const points =
      one === 'insufficient' || other === 'insufficient' ? null : Math.floor(other) - Math.floor(one);
    const isNotable = points !== null && Math.abs(points) >= NOTABLE_FROM;
    return { requirement, client: one, assistant: other, points, isNotable };
  });
  const weight = ({ points }: Difference) => (points === null ? -1 : Math.abs(points));
  return rows.toSorted((one, other) => weight(other) - weight(one));
}

export interface ItemApart {
  readonly item: ItemId;
  readonly client: Answer;
  readonly assistant: Answer;
  /** How many steps of value lie between them. */
  readonly steps: number;
}

/** The questions of a requirement that both answered and most differently, three at most. */
export function itemsApart(
  requirement: RequirementId,
  client: Answers,
  assistant: Answers,
): readonly ItemApart[] {
  return requirementItems(requirement, 'short')
    .flatMap(({ id }) => {
      const [one, other] = [client[id], assistant[id]];
      if (one === undefined || other === undefined) return [];
      const steps = stepsBetween(id, one, other);
      return steps === null || steps < APART_FROM_STEPS
        ? []
        : [{ item: id, client: one, assistant: other, steps }];
    })
    .toSorted((one, other) => other.steps - one.steps)
    .slice(0, ITEMS_SHOWN);
}

function stepsBetween(id: ItemId, one: Answer, other: Answer): number | null {
  const item = ITEM_BY_ID.get(id);
  const values = item && [valueOf(item, one), valueOf(item, other)];
  const [first, second] = values ?? [];
  return first == null || second == null ? null : Math.abs(first - second);
}

export type Who = 'client' | 'assistant';
export interface Answered {
  readonly at: string;
  readonly scores: Scores;
}
export type History = Readonly<Record<Who, readonly Answered[]>>;

export interface Shift {
  readonly who: Who;
  readonly requirement: RequirementId;
  readonly from: number;
  readonly to: number;
  readonly since: string;
}

/** What changed most between the first and the latest answer of either side; null where nothing did, or there is one answer. */
export function changedMost(history: History): Shift | null {
  const shifts = (['client', 'assistant'] as const).flatMap((who) =>
    REQUIREMENTS.flatMap((requirement): Shift[] => {
      const scored = history[who].flatMap(({ at, scores }) => {
        const score = scores[requirement];
        return score === 'insufficient' ? [] : [{ at, score }];
      });
      const [first, last] = [scored[0], scored.at(-1)];
      if (!first || !last || first.score === last.score) return [];
      return [{ who, requirement, from: first.score, to: last.score, since: first.at }];
    }),
  );
  const size = ({ from, to }: Shift) => Math.abs(to - from);
  return shifts.toSorted((one, other) => size(other) - size(one))[0] ?? null;
}
