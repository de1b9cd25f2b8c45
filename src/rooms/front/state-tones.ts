import type { ProspectState } from './prospects.ts';

/** The colour of a state's badge. */
export const stateTones = {
  new: 'clay',
  talking: 'info',
  proposed: 'info',
  won: 'leaf',
  lost: 'neutral',
  unfit: 'neutral',
} as const satisfies Record<ProspectState, string>;
