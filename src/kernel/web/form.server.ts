import { error, fail, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { statusOf, type Refusal } from '../errors.ts';
import type { Operation } from '../operation.server.ts';
import { perform, type Outcome } from '../perform.server.ts';
import { personHere } from './person.server.ts';
import { fieldText, refusalText } from './texts.server.ts';

/** What a refused form gives back: nothing that was typed is lost, each error stands at its field. */
export type RefusedForm = {
  form: string;
  values: Record<string, string | string[]>;
  errors: Record<string, string>;
  /** What is wrong with the whole, where it is not one field's. */
  message: string;
  code: string;
  reason: string | undefined;
};

/** Names that never go back to the page. */
const unreturned = /password|secret|token|code/i;

/** Runs an operation for whoever sent the request. `key` makes a change happen once. */
export function performFor<I extends z.ZodType, O extends z.ZodType>(
  event: RequestEvent,
  operation: Operation<I, O>,
  input: unknown,
  key?: string,
): Promise<Outcome<z.output<O>>> {
  return perform(event.locals.house.ground, operation, event.locals.actor, input, key);
}

/**
 * The value, or Kit's error page with the refusal's status and sentence: for `load`. What an address asks for in a form
 * that nothing has, such as a link cut short by a mail program, is simply not there.
 */
export async function loadFor<I extends z.ZodType, O extends z.ZodType>(
  event: RequestEvent,
  operation: Operation<I, O>,
  input: unknown,
): Promise<z.output<O>> {
  const outcome = await performFor(event, operation, input);
  if (outcome.ok) return outcome.value;
  const { refusal } = outcome;
  error(refusal.code === 'invalid' ? 404 : statusOf(refusal), refusalText(refusal));
}

/** The idempotency key that the form carried; none where it is not one of ours, such as with a NUL in it. */
export function keyOf(form: FormData): string | undefined {
  const key = form.get('key');
  return typeof key === 'string' && /^[\x21-\x7e]{8,100}$/.test(key) ? key : undefined;
}

/** Does what a form asks for in the name of whoever is signed in; `done` says so to its page. */
export async function doForm<Done extends string>(
  event: RequestEvent,
  operation: Operation<z.ZodType>,
  done: Done,
) {
  personHere(event);
  const posted = await event.request.formData();
  const input = { ...Object.fromEntries(posted), ...event.params };
  const outcome = await performFor(event, operation, input, keyOf(posted));
  return outcome.ok ? { done } : refuseForm(outcome.refusal, posted, done);
}

/** The answer to a form whose operation was refused. `form` tells several forms of one page apart. */
export function refuseForm(refusal: Refusal, posted: FormData, form = '') {
  const values: RefusedForm['values'] = {};
  for (const name of new Set(posted.keys())) {
    if (unreturned.test(name)) continue;
    const all = posted.getAll(name).filter((value): value is string => typeof value === 'string');
    values[name] = name.endsWith('[]') ? all : (all[0] ?? '');
  }
  const errors = Object.fromEntries(
    Object.entries(refusal.fields).map(([field, code]) => [field, fieldText(code)]),
  );
  const refused: RefusedForm = {
    form,
    values,
    errors,
    message: refusalText(refusal),
    code: refusal.code,
    reason: refusal.reason,
  };
  return fail(statusOf(refusal), { refused });
}
