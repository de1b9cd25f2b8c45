import { randomUUIDv7 } from 'node:crypto';
import * as m from '#messages';
import { expect, test } from './testing/journey.ts';
import type { Owner } from './testing/owner.ts';
import type { SeededPlace } from './testing/seed.ts';
import { es } from './testing/words.ts';

test('both sides say how it goes for them, and each reads the other once it has answered', async ({
  visit,
  seed,
}) => {
  const { workspace, engagement, assistant, principal } = await seed.place();
  const address = `/w/${workspace}/engagements/${engagement}`;
  await seed.call(assistant, workspace, `PUT /engagements/${engagement}/pulse`, { satisfaction: 5 });

  const page = await visit({ as: principal });
  await page.goto(address);
  const pulse = page.getByRole('region', { name: es(m.evidence_pulse_title) });
  await expect(pulse.getByText(assistant.name)).toBeHidden();
  const well = pulse.getByRole('radio', { name: es(m.evidence_pulse_4), exact: true });
  await well.check();
  await pulse.getByRole('button', { name: es(m.evidence_pulse_button), exact: true }).click();
  await expect(page.getByText(es(m.evidence_pulse_done))).toBeVisible();
  await expect(pulse.getByText(assistant.name)).toBeVisible();

  await pulse.getByRole('button', { name: es(m.evidence_pulse_withdraw) }).click();
  await expect(page.getByText(es(m.evidence_pulse_withdrawn))).toBeVisible();
});

test('without JavaScript an owner notes a renewal and how it ended, which the client reads', async ({
  visit,
  seed,
}) => {
  const { workspace, engagement, assistant, principal } = await seed.place();
  const address = `/w/${workspace}/engagements/${engagement}/course`;
  const today = new Date().toISOString().slice(0, 10);
  const nextYear = `${Number(today.slice(0, 4)) + 1}-05-31`;
  const page = await visit({ as: assistant, javaScriptEnabled: false });
  await page.goto(address);
  await page.getByLabel(es(m.engagements_course_renew)).fill(nextYear);
  await page.getByRole('button', { name: es(m.engagements_course_renew_button) }).click();
  await expect(page.getByText(es(m.engagements_done_renewed))).toBeVisible();

  await page.getByText(es(m.engagements_course_end), { exact: true }).click();
  await page.getByLabel(es(m.engagements_course_end_on)).fill(today);
  await page.getByRole('radio', { name: es(m.engagements_course_no), exact: true }).check();
  await page.getByRole('radio', { name: es(m.engagements_course_by_both) }).check();
  await page.getByLabel(es(m.engagements_course_end_words)).fill('Hasta pronto');
  await page.getByRole('button', { name: es(m.engagements_course_end_button) }).click();
  await expect(
    page.getByText(es(m.errors_field_invalid)).or(page.getByText(es(m.errors_field_required))),
  ).toBeVisible();
  await expect(page.getByLabel(es(m.engagements_course_end_words)), 'nothing is lost').toHaveValue(
    'Hasta pronto',
  );
  await page.getByLabel(es(m.engagements_course_end_reason)).selectOption('work_done');
  await page.getByRole('button', { name: es(m.engagements_course_end_button) }).click();
  await expect(page.getByText(es(m.engagements_done_ended))).toBeVisible();

  const other = await visit({ as: principal });
  await other.goto(address);
  await expect(other.getByText('Hasta pronto')).toBeVisible();
  await expect(other.getByText(es(m.engagements_course_reason_work_done))).toBeVisible();
});

