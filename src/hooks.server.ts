import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { visitor } from '#kernel/actor.ts';
import { app_unexpected } from '#messages';
import { paraglideMiddleware } from '#paraglide/server.js';
import { openHouse, type House } from './house.server.ts';

let house: House | undefined;

/** Opens the house once, with what the command line handed over. */
export const init: ServerInit = async () => {
  const running = globalThis.__delega;
  if (!running)
    throw new Error('Start Delega with `npm start`: the web server needs its database and secrets');
  house = await openHouse(running);
  running.ready = house.ready;
  running.stop = house.stop;
};

/** Says who is asking and answers in their language: chosen before, else the browser's, else Spanish. */
export const handle: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, async ({ locale }) => {
    event.locals.house = house!;
    event.locals.locale = locale;
    event.locals.actor = visitor;
    return resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) });
  });

/** A failure that nobody expected is logged under a number, which the page shows. What it says stays here. */
export const handleError: HandleServerError = ({ error, event }) => {
  if (event.route.id === null) return { message: app_unexpected() };
  const reference = crypto.randomUUID().slice(0, 8);
  console.error(`[${reference}] ${event.request.method} ${event.url.pathname}`, error);
  return { message: app_unexpected(), reference };
};
