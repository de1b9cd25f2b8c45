import { loadFor } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { listOwnAssessments, offerView } from '#rooms/readiness/index.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  personHere(event);
  const { assessments } = await loadFor(event, listOwnAssessments, {});
  return {
    assessments: assessments.map((one) => ({
      id: one.assessment,
      form: one.form,
      practice: one.practice,
      ...offerView(one, event.locals.locale),
    })),
  };
};
