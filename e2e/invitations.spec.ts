import * as m from '#messages';
import { expect, test } from './testing/journey.ts';
import type { SeededPlace, Seed } from './testing/seed.ts';
import { es } from './testing/words.ts';

const invite = (seed: Seed, { assistant, workspace, engagement }: SeededPlace, email: string) =>
  seed.call(assistant, workspace, `POST /engagements/${engagement}/invitations`, {
    ...{ email, role: 'principal', language: 'es' },
  });
const accept = { name: es(m.people_place_invited_accept) };

test('whoever signs in without the mailed link finds the invitation at home, and accepts it', async ({
  visit,
  seed,
}) => {
  const [place, guest] = [await seed.place(), await seed.person('Abril Soto')];
  await invite(seed, place, guest.email);
  const page = await visit({ as: guest });
  await page.goto('/home');
  await expect(page.getByRole('heading', { name: es(m.people_place_home_invitations) })).toBeVisible();
  await expect(page.getByText('Estudio Lumbre')).toBeVisible();
  await page.getByRole('button', accept).click();
  await expect(page).toHaveURL(`/w/${place.workspace}`);

  await page.goto('/home');
  await expect(page, 'with one place and no question left, home leads there').toHaveURL(
    `/w/${place.workspace}`,
  );
});

test('without JavaScript, whoever has a place sees both, and why a withdrawn invitation can’t be accepted', async ({
  visit,
  seed,
}) => {
  const own = await seed.place({ practice: 'Casa Norte' });
  const place = await seed.place();
  const { invitation } = await invite(seed, place, own.assistant.email);
  const page = await visit({ as: own.assistant, javaScriptEnabled: false });
  await page.goto('/home');
  await expect(page.getByRole('link', { name: 'Casa Norte' })).toBeVisible();
  await seed.call(place.assistant, place.workspace, `POST /invitations/${invitation}/withdraw`, {});
  await page.getByRole('button', accept).click();
  await expect(page.getByText(es(m.errors_reason_invitation_withdrawn))).toBeVisible();
  await page.getByRole('link', { name: 'Casa Norte' }).click();
  await expect(page).toHaveURL(`/w/${own.workspace}`);
});
