import type { Page } from '@playwright/test';
import * as m from '#messages';
import { codeOf } from '../src/rooms/people/sign-in/authenticator.fixtures.ts';
import { expect, test as journey } from './testing/journey.ts';
import { startProduct, type Product } from './testing/product.ts';
import { es } from './testing/words.ts';

// Passkeys belong to a host name: browsers allow none at an IP address.
const test = journey.extend<object, { product: Product }>({
  product: [
    async ({}, use) => {
      const product = await startProduct({ HOST: 'localhost' });
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

// One after the other: each product would have to start for its own.
test.describe.configure({ mode: 'default' });

const password = 'tres gatos en la azotea';

test('somebody adds a passkey and signs in with it, without a password', async ({ visit, outbox }) => {
  const page = await visit();
  const device = await deviceOf(page);
  await signUp(page, outbox, 'llave@example.org');
  await page.goto('/account/access');
  await expect(page.getByText(es(m.people_passkeys_none))).toBeVisible();
  await page.getByLabel(es(m.people_passkeys_name)).fill('Portátil');
  await press(page, m.people_passkeys_add);
  await expect(page.getByText(es(m.people_passkeys_added_done))).toBeVisible();
  await expect(page.getByText('Portátil', { exact: true })).toBeVisible();

  // The device does not answer by itself now, so that the button is what signs in.
  await device.answers(false);
  await page.context().clearCookies();
  await page.goto('/sign-in?next=/account/sessions');
  await expect(page.locator('#passkey')).toBeVisible();
  // The button's own request finds the device answering; one that finds it silent waits for ever.
  await page.route('**/passkey/generate-authenticate-options*', async (route) => {
    await device.answers(true);
    await route.continue();
  });
  await press(page, m.people_sign_in_passkey);
  await expect(page).toHaveURL('/account/sessions');

  await page.goto('/account/access');
  await press(page, m.people_passkeys_remove);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: es(m.people_passkeys_remove) })
    .click();
  await expect(page.getByText(es(m.people_passkeys_none))).toBeVisible();
});

test('with the second factor on, a password or a link asks for a code, and a recovery code opens too', async ({
  visit,
  outbox,
}) => {
  const page = await visit();
  const email = 'dos-pasos@example.org';
  await signUp(page, outbox, email);
  await page.goto('/account/two-factor');
  await page.locator('[name=password]').fill(password);
  await press(page, m.people_two_factor_begin);
  await expect(page.getByRole('img', { name: es(m.people_two_factor_qr) })).toBeVisible();
  const key = await page.locator('[name=key]').inputValue();
  await page.locator('[name=code]').fill('000000');
  await press(page, m.people_two_factor_finish);
  await expect(page.getByText(es(m.errors_field_wrong_code))).toBeVisible();
  // The picture stays: nobody has to begin again for a mistyped digit.
  await expect(page.locator('[name=key]')).toHaveValue(key);
  await page.locator('[name=code]').fill(codeOf(key));
  await press(page, m.people_two_factor_finish);
  await expect(page.getByRole('heading', { name: es(m.people_two_factor_codes_title) })).toBeVisible();
  const [recoveryCode = ''] = await page.locator('#codes-title ~ ul li').allTextContents();

  await page.context().clearCookies();
  await page.goto('/sign-in?next=/account');
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill('cuatro gatos en la azotea');
  await press(page, m.people_sign_in_button);
  await expect(page.getByText(es(m.errors_reason_wrong_sign_in))).toBeVisible();
  // A slip costs neither the address nor the page that one was on the way to.
  await page.locator('[name=password]').fill(password);
  await press(page, m.people_sign_in_button);
  await expect(page).toHaveURL(/\/sign-in\/code/);
  await page.locator('[name=code]').fill(codeOf(key));
  await press(page, m.people_code_button);
  await expect(page).toHaveURL('/account');

  await page.context().clearCookies();
  await page.goto('/sign-in?next=/account');
  await page.locator('[name=email]').fill(email);
  await press(page, m.people_sign_in_link);
  const { link } = await outbox.mailTo(email, es(m.mail_magic_link_subject));
  await page.goto(link);
  await press(page, m.people_confirm_magic_button);
  await expect(page).toHaveURL(/\/sign-in\/code/);
  await page.locator('[name=code]').fill(recoveryCode);
  await press(page, m.people_code_button);
  await expect(page).toHaveURL('/account');
});

test('opening mailed links, as scanners do, changes nothing; in a strange browser the password is asked for', async ({
  visit,
  outbox,
  owner,
}) => {
  const page = await visit();
  const email = 'escaner@example.org';
  await fillSignUp(page, email);
  const { link } = await outbox.mailTo(email, es(m.mail_verify_subject));
  const scanner = await visit();
  await scanner.goto(link);
  await expect(scanner.getByText(es(m.people_confirm_verify_password))).toBeVisible();
  await scanner.locator('form[action^="?/verify"] button').click();
  await expect(scanner).toHaveURL(link);
  await scanner.locator('[name=password]').fill('cuatro gatos en la azotea');
  await press(scanner, m.people_confirm_verify_button);
  await expect(scanner.getByText(es(m.errors_field_wrong_password))).toBeVisible();
  const [person] = await owner.query(
    { power: 'auth' },
    'select email_verified from people where email = $1',
    [email],
  );
  expect(person).toEqual({ email_verified: false });
  await page.goto(link);
  await press(page, m.people_confirm_verify_button);
  await expect(page).toHaveURL('/home');
});

test('somebody without a password is led to one, from both places that would ask for it', async ({
  visit,
  seed,
  outbox,
}) => {
  const guest = await seed.person('Irene Soler');
  const page = await visit({ as: guest });
  await page.goto('/account/two-factor');
  await expect(page.getByText(es(m.people_two_factor_no_password))).toBeVisible();
  await page.getByRole('link', { name: es(m.people_two_factor_to_password) }).click();
  await expect(page.getByText(es(m.people_password_none))).toBeVisible();
  await expect(page.locator('[name=current_password]')).toHaveCount(0);
  await press(page, m.people_password_link);
  await expect(page.getByText(guest.email).last()).toBeVisible();
  const { link } = await outbox.mailTo(guest.email, es(m.mail_reset_subject));
  await page.goto(link);
  await page.locator('[name=password]').fill(password);
  await press(page, m.people_reset_button);
  await page.locator('[name=email]').fill(guest.email);
  await page.locator('[name=password]').fill(password);
  await press(page, m.people_sign_in_button);
  await expect(page).toHaveURL('/home');
  await page.goto('/account/access');
  await expect(page.locator('[name=current_password]')).toBeVisible();
});

type Outbox = { mailTo(address: string, subject: string): Promise<{ link: string }> };

async function fillSignUp(page: Page, email: string): Promise<void> {
  await page.goto('/sign-up');
  await page.locator('[name=name]').fill('Vera Ríos');
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill(password);
  await press(page, m.people_sign_up_button);
  await expect(page).toHaveURL('/check-mail');
}

async function signUp(page: Page, outbox: Outbox, email: string): Promise<void> {
  await fillSignUp(page, email);
  const { link } = await outbox.mailTo(email, es(m.mail_verify_subject));
  await page.goto(link);
  await press(page, m.people_confirm_verify_button);
  await expect(page).toHaveURL('/home');
}

async function press(page: Page, text: Parameters<typeof es>[0]): Promise<void> {
  await page
    .getByRole('button', { name: es(text), exact: true })
    .first()
    .click();
}

/** A device that keeps passkeys and knows its person, as the browser's own protocol offers one for tests. */
async function deviceOf(page: Page) {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('WebAuthn.enable');
  const { authenticatorId } = await protocol.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    answers: (enabled: boolean) =>
      protocol.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }),
  };
}
