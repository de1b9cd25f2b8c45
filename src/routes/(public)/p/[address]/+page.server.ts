import { error, redirect } from '@sveltejs/kit';
import { Refusal, invalid, notFound } from '#kernel/errors.ts';
import { addressIn } from '#kernel/web/addresses.ts';
import { addressBlock, countUse, type RateLimit } from '#kernel/rate.server.ts';
import { newSecret } from '#kernel/secret.server.ts';
import { loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import { editionFor } from '#rooms/front/practice-page.ts';
import { askPractice, openPracticePage, pageView } from '#rooms/front/index.server.ts';
import { assessmentOffer, copyAtHand } from '#rooms/readiness/index.server.ts';
import { readReferences } from '#rooms/references/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** How often one place on the net may write to practices, … */
const fromOnePlace: RateLimit = { name: 'ask a practice', uses: 10, minutes: 60 };
/** … one mail address be written to because of it, wherever that comes from, … */
const toOneAddress: RateLimit = { name: 'mail whoever asks a practice', uses: 6, minutes: 24 * 60 };
/** … and one practice be asked. */
const ofOnePractice: RateLimit = { name: 'be asked', uses: 60, minutes: 60 };

export const load: PageServerLoad = async (event) => {
  // The form carries a secret of its own, and the name and address of whoever is signed in: nobody keeps it for others.
  event.setHeaders({ 'cache-control': 'private, no-cache' });
  const page = await openPracticePage(event);
  const { actor, locale, house } = event.locals;
  const language = editionFor(page.editions, locale);
  if (!language) error(404, refusalText(notFound()));
  return {
    view: pageView(page, language, house.ground.now()),
    offer: await assessmentOffer(event),
    references: (await loadFor(event, readReferences, { address: page.address })).references,
    timeZone: page.timeZone,
    practice: event.params.address,
    isListed: page.isListed,
    path: page.address,
    spoken: page.spoken,
    address: addressIn(language, event.url.pathname, house.origin),
    card: `/p/${event.params.address}/card.png`,
    locale,
    asker: actor.kind === 'person' ? { name: actor.name, email: actor.email } : null,
    // Its link opens what is asked; and a form that is sent twice asks once.
    secret: newSecret(),
  };
};

export const actions: Actions = {
  ask: async (event) => {
    const posted = await event.request.formData();
    const secret = String(posted.get('link'));
    // People don't see this field; programs that fill every field do. Should a browser have filled it, it shows itself.
    if (posted.get('website')) return refuseForm(invalid({ website: 'leave_empty' }), posted, 'ask');
    const { ground } = event.locals.house;
    try {
      const place = addressBlock(event.getClientAddress());
      await countUse(ground.db, fromOnePlace, place, ground.now());
      const address = String(posted.get('email')).trim().toLowerCase();
      await countUse(ground.db, toOneAddress, address, ground.now());
      await countUse(ground.db, ofOnePractice, event.params.address, ground.now());
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      return refuseForm(refusal, posted, 'ask');
    }
    const shared = await copyAtHand(event, posted.get('what'), event.params.address);
    const { locale: language } = event.locals;
    const input = { ...Object.fromEntries(posted), ...event.params, secret, language, shared };
    const outcome = await performFor(event, askPractice, input);
    if (!outcome.ok) return refuseForm(outcome.refusal, posted, 'ask');
    redirect(303, `/asked/${secret}?said=sent`);
  },
};
