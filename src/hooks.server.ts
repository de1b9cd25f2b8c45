import { error, type RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { visitor, type Actor } from '#kernel/actor.ts';
import { isDatabaseAway } from '#kernel/database/pools.server.ts';
import { languageOfAddress } from '#kernel/web/addresses.ts';
import { codeInLanguage, rememberLanguage } from '#kernel/web/language.server.ts';
import { databaseAwayText } from '#kernel/web/texts.server.ts';
import { app_error_reference, app_unexpected } from '#messages';
import { cookieName } from '#paraglide/runtime.js';
import { paraglideMiddleware } from '#paraglide/server.js';
import { actorOf } from '#rooms/people/index.server.ts';
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

/** Says who is asking and answers in their language: the address's own, else chosen before, else the browser's, else Spanish. */
export const handle: Handle = ({ event, resolve }) =>
  paraglideMiddleware(whoseLanguage(event), async ({ locale }) => {
    if (!house) throw new Error('The house is not open');
    event.locals.house = house;
    event.locals.locale = locale;
    event.locals.actor = await whoAsks(house, event);
    return resolve(event, {
      transformPageChunk: ({ html }) => codeInLanguage(html.replace('%lang%', locale), locale),
    });
  });

/**
 * The request by whose language it is answered. Where the address names one, a request that chose that one before: and
 * whoever chose none yet goes on in it.
 */
function whoseLanguage({ url, cookies, request }: RequestEvent): Request {
  const named = languageOfAddress(url);
  if (!named) return request;
  if (!cookies.get(cookieName)) rememberLanguage(cookies, named, url);
  return new Request(url, { headers: { cookie: `${cookieName}=${named}` } });
}

/**
 * The person of the session. Where that can't be known, throws the page that says so, in the reader's language: further
 * out, nobody knows it. That page has room for one sentence, so the number stands in it.
 */
async function whoAsks({ entrance }: House, event: RequestEvent): Promise<Actor> {
  const cookies = event.request.headers.get('cookie');
  try {
    return (await actorOf(entrance.pool, cookies, entrance.secret, entrance.now())) ?? visitor;
  } catch (failure) {
    if (isDatabaseAway(failure)) error(503, databaseAwayText());
    error(500, `${app_unexpected()} ${app_error_reference({ reference: logged(failure, event) })}`);
  }
}

/** Logs a failure that nobody expected; the number under which it stands. */
function logged(failure: unknown, { request, url }: RequestEvent): string {
  const reference = crypto.randomUUID().slice(0, 8);
  console.error(`[${reference}] ${request.method} ${url.pathname}`, failure);
  return reference;
}

/** A failure that nobody expected is logged under a number, which the page shows. What it says stays here. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  // A refusal comes with its own words.
  if (kind === 'app') return {};
  if (kind === 'framework') return { message: app_unexpected() };
  if (isDatabaseAway(error)) return { status: 503, message: databaseAwayText() };
  return { message: app_unexpected(), reference: logged(error, event) };
};
