import { planForms, planPage } from '#rooms/readiness/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => planPage(event);

export const actions: Actions = planForms;
