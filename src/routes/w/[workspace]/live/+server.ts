import { error } from '@sveltejs/kit';
import { personOf } from '#kernel/actor.ts';
import type { Change } from '#kernel/events.server.ts';
import type { Hear } from '#kernel/live.server.ts';
import type { RequestHandler } from './$types';

/** A stream lives this long at most, so that who has left a workspace or a session stops hearing; browsers connect again. */
const longestStreamMs = 10 * 60_000;
/** Proxies close silent streams. */
const heartbeatMs = 25_000;

/**
 * Server-sent events (WHATWG HTML, section 9.2): one `change` for everything that happens within the person's reach,
 * beginning with what happened since the page was read (`?after=`) or since the stream broke (`Last-Event-ID`).
 */
export const GET: RequestHandler = ({ locals, params, request, url }) => {
  const person = personOf(locals.actor);
  const membership = person?.memberships.find((one) => one.workspace === params.workspace);
  if (!person || !membership) error(404);
  const mine = new Set<string>(membership.engagements.map((one) => one.engagement));
  const reaches = ({ engagement, kind }: Change) =>
    kind === 'caught_up' || membership.role === 'owner' || (engagement !== null && mine.has(engagement));

  let end = () => {};
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const encoder = new TextEncoder();
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      send('retry: 2000\n\n');
      const hear: Hear = (change, position) => {
        if (!reaches(change)) return;
        const told = { ...change, own: change.by === person.id, by: undefined };
        send(`event: change\nid: ${position}\ndata: ${JSON.stringify(told)}\n\n`);
      };
      const after = request.headers.get('last-event-id') ?? url.searchParams.get('after') ?? undefined;
      const unsubscribe = locals.house.live.subscribe(membership.workspace, hear, after);
      const heartbeat = setInterval(() => send(':\n\n'), heartbeatMs);
      const close = () => {
        end();
        controller.close();
      };
      const lifetime = setTimeout(close, longestStreamMs);
      process.once('sveltekit:shutdown', close);
      end = () => {
        end = () => {};
        unsubscribe();
        clearInterval(heartbeat);
        clearTimeout(lifetime);
        process.off('sveltekit:shutdown', close);
      };
      request.signal.addEventListener('abort', () => end());
    },
    cancel: () => end(),
  });
  return new Response(stream, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
  });
};
