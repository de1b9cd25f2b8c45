import { answerPasskeyStep } from '#rooms/people/index.server.ts';
import type { RequestHandler } from './$types';

/** The steps of adding a passkey and of signing in with one; everything else about signing in is a form. */
export const fallback: RequestHandler = ({ request, params, locals, getClientAddress }) => {
  const [room, step, ...rest] = params.path.split('/');
  if (room !== 'passkey' || !step || rest.length > 0) return new Response(null, { status: 404 });
  return answerPasskeyStep(locals.house.entrance, request, step, getClientAddress());
};
