import type { AutonomyLevel, BriefField, BriefState } from './brief.ts';
import type { ClarityField } from './clarity.ts';
import type { BriefAction } from './rules.ts';
import type { Waiting } from './waiting.ts';

/**
 * Which message says what, as keys of `messages/{es,en}/delegation.json`. Only the server looks messages up
 * by key; a page that did would ship every text to the browser.
 */
type Snake<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${Snake<Rest>}`
  : '';

/** `promiseBrief` to `promise_brief`: names in code to names of messages. */
export const snake = <Name extends string>(name: Name): Snake<Name> =>
  // The type says letter by letter what the pattern does; the compiler can't follow a pattern.
  name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`) as Snake<Name>;

export const stateKey = <State extends BriefState | 'archived'>(state: State) =>
  `delegation_state_${state}` as const;

/** What the button says. */
export const actionKey = <Action extends BriefAction>(action: Action) =>
  `delegation_action_${snake(action)}` as const;

export const autonomyKey = <Level extends AutonomyLevel>(level: Level) =>
  `delegation_autonomy_${level}` as const;

export const fieldKey = <Field extends BriefField>(field: Field) =>
  `delegation_field_${snake(field)}` as const;

/** One line on why the field matters. */
export const fieldWhyKey = <Field extends BriefField>(field: Field) =>
  `delegation_why_${snake(field)}` as const;

/** What to add for the brief to be clear. */
export const missingKey = <Field extends ClarityField>(field: Field) =>
  `delegation_missing_${snake(field)}` as const;

type Awaited = Exclude<Waiting, { who: 'nobody' }>['why'];

/** What is awaited, said to the side that must act. When nobody is awaited, `stateKey` says it all. */
export const yourTurnKey = <Why extends Awaited>(why: Why) => `delegation_your_turn_${why}` as const;

/** What is awaited, said to the side that waits. */
export const theirTurnKey = <Why extends Awaited>(why: Why) => `delegation_their_turn_${why}` as const;
