/** What other rooms' rules may use of this one: the requirements, and the bounds of their weights. */
export { REQUIREMENTS, type RequirementId } from './instrument.ts';
export { WEIGHT_FLOORS, WEIGHT_MAX, parseWeights, sharesOf, type Weights } from './weights.ts';
