import { z } from 'zod';
import { idOf } from '#kernel/id.ts';
import { anyMember, owners } from '#kernel/may.server.ts';
import { operation, type Operation } from '#kernel/operation.server.ts';
import { REQUIREMENTS, WEIGHT_PRESET_NAMES, presetOf } from './rules.ts';
import * as store from './weights.store.server.ts';
import { weightsSchema } from './wire.ts';

const workspace = idOf('workspace');

/** How much each requirement counts in the practice: the recommended weights until an owner chose others. */
export const getWeights = operation({
  name: 'readiness.getWeights',
  summary: 'How much each requirement counts when the practice judges a self-assessment',
  http: 'GET /workspaces/{workspace}/weights',
  input: z.object({ workspace }),
  output: z.object({ weights: weightsSchema, preset: z.enum(WEIGHT_PRESET_NAMES).nullable() }),
  may: anyMember,
  async run({ tx }, input) {
    const weights = await store.weightsOf(tx, input.workspace);
    return { weights, preset: presetOf(weights) };
  },
});

/**
 * Chooses how much each requirement counts from now on; what was shared before stays as it was judged. Codes:
 * `weights.R1`: `invalid_technology_weight`, the others `invalid_weight`.
 */
export const setWeights = operation({
  name: 'readiness.setWeights',
  summary: 'Chooses how much each requirement counts when the practice judges a self-assessment',
  http: 'PUT /workspaces/{workspace}/weights',
  input: z.object({ workspace, weights: weightsSchema }),
  output: z.object({}),
  may: owners,
  naturallyIdempotent: true,
  async run({ tx, now, emit }, input) {
    const before = await store.weightsOf(tx, input.workspace);
    if (REQUIREMENTS.every((requirement) => before[requirement] === input.weights[requirement])) return {};
    await store.writeWeights(tx, input.workspace, input.weights, now);
    emit({ kind: 'readiness.weightsSet', facts: { before, after: input.weights } });
    return {};
  },
});

export const weightsOperations: readonly Operation[] = [getWeights, setWeights];
