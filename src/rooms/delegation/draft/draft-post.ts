import { deserialize } from '$app/forms';
import { draftFieldNames, type DraftField, type DraftFields } from '../draft-fields.ts';

/** A version of the draft as the server has it. */
export type SavedDraft = { readonly fields: DraftFields; readonly revision: number };

/** What the actions of a draft answer. */
export type Answer = {
  saved?: { revision: number };
  begunAt?: string;
  latest?: SavedDraft;
  refused?: { errors: Record<string, string>; message: string };
};

/** Sends a form to an action of a page. Null when no answer came, or none that says whether it was done. */
export async function post(
  to: string,
  entries: readonly (readonly [string, string])[],
): Promise<Answer | null> {
  const body = new URLSearchParams(entries.map(([name, value]) => [name, value]));
  try {
    const response = await fetch(to, {
      method: 'POST',
      body,
      headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
      cache: 'no-store',
    });
    const result = deserialize(await response.text());
    if (result.type === 'redirect') return { begunAt: result.location };
    if (result.type === 'success' || result.type === 'failure') return result.data ?? {};
    return null;
  } catch {
    return null;
  }
}

const fieldOfInput: Record<string, DraftField> = { effortMinutes: 'effort', limitMinutes: 'limitTime' };

/** Errors by path of the input (`links.2`, `limitMoney.amountMinor`) as errors of the form's fields. */
export function fieldErrors(errors: Record<string, string>): Partial<Record<DraftField, string>> {
  const byField: Partial<Record<DraftField, string>> = {};
  for (const [path, text] of Object.entries(errors)) {
    const name = path.split('.')[0] ?? path;
    const field = fieldOfInput[name] ?? draftFieldNames.find((one) => one === name);
    if (field) byField[field] ??= text;
  }
  return byField;
}
