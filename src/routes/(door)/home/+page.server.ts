import { redirect } from '@sveltejs/kit';
import { personHere } from '#kernel/web/person.server.ts';
import { lastPlace } from '#rooms/people/index.server.ts';
import { placesOf, whereToLand } from '#rooms/people/places/places.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const { memberships } = personHere(event);
  const landing = whereToLand(memberships, lastPlace(event));
  if (landing !== 'choose' && landing !== 'none') redirect(303, `/w/${landing}`);
  return { places: placesOf(memberships) };
};
