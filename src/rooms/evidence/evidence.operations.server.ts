import { z } from 'zod';
import { idOf } from '#kernel/id.ts';
import { owners } from '#kernel/may.server.ts';
import { operation, type Operation } from '#kernel/operation.server.ts';
import { REQUIREMENTS, type RequirementId } from '#rooms/readiness/index.ts';
import { evidenceOf, fewestCases, outcomes } from './evidence.ts';
import { weightsFrom } from './offer.ts';
import { casesOf } from './records.ts';
import { reasonsBySide } from './reasons.ts';
import * as store from './store.server.ts';

const workspace = idOf('workspace');
const requirement = z.literal([...REQUIREMENTS]);
const outcome = z.enum(outcomes);
const estimate = z.object({
  value: z.number(),
  interval: z.object({ low: z.number(), high: z.number() }),
});
const side = z.object({ cases: z.number(), value: z.number() });
const figure = z.object({
  outcome,
  cases: z.number(),
  found: z.object({ above: side, below: side, difference: estimate, correlation: estimate }).nullable(),
});
const pooled = z.object({
  computedAt: z.string(),
  figures: z.array(
    z.object({
      requirement,
      outcome,
      practices: z.enum(['5+', '10+', '25+']),
      engagements: z.number(),
      correlation: z.number(),
      low: z.number(),
      high: z.number(),
    }),
  ),
});

/**
 * Which requirements went with success in the practice's own engagements: counts and figures, and nobody's name. Below
 * the fewest cases nothing is found. With it the weights that would follow, which nobody sets but the practice, and what
 * is found over many practices of this server.
 */
export const getEvidence = operation({
  name: 'evidence.getEvidence',
  summary: 'Which requirements went with success in the practice’s engagements, and what cannot be concluded',
  http: 'GET /workspaces/{workspace}/evidence',
  input: z.object({ workspace }),
  output: z.object({
    engagements: z.number(),
    /** Those that count: somebody of the client shared a self-assessment. */
    cases: z.number(),
    /** Of those, how many have ended. */
    ended: z.number(),
    fewestCases: z.number(),
    requirements: z.array(
      z.object({
        requirement,
        cases: z.number(),
        overall: estimate.extend({ outcomes: z.number(), error: z.number() }).nullable(),
        figures: z.array(figure),
        /** Why engagements ended, above and below the middle: how often each reason. */
        reasons: z.array(z.object({ reason: z.string(), above: z.number(), below: z.number() })),
      }),
    ),
    offer: z
      .object({
        weights: z.object({
          ...{ R1: z.number(), R2: z.number(), R3: z.number(), R4: z.number() },
          ...{ R5: z.number(), R6: z.number(), R7: z.number() },
        }),
        kept: z.number(),
      })
      .nullable(),
    sharingSince: z.string().nullable(),
    pooled: pooled.nullable(),
  }),
  may: owners,
  async run({ tx, now }, input) {
    const records = await store.engagementRecords(tx, input.workspace);
    const cases = casesOf(records, await store.workRecords(tx, input.workspace), now);
    const requirements = evidenceOf(cases);
    const offer = weightsFrom(requirements);
    return {
      engagements: records.length,
      cases: cases.length,
      ended: cases.filter(({ length }) => length.isOver).length,
      fewestCases,
      requirements: requirements.map((one) => ({ ...one, reasons: reasonsBySide(cases, one.requirement) })),
      offer: offer && { kept: offer.kept, weights: plain(offer.weights) },
      sharingSince: await store.sharingSince(tx, input.workspace),
      // What the job wrote has this shape.
      pooled: (await store.pooledFigures(tx)) as z.input<typeof pooled> | null,
    };
  },
});

const plain = (weights: Readonly<Record<RequirementId, number>>): Record<RequirementId, number> => ({
  ...weights,
});

/**
 * Says whether the practice's engagements may be counted in the figures over many practices. Off until an owner says
 * so; it takes effect with the next computing.
 */
export const shareEvidence = operation({
  name: 'evidence.shareEvidence',
  summary: 'Says whether the practice takes part in the figures over many practices',
  http: 'PUT /workspaces/{workspace}/evidence/sharing',
  input: z.object({ workspace, takesPart: z.enum(['yes', 'no'], { error: 'required' }) }),
  output: z.object({}),
  may: owners,
  naturallyIdempotent: true,
  async run({ tx, now, emit }, input) {
    const takesPart = input.takesPart === 'yes';
    if (((await store.sharingSince(tx, input.workspace)) !== null) === takesPart) return {};
    if (takesPart) await store.joinSharing(tx, input.workspace, now);
    else await store.leaveSharing(tx, input.workspace);
    emit({ kind: takesPart ? 'evidence.sharingBegun' : 'evidence.sharingEnded' });
    return {};
  },
});

export const practiceEvidenceOperations: readonly Operation[] = [getEvidence, shareEvidence];
