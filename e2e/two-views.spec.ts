import type { Page } from '@playwright/test';
import * as m from '#messages';
import { bestAnswers, takeSelfAssessment } from './testing/assessment.ts';
import { expect, test } from './testing/journey.ts';
import { es } from './testing/words.ts';

const systems = es(m.readiness_requirement_r6_name);
const answerButton = (page: Page) => page.getByRole('link', { name: es(m.readiness_views_answer) });

/** Answers every question about the client well, but that everything is wanted today. */
async function answerAboutClient(page: Page) {
  const given = { ...bestAnswers, O1: 0, O2: 4 };
  await expect(page.locator('input[name=Q5]').first()).toBeVisible();
  const fields = page.locator('main input[type=radio]');
  await fields.evaluateAll(
    (inputs, answers) => {
      for (const input of inputs as HTMLInputElement[]) {
        if (input.value === String(answers[input.name])) input.click();
      }
    },
    given as Record<string, string | number>,
  );
}

test('both answer without seeing the other, and then talk about where they differ', async ({
  visit,
  seed,
  product,
  outbox,
}) => {
  const { workspace, engagement, assistant, principal } = await seed.place();
  const address = `/w/${workspace}/engagements/${engagement}`;
  const [marta, irene] = [await visit({ as: assistant }), await visit({ as: principal })];

  await marta.goto(address);
  await marta.getByRole('link', { name: es(m.readiness_views_title) }).click();
  await answerButton(marta).click();
  await expect(marta.getByText(es(m.readiness_views_form_who))).toBeVisible();
  const save = marta.getByRole('button', { name: es(m.readiness_views_form_save) });
  await save.click();
  await expect(marta.getByText(es(m.errors_reason_nothing_answered))).toBeVisible();
  await answerAboutClient(marta);
  await save.click();
  await expect(marta.getByText(es(m.readiness_views_waiting_practice))).toBeVisible();

  const told = await outbox.mailTo(principal.email, es(m.mail_view_answered_subject, { by: assistant.name }));
  await irene.goto(told.link);
  await expect(irene.getByText(es(m.readiness_views_first_client_text))).toBeVisible();
  await expect(irene.getByRole('table')).toHaveCount(0);

  const assessment = await takeSelfAssessment(product.origin);
  const share = { assessment, what: 'answers' };
  await seed.call(principal, workspace, `POST /engagements/${engagement}/assessments`, share);
  for (const page of [irene, marta]) {
    await page.goto(`${address}/readiness`);
    const rows = page.getByRole('row');
    await expect(rows.nth(1)).toContainText(systems);
    await expect(page.getByText(es(m.readiness_view_talk_r6))).toBeVisible();
  }
  await expect(irene.getByText(es(m.readiness_item_o1))).toBeVisible();
  await expect(marta.getByText(es(m.readiness_view_item_o1))).toBeVisible();
});

test('60 days later both are asked again; one says not this time, the other answers, and what was shared is taken back', async ({
  visit,
  seed,
  product,
  outbox,
  owner,
}) => {
  const { workspace, engagement, assistant, principal } = await seed.place();
  const answer = (answers: object) =>
    seed.call(assistant, workspace, `POST /engagements/${engagement}/views`, { answers });
  const assessment = await takeSelfAssessment(product.origin);
  const share = { assessment, what: 'answers' };
  await seed.call(principal, workspace, `POST /engagements/${engagement}/assessments`, share);
  await answer({ ...bestAnswers, O1: 0, O2: 4 });
  const back = "- interval '61 days'";
  const system = { workspace, power: 'system' } as const;
  await owner.query(
    system,
    `update shared_assessments set shared_at = shared_at ${back}, finished_at = finished_at ${back}`,
  );
  await owner.query(
    system,
    `set local app.person = '${assistant.id}'; update assistant_views set answered_at = answered_at ${back}`,
  );
  await owner.query(system, `update engagement_members set since = since ${back}`);
  await owner.query(system, `select graphile_worker.add_job('ask_both_sides', '{}')`);
  const asked = await outbox.mailTo(assistant.email, es(m.mail_round_opened_subject));
  await outbox.mailTo(principal.email, es(m.mail_round_opened_subject));

  const irene = await visit({ as: principal });
  await irene.goto(`/w/${workspace}`);
  await irene.getByRole('link', { name: es(m.readiness_views_home) }).click();
  await irene.getByRole('button', { name: es(m.readiness_views_skip) }).click();
  await expect(irene.getByText(es(m.readiness_views_skipped))).toBeVisible();

  await answer(bestAnswers);
  const marta = await visit({ as: assistant });
  await marta.goto(asked.link);
  await expect(marta.getByRole('heading', { name: es(m.readiness_views_history) })).toBeVisible();
  await expect(marta.getByText('de 33 a 100')).toBeVisible();

  await irene.reload();
  await irene.getByRole('button', { name: es(m.readiness_views_take_back) }).click();
  await irene
    .getByRole('dialog')
    .getByRole('button', { name: es(m.readiness_views_take_back), exact: true })
    .click();
  await expect(irene.getByText(es(m.readiness_views_taken_back))).toBeVisible();
  await expect(irene.getByRole('table')).toHaveCount(0);
  await marta.reload();
  await expect(marta.getByText(es(m.readiness_views_waiting_practice))).toBeVisible();
});
