import type { Page } from '@playwright/test';
import * as m from '#messages';
import { expect, test } from './testing/journey.ts';
import type { Reader, Scene } from './testing/scene.ts';
import { es } from './testing/words.ts';

/** A form that the browser lets through and the product refuses. */
interface Mistake {
  form: string;
  as: Reader;
  path(scene: Scene): string | Promise<string>;
  /** Opens what the form stands in. */
  open?(page: Page): Promise<void>;
  /** What is typed into each field, by its name. */
  typed: Record<string, string>;
  /** The form's action. */
  action: string;
  /** The field at which the error must stand. */
  wrong: string;
}

const spaces = '   ';

/** One of each kind: one's own, the practice's, a reply, in a panel, in a dialog. Public pages have no script. */
const mistakes: Mistake[] = [
  {
    form: 'one’s profile',
    as: 'assistant',
    path: () => '/account',
    typed: { name: spaces },
    action: '',
    wrong: 'name',
  },
  {
    form: 'a new practice',
    as: 'newcomer',
    path: () => '/practice/new',
    typed: { name: spaces },
    action: '',
    wrong: 'name',
  },
  {
    form: 'a new client',
    as: 'assistant',
    path: ({ workspace }) => `${workspace}/clients/new`,
    typed: { name: spaces, engagementName: 'Redes', principal: 'irene@lumbre.example.org' },
    action: '',
    wrong: 'name',
  },
  {
    form: 'an invitation to an engagement',
    as: 'assistant',
    path: ({ engagement }) => engagement,
    open: (page) => page.getByRole('button', { name: es(m.engagements_invite_title), exact: true }).click(),
    typed: { email: 'a@b' },
    action: '?/invite',
    wrong: 'email',
  },
  {
    form: 'a message',
    as: 'principal',
    path: (scene) => scene.brief('sent'),
    typed: { text: spaces },
    action: '?/message',
    wrong: 'text',
  },
  {
    form: 'saying a brief back',
    as: 'assistant',
    path: (scene) => scene.brief('sent'),
    typed: { teachBack: spaces },
    action: '?/teachBack',
    wrong: 'teachBack',
  },
  {
    form: 'declining in a dialog',
    as: 'assistant',
    path: (scene) => scene.brief('sent'),
    open: (page) =>
      page
        .getByRole('button', { name: es(m.delegation_action_decline_brief), exact: true })
        .first()
        .click(),
    typed: { reason: spaces },
    action: '?/decline',
    wrong: 'reason',
  },
];

for (const { form, as, path, open, typed, action, wrong } of mistakes) {
  test(`with JavaScript, ${form} comes back filled, with the error at its field`, async ({
    visit,
    scene,
  }) => {
    const page = await visit({ as: scene.personFor(as) });
    await page.goto(await path(scene));
    await open?.(page);
    await expect.poll(() => isScripted(page, wrong), 'its script has come').toBe(true);
    // Not before: a press that comes ahead of the script opens the dialog as a page.
    await page.evaluate(() => ((window as { stayed?: true }).stayed = true));
    const sent = page.locator(`main form[method=post], dialog form[method=post]`).filter({
      has: page.locator(`[name="${wrong}"]`),
    });
    const its = (action ? sent.and(page.locator(`[action^="${action}"]`)) : sent).first();
    for (const [name, text] of Object.entries(typed)) await its.locator(`[name="${name}"]`).fill(text);
    await its.getByRole('button').last().click();

    const field = its.locator(`[name="${wrong}"]`);
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toBeFocused();
    await expect(field).toHaveAccessibleDescription(/\S/);
    await expect(its.locator('.field-error')).toBeVisible();
    for (const [name, text] of Object.entries(typed)) {
      await expect(its.locator(`[name="${name}"]`)).toHaveValue(text);
    }
    const stayed = await page.evaluate(() => (window as { stayed?: true }).stayed);
    expect(stayed, 'the page was not loaded again').toBe(true);
  });
}

test('with JavaScript, a request that lacks something stays as it was typed and says what', async ({
  visit,
  scene,
}) => {
  const page = await visit({ as: scene.place.principal });
  await page.goto(`${scene.workspace}/briefs/new`);
  await page.locator('[name=title]').fill('Ordenar las facturas');
  await page
    .locator('main')
    .getByRole('button', { name: es(m.delegation_action_send_brief), exact: true })
    .first()
    .click();
  await expect(page.locator('[name=title]')).toHaveValue('Ordenar las facturas');
  await expect(page.locator('[name=outcome]')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('.field-error').first()).toBeVisible();
});

/** Whether the form with that field is sent by script: before, the browser sends it, and other journeys show that. */
async function isScripted(page: Page, field: string): Promise<boolean> {
  const protocol = await page.context().newCDPSession(page);
  const expression = `document.querySelector('[name="${field}"]')?.form`;
  const { result } = await protocol.send('Runtime.evaluate', { expression });
  if (!result.objectId) return false;
  const { listeners } = await protocol.send('DOMDebugger.getEventListeners', { objectId: result.objectId });
  await protocol.detach();
  return listeners.some(({ type }) => type === 'submit');
}
