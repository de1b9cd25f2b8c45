import type { LayoutServerLoad } from './$types';

/** Whoever keeps a public page for others to read must know that it depends on the language. */
export const load: LayoutServerLoad = ({ locals, setHeaders }) => {
  setHeaders({ vary: 'accept-language, cookie' });
  return { origin: locals.house.origin };
};
