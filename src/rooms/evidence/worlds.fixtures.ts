/** Worlds whose truth is known: engagements in which we say ourselves what leads to what. */
import { REQUIREMENTS, type RequirementId } from '#rooms/readiness/index.ts';
import type { Case } from './evidence.ts';
import { seededRandom, type Random } from './random.ts';

/** A draw of the standard normal distribution (Box & Muller 1958). */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

export type World = {
  engagements: number;
  seed: number;
  /** How strongly each requirement drives what becomes of the engagement; 0: it is irrelevant. */
  effect: Partial<Record<RequirementId, number>>;
};

/** In which six requirements matter and technology does not. */
export const sixMatter = { R1: 0, R2: 0.8, R3: 0.8, R4: 0.8, R5: 0.8, R6: 0.8, R7: 0.8 };

/** Engagements of a practice in that world: some ended, some still going on after a year or two. */
export function casesIn({ engagements, seed, effect }: World): Case[] {
  const random = seededRandom(seed);
  return Array.from({ length: engagements }, () => {
    const inner = REQUIREMENTS.map(() => normal(random));
    const success = REQUIREMENTS.reduce((sum, name, at) => sum + (effect[name] ?? 0) * inner[at]!, 0);
    const about = () => success + normal(random);
    const lasting = 300 * Math.exp(0.5 * about());
    const followed = 200 + 600 * random();
    const likely = (value: number) => (random() < 1 / (1 + Math.exp(-value)) ? 1 : 0);
    return {
      // One entry a requirement: 0 to 100 around 60, as people score themselves.
      scores: Object.fromEntries(
        REQUIREMENTS.map((name, at) => [name, Math.round(Math.max(0, Math.min(100, 60 + 15 * inner[at]!)))]),
      ) as Record<RequirementId, number>,
      length: { length: Math.min(lasting, followed), isOver: lasting <= followed },
      values: {
        renewed: likely(about()),
        clientSatisfied: Math.round(Math.max(1, Math.min(5, 3.5 + 0.5 * about()))),
        practiceSatisfied: Math.round(Math.max(1, Math.min(5, 3.5 + 0.5 * about()))),
        acceptedFirst: Math.max(0, Math.min(1, 0.7 + 0.1 * about())),
        urgent: Math.max(0, Math.min(1, 0.3 - 0.1 * about())),
        endedEarly: likely(-1 - about()),
      },
    };
  });
}
