import { personHere } from '#kernel/web/person.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = (event) => {
  const { name, email } = personHere(event);
  return { person: { name, email } };
};
