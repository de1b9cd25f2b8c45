import { error, redirect } from '@sveltejs/kit';
import { statusOf } from '#kernel/errors.ts';
import { isUuid } from '#kernel/id.ts';
import { performFor } from '#kernel/web/form.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import {
  claimAssessment,
  getAssessment,
  getResult,
  hideResult,
  rememberAssessment,
  resultView,
  showResult,
} from '#rooms/readiness/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.setHeaders({
    'cache-control': 'private, no-store',
    // The secret stands in the address: it goes to no other site. With `no-referrer` the forms here would be refused,
    // since browsers then send them without their origin.
    'referrer-policy': 'same-origin',
    'x-robots-tag': 'noindex, nofollow',
  });
  const { secret: assessment } = event.params;
  const found = await performFor(event, getResult, { assessment });
  if (!found.ok) {
    if (found.refusal.reason === 'assessment_unfinished') redirect(303, '/test');
    error(statusOf(found.refusal), refusalText(found.refusal));
  }
  const { actor, locale, house } = event.locals;
  return {
    ...resultView(found.value, locale),
    link: isUuid(assessment) || !found.value.isOwn ? null : addressOf(assessment, house.origin),
    isSignedIn: actor.kind === 'person',
    timeZone: actor.kind === 'person' ? actor.timeZone : 'UTC',
  };
};

const addressOf = (secret: string, origin: string) => new URL(`/result/${secret}`, origin).toString();

export const actions: Actions = {
  /** Shown once: only its hash is kept. */
  show: async (event) => {
    const shown = await performFor(event, showResult, { assessment: event.params.secret });
    if (!shown.ok) error(statusOf(shown.refusal), refusalText(shown.refusal));
    return { shown: addressOf(shown.value.secret, event.locals.house.origin) };
  },
  hide: async (event) => {
    const hidden = await performFor(event, hideResult, { assessment: event.params.secret });
    if (!hidden.ok) error(statusOf(hidden.refusal), refusalText(hidden.refusal));
    redirect(303, `${event.url.pathname}#keep`);
  },
  /** Goes on in this browser with the answers of this result, from the step asked for. */
  change: async (event) => {
    const { secret: assessment } = event.params;
    const found = await performFor(event, getAssessment, { assessment });
    if (!found.ok) error(statusOf(found.refusal), refusalText(found.refusal));
    rememberAssessment(event, assessment);
    const step = String((await event.request.formData()).get('step'));
    redirect(303, /^[1-9]$/.test(step) ? `/test/${step}?unanswered` : '/test/1');
  },
  claim: async (event) => {
    const { secret: assessment } = event.params;
    const claimed = await performFor(event, claimAssessment, { assessment });
    if (!claimed.ok) error(statusOf(claimed.refusal), refusalText(claimed.refusal));
    redirect(303, event.url.pathname);
  },
};
