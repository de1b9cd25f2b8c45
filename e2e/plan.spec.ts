import * as m from '#messages';
import { takeSelfAssessment } from './testing/assessment.ts';
import { expect, test } from './testing/journey.ts';
import { es } from './testing/words.ts';

test('a plan is begun from a shared result, and both sides work through it', async ({
  visit,
  seed,
  product,
  outbox,
}) => {
  const { workspace, engagement, assistant, principal } = await seed.place();
  const address = `/w/${workspace}/engagements/${engagement}`;
  const assessment = await takeSelfAssessment(product.origin, { O1: '0', O2: '4' });
  const share = { assessment, what: 'verdict' };
  await seed.call(principal, workspace, `POST /engagements/${engagement}/assessments`, share);

  const marta = await visit({ as: assistant });
  await marta.goto(address);
  await marta
    .getByRole('link', { name: es(m.readiness_prep_title) })
    .first()
    .click();
  await marta.getByLabel(es(m.readiness_requirement_r6_name)).check();
  await marta.getByRole('button', { name: es(m.readiness_prep_begin) }).click();
  await expect(marta.getByText(es(m.readiness_prep_begun))).toBeVisible();
  const first = marta.locator('li[id^=step-]').filter({ hasText: es(m.readiness_plan_r6_step_1) });
  await first.getByText(es(m.readiness_prep_plan_it)).click();
  await first.getByLabel(es(m.readiness_prep_who)).selectOption(principal.id);
  const today = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Madrid' }).format();
  await first.getByLabel(es(m.readiness_prep_when)).fill(today);
  await first.getByRole('button', { name: es(m.readiness_prep_save) }).click();
  await expect(first.getByText(es(m.readiness_prep_today))).toBeVisible();

  const told = await outbox.mailTo(principal.email, es(m.mail_plan_step_subject, { by: assistant.name }));
  const irene = await visit({ as: principal });
  await irene.goto(`/w/${workspace}`);
  await expect(irene.getByRole('link', { name: es(m.readiness_prep_home, { count: 1 }) })).toBeVisible();
  await irene.goto(told.link);
  const step = irene.locator('li[id^=step-]').filter({ hasText: es(m.readiness_plan_r6_step_1) });
  await step.getByRole('button', { name: es(m.readiness_prep_finish), exact: true }).click();
  await expect(irene.getByText(es(m.readiness_prep_finished))).toBeVisible();

  const week = irene.locator('#exercise-week');
  await week.getByLabel(es(m.readiness_prep_week_what)).fill('Facturas del mes');
  for (const trait of [
    m.readiness_prep_week_repeats,
    m.readiness_prep_week_explainable,
    m.readiness_prep_week_mendable,
  ])
    await week.getByLabel(es(trait)).check();
  await week.getByRole('button', { name: es(m.readiness_prep_add) }).click();
  await expect(week.getByText(es(m.readiness_prep_week_fit))).toBeVisible();

  const procedure = irene.locator('#exercise-procedure');
  await procedure.locator('summary', { hasText: es(m.readiness_prep_write) }).click();
  await procedure
    .getByLabel(es(m.readiness_prep_procedure_label))
    .fill('Abrir el banco\nDescargar el extracto');
  await procedure.getByRole('button', { name: es(m.readiness_prep_save) }).click();
  await expect(procedure.getByText(es(m.readiness_prep_waits_for_them))).toBeVisible();

  const theirs = marta.locator('#exercise-procedure');
  await theirs.getByRole('button', { name: es(m.readiness_prep_confirm) }).click();
  await expect(theirs.getByText('Las dos partes lo confirmaron')).toBeVisible();
});
