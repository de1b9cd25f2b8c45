import type { Handle } from '@sveltejs/kit/hooks';
import { paraglideMiddleware } from '#paraglide/server.js';

/** Answers in the reader's language: chosen before, else the browser's, else Spanish. */
export const handle: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, ({ locale }) =>
    resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) }),
  );
