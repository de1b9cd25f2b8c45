import * as m from '#messages';
import { expect, test } from './testing/journey.ts';
import type { SeededPlace, Seed } from './testing/seed.ts';
import { es } from './testing/words.ts';

const invite = (seed: Seed, { assistant, workspace, engagement }: SeededPlace, email: string) =>
  seed.call(assistant, workspace, `POST /engagements/${engagement}/invitations`, {
    ...{ email, role: 'principal', language: 'es' },
  });
const accept = { name: es(m.people_place_invited_accept) };
const decline = { name: es(m.people_place_invited_decline), exact: true };

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

test('whoever declines at home has answered: home leads to their one place again, and the inviter sees it', async ({
  visit,
  seed,
  outbox,
}) => {
  const own = await seed.place({ practice: 'Casa Norte' });
  const place = await seed.place();
  const guest = own.assistant;
  await invite(seed, place, guest.email);
  const page = await visit({ as: guest });
  await page.goto('/home');
  await page.getByRole('button', decline).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: es(m.people_place_invited_decline_button) })
    .click();
  await expect(page.getByText(es(m.people_place_invited_declined_done))).toBeVisible();
  await expect(page.getByRole('button', accept)).toHaveCount(0);
  await page.goto('/home');
  await expect(page).toHaveURL(`/w/${own.workspace}`);

  const subject = es(m.mail_invitation_declined_subject, { email: guest.email });
  const { link } = await outbox.mailTo(place.assistant.email, subject);
  const inviter = await visit({ as: place.assistant });
  await inviter.goto(link);
  await expect(inviter.getByText(es(m.people_place_invitation_declined), { exact: true })).toBeVisible();
});

test('on the page of the mailed link, somebody without an account declines by typing their address', async ({
  visit,
  seed,
}) => {
  const place = await seed.place();
  const { secret } = await invite(seed, place, 'nadie@example.org');
  const page = await visit();
  await page.goto(`/invitation/${place.workspace}/${secret}`);
  await page.getByText(es(m.people_place_invited_decline), { exact: true }).click();
  const send = () => page.getByRole('button', { name: es(m.people_place_invited_decline_button) }).click();
  await page.locator('[name=email]').fill('otra@example.org');
  await send();
  await expect(page.getByText(es(m.errors_field_not_the_invited_address))).toBeVisible();
  await page.locator('[name=email]').fill('nadie@example.org');
  await send();
  await expect(
    page.getByText(es(m.people_place_invited_declined, { inviter: place.assistant.name })),
  ).toBeVisible();
});
