import { error, json, redirect } from '@sveltejs/kit';
import { Refusal, statusOf } from '#kernel/errors.ts';
import { performFor } from '#kernel/web/form.server.ts';
import { fieldText, refusalText } from '#kernel/web/texts.server.ts';
import { attachFile, listFiles, receiveFiles, type Received } from '#rooms/delegation/index.server.ts';
import type { RequestHandler } from './$types';

/**
 * Takes files in, from a plain form or from a script that accepts JSON. Whoever may not attach is refused before any
 * content is read.
 */
export const POST: RequestHandler = async (event) => {
  const { locals, params, request } = event;
  const wantsJson = request.headers.get('accept')?.includes('application/json') ?? false;
  try {
    const around = await performFor(event, listFiles, params);
    if (!around.ok) throw around.refusal;
    if (!around.value.mayAttach) throw new Refusal('forbidden');
    const received = await receiveFiles(request, locals.house.files, params.workspace, (upload) =>
      performFor(event, attachFile, { ...params, ...upload }),
    );
    const refused = received.flatMap((one) => ('refusal' in one ? [one.refusal] : []));
    if (refused[0] && refused.length === received.length) throw refused[0];
    if (wantsJson) return json({ files: received.map(said) });
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure;
    const message = textOf(failure);
    if (wantsJson) return json({ code: failure.code, message }, { status: statusOf(failure) });
    error(statusOf(failure), message);
  }
  redirect(303, `/w/${params.workspace}/briefs/${params.brief}#files`);
};

const said = (one: Received) =>
  'refusal' in one
    ? { name: one.name, code: one.refusal.code, message: textOf(one.refusal) }
    : { name: one.name, id: one.file };

function textOf(refusal: Refusal): string {
  const [code] = Object.values(refusal.fields);
  return code ? fieldText(code) : refusalText(refusal);
}
