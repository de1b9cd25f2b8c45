import { redirect } from '@sveltejs/kit';
import {
  callerHere,
  countryInLanguages,
  keep,
  mainZoneOf,
  orRefuse,
  signUp,
} from '#rooms/people/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ request, url, locals }) => {
  const country = countryInLanguages(request.headers.get('accept-language'));
  return {
    next: url.searchParams.get('next') ?? '',
    email: url.searchParams.get('email') ?? '',
    // A guess, shown to be corrected: without script the browser does not tell.
    timeZone:
      (country && mainZoneOf(country)) ?? (locals.locale === 'es' ? 'Europe/Madrid' : 'Europe/London'),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const posted = await event.request.formData();
    return orRefuse(posted, async () => {
      const input = Object.fromEntries(posted);
      keep(event, 'signing_up', await signUp(event.locals.house.entrance, callerHere(event), input));
      keep(event, 'mailed', `verify ${String(input.email).trim()}`);
      keep(event, 'next', String(input.next ?? ''));
      redirect(303, '/check-mail');
    });
  },
};
