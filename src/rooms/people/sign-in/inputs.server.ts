import { z } from 'zod';
import { invalid, type FieldErrors } from '#kernel/errors.ts';
import { password } from './signing-in.ts';

/** The input in its schema's form. @throws Refusal `invalid` with the first code of each field */
export function parsed<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields: FieldErrors = {};
  for (const { path, message } of result.error.issues) {
    fields[path.join('.')] ??= /^[a-z_]+$/.test(message) ? message : 'invalid';
  }
  throw invalid(fields);
}

/** A password that somebody chooses. Codes: `required`, `password_too_short`, `password_too_long`. */
export const newPassword = z
  .string({ error: 'required' })
  .min(1, { error: 'required' })
  .min(password.min, { error: 'password_too_short' })
  .max(password.max, { error: 'password_too_long' });
