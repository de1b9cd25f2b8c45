import { personHere } from '#kernel/web/person.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = (event) => {
  const { name, email, timeZone } = personHere(event);
  return { person: { name, email, timeZone } };
};