/** Engagements of a practice: those of clients who communicate well last longer. Nothing else matters. */
async function manyEngagements(
  owner: Owner,
  { workspace, assistant }: SeededPlace,
  count: number,
): Promise<void> {
  const scope = { workspace };
  for (let at = 0; at < count; at += 1) {
    const [client, engagement] = [randomUUIDv7(), randomUUIDv7()];
    const began = '2024-01-10T09:00:00Z';
    const place = { workspace_id: workspace, engagement_id: engagement };
    const name = `Cliente ${at}`;
    await owner.insert(scope, 'clients', {
      workspace_id: workspace,
      client_id: client,
      name,
      created_at: began,
    });
    await owner.insert(scope, 'engagements', { ...place, client_id: client, name, created_at: began });
    const requirements = [1, 2, 3, 4, 5, 6, 7].map((number) => ({
      requirement: `R${number}`,
      score: number === 2 ? 30 + 4 * at : 40 + ((at * number * 37) % 53),
    }));
    await owner.insert(scope, 'shared_assessments', {
      ...{ ...place, shared_assessment_id: randomUUIDv7(), shared_by: assistant.id, shared_at: began },
      ...{ what: 'verdict', form: 'short', edition: 1, finished_at: began },
      result: JSON.stringify({ requirements }),
    });
    const last = new Date(Date.parse(began) + (40 + 45 * at) * 86_400_000).toISOString().slice(0, 10);
    await owner.insert(scope, 'engagement_endings', {
      ...{ ...place, ended_on: last, is_early: at < 6, ended_by: 'client', reason: 'budget' },
      ...{ noted_by: assistant.id, noted_at: new Date().toISOString() },
    });
  }
}

test('an owner reads what mattered in the engagements, and what cannot be concluded, and sets the weights offered', async ({
  visit,
  seed,
  owner,
}) => {
  const place = await seed.place();
  const page = await visit({ as: place.assistant });
  await page.goto(`/w/${place.workspace}/settings`);
  await page.getByRole('link', { name: es(m.evidence_tab) }).click();
  await expect(
    page.getByRole('heading', { name: es(m.evidence_empty_title, { cases: 0, fewest: 12 }) }),
  ).toBeVisible();

  await manyEngagements(owner, place, 16);
  await page.reload();
  await expect(
    page.getByText(es(m.evidence_counts, { engagements: 17, cases: 16, ended: 16 })),
  ).toBeVisible();
  const communication = page.getByRole('region', { name: es(m.readiness_requirement_r2_name) });
  await expect(communication.getByText(es(m.evidence_overall_with, { cases: 16 }))).toBeVisible();
  await communication.getByText(es(m.evidence_details)).click();
  await expect(communication.getByRole('row', { name: es(m.evidence_outcome_length) })).toContainText(
    es(m.evidence_interval, { value: '1,00', low: '1,00', high: '1,00', cases: '16' }),
  );
  await expect(communication.getByText(es(m.evidence_untold_title))).toBeVisible();
  await expect(page.getByText(es(m.evidence_limits_cause))).toBeVisible();
  await expect(page.getByText('Cliente 3')).toHaveCount(0);

  const offer = page.getByRole('region', { name: es(m.evidence_offer_title) });
  const row = offer.getByRole('row', { name: es(m.readiness_requirement_r2_name) });
  await expect(row).toContainText('15');
  await offer.getByRole('button', { name: es(m.evidence_offer_button) }).click();
  await expect(page.getByText(es(m.readiness_weights_saved))).toBeVisible();
  const [now, offered] = await row.getByRole('cell').allTextContents();
  expect(now, 'they are the present ones now').toBe(offered);
});

test('without JavaScript an owner lets the practice be counted over many, and takes it back', async ({
  visit,
  seed,
}) => {
  const { workspace, assistant } = await seed.place();
  const page = await visit({ as: assistant, javaScriptEnabled: false });
  await page.goto(`/w/${workspace}/evidence`);
  await expect(page.getByText(es(m.evidence_sharing_off))).toBeVisible();
  await page.getByRole('button', { name: es(m.evidence_sharing_begin), exact: true }).click();
  await expect(page.getByText(es(m.evidence_sharing_on), { exact: true })).toBeVisible();
  await page.getByRole('button', { name: es(m.evidence_sharing_end) }).click();
  await expect(page.getByText(es(m.evidence_sharing_off))).toBeVisible();
});
