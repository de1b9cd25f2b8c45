import * as m from '#messages';
import { clearBrief, stepsOn } from './testing/briefs.ts';
import { expect, test } from './testing/journey.ts';
import { es } from './testing/words.ts';

test('vague words are named while somebody writes, and no longer once they are mended', async ({
  visit,
  seed,
}) => {
  const { workspace, principal } = await seed.place();
  const page = await visit({ as: principal });
  await page.goto(`/w/${workspace}/briefs/new`);
  const outcome = page.getByLabel(es(m.delegation_field_outcome));
  const vague = page.getByRole('region', { name: es(m.delegation_page_vague_title) });
  await outcome.fill('Las facturas están enviadas cuanto antes');
  const suggestion = vague.getByRole('link', { name: es(m.delegation_vague_hurry) });
  await expect(suggestion).toContainText('«cuanto antes»');
  await page.getByLabel(es(m.delegation_field_title)).focus();
  await suggestion.click();
  await expect(outcome, 'it leads to where the words stand').toBeFocused();
  await outcome.fill('Las facturas están enviadas el viernes a las 12');
  await expect(vague).toHaveCount(0);
});

test('what was left out or altered when the request was said back is marked beside it', async ({
  visit,
  seed,
  owner,
}) => {
  const place = await seed.place();
  const { workspace, assistant, principal } = place;
  const steps = stepsOn(seed, owner, place);
  const brief = await steps.begin(clearBrief);
  await steps.send(brief);
  const teachBack = 'Estará bien cuando:\n- Tiene cuatro noticias';
  await seed.call(assistant, workspace, `POST /briefs/${brief}/teach-backs`, { teachBack });
  const page = await visit({ as: principal });
  await page.goto(`/w/${workspace}/briefs/${brief}`);
  const [changed, absent] = ['Tiene', 'Los enlaces funcionan'].map((text) =>
    page.locator('#teach-back').getByRole('listitem').filter({ hasText: text }),
  );
  await expect(changed!.locator('del')).toHaveText('tres');
  await expect(changed!.locator('ins')).toHaveText('cuatro');
  await expect(absent!).toContainText(es(m.delegation_page_confirm_absent));
});
