import * as m from '#messages';
import { briefAt, stepsOn } from './testing/briefs.ts';
import { expect, test } from './testing/journey.ts';
import { es } from './testing/words.ts';

test('a promise that a wait has moved into the night: the assistant proposes the morning, and the client decides', async ({
  visit,
  seed,
  owner,
}) => {
  const place = await seed.place();
  const brief = await briefAt('promised', stepsOn(seed, owner, place));
  const night = Temporal.Now.zonedDateTimeISO('Europe/Madrid').add({ days: 5 }).withPlainTime('03:00');
  const morning = night.withPlainTime('09:00').toPlainDateTime().toString({ smallestUnit: 'minute' });
  await owner.query({ workspace: place.workspace }, 'update briefs set due_at = $1 where brief_id = $2', [
    night.toInstant().toString(),
    brief,
  ]);

  const assistant = await visit({ as: place.assistant });
  await assistant.goto(`/w/${place.workspace}/briefs/${brief}`);
  const clock = assistant.locator('.notice', { hasText: '3:00' });
  await expect(clock, 'what was promised stays where the wait has moved it').toBeVisible();
  await assistant.getByRole('button', { name: es(m.delegation_action_propose_date) }).click();
  // In a dialog; pressed before the page's script has come, in the page.
  const words = es(m.delegation_page_date_moved, { date: '' });
  await assistant.getByRole('button', { name: words }).click();
  await expect(assistant.locator('[name=by]')).toHaveValue(morning);
  await assistant.locator('[name=reason]').fill('De noche no lo entrego');
  const send = assistant.getByRole('button', { name: es(m.delegation_page_propose_send) });
  await send.click();
  await expect(send).toHaveCount(0);
  await expect(clock, 'until the client has agreed').toBeVisible();

  const client = await visit({ as: place.principal });
  await client.goto(`/w/${place.workspace}/briefs/${brief}`);
  await client.getByRole('button', { name: es(m.delegation_action_agree_date) }).click();
  await expect(client.locator('.notice', { hasText: '9:00' })).toBeVisible();
});
