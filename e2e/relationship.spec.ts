import * as m from '#messages';
import { takeSelfAssessment } from './testing/assessment.ts';
import { briefAt, clearBrief, inHours, stepsOn } from './testing/briefs.ts';
import { expect, test } from './testing/journey.ts';
import { es } from './testing/words.ts';

test('both sides read the same figures, open where they come from, and see what was said beside them', async ({
  visit,
  seed,
  owner,
  product,
}) => {
  const place = await seed.place();
  const { workspace, engagement, assistant, principal, member } = place;
  const here = `/w/${workspace}/engagements/${engagement}`;
  const steps = stepsOn(seed, owner, place);
  await briefAt('accepted', steps, { ...clearBrief, wishedBy: inHours(240) });
  await briefAt('understood', steps, { ...clearBrief, title: 'Citas de enero', wishedBy: inHours(1) });
  await briefAt('draft', steps, { ...clearBrief, title: 'Todavía no se envía' });

  const client = await visit({ as: principal });
  await client.goto(here);
  await client.getByRole('link', { name: es(m.relationship_title) }).click();
  await expect(client.getByRole('heading', { level: 1 })).toHaveText(es(m.relationship_title));
  await expect(client.getByText(es(m.relationship_declared_own_missing))).toBeVisible();
  const figure = client.locator('#urgent');
  await expect(figure.getByRole('strong')).toHaveText(
    es(m.relationship_of, { numerator: 1, denominator: 2 }),
  );
  await expect(figure.getByText(es(m.relationship_few))).toBeVisible();

  const share = { assessment: await takeSelfAssessment(product.origin), what: 'verdict' };
  await seed.call(principal, workspace, `POST /engagements/${engagement}/assessments`, share);
  const seenBy = async (who: typeof assistant, javaScriptEnabled = true) => {
    const page = await visit({ as: who, javaScriptEnabled });
    await page.goto(`${here}/relationship`);
    const sections = page.locator('section[aria-labelledby]');
    await expect(sections.first()).toBeVisible();
    return { page, text: await sections.allInnerTexts() };
  };
  const practice = await seenBy(assistant);
  const withoutScript = await seenBy(principal, false);
  expect(withoutScript.text).toEqual(practice.text);
  await expect(
    practice.page.getByText(es(m.relationship_declared_score, { score: 100 })).first(),
  ).toBeVisible();
  const colleague = await seenBy(member);
  expect(await colleague.page.locator('#urgent').innerText()).toBe(
    await practice.page.locator('#urgent').innerText(),
  );
  await expect(colleague.page.getByText(es(m.relationship_declared_own_missing))).toBeVisible();

  await practice.page.locator('#urgent').getByText(es(m.relationship_more)).click();
  await expect(practice.page.getByText('Todavía no se envía')).toHaveCount(0);
  await practice.page.locator('#urgent').getByRole('link', { name: 'Citas de enero' }).click();
  await expect(practice.page.getByRole('heading', { level: 1 })).toContainText('Citas de enero');
});
