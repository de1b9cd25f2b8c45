import type { RequirementId } from '../instrument.ts';
import type { History, Who } from './compare.ts';

/** The picture of one requirement over time, in its own units; scores 0 to 100 from bottom to top. */
export const PICTURE = { width: 200, height: 80 };
const MARGIN = 10;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where each answer stands in a requirement's picture. All pictures share their times, so that they are read across. */
export function pointsOf(
  requirement: RequirementId,
  history: History,
): Readonly<Record<Who, readonly Point[]>> {
  const times = [...history.client, ...history.assistant].map(({ at }) => Date.parse(at));
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const across = (at: string) => (to === from ? 0.5 : (Date.parse(at) - from) / (to - from));
  const placed = (who: Who) =>
    history[who].flatMap(({ at, scores }) => {
      const score = scores[requirement];
      if (score === 'insufficient') return [];
      return [
        {
          x: tenths(MARGIN + across(at) * (PICTURE.width - 2 * MARGIN)),
          y: tenths(PICTURE.height - MARGIN - (score / 100) * (PICTURE.height - 2 * MARGIN)),
        },
      ];
    });
  return { client: placed('client'), assistant: placed('assistant') };
}

const tenths = (value: number) => Math.round(value * 10) / 10;
