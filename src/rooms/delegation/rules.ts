/**
 * The heart of the room, by idea: what a brief is, who may do what in which state, what an action needs
 * beyond that, the promise's clock, what is missing for clarity, and who is awaited.
 */
export * from './brief.ts';
export * from './clarity.ts';
export * from './clock.ts';
export * from './conditions.ts';
export * from './states.ts';
export * from './waiting.ts';
