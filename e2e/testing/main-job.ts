import { expect, type Locator, type Page } from '@playwright/test';
import * as m from '#messages';
import type { Hands } from './hands.ts';
import type { Says } from './words.ts';

/** What was mailed to somebody: where its button leads. */
type MailTo = (address: string, subject: string) => Promise<{ link: string }>;

interface Somebody {
  page: Page;
  name: string;
  email: string;
}

interface MainJob {
  assistant: Somebody;
  client: Somebody;
  hands: Hands;
  say: Says;
  mailTo: MailTo;
  /** Looked at after each step, on both screens. */
  look?(page: Page): Promise<void>;
  /** Names what happens, for the report. */
  step<T>(name: string, work: () => Promise<T>): Promise<T>;
}

const password = 'tres gatos en la azotea';
const practice = 'Soler asistencia';
const title = 'Reservar la sala del taller';
const confirmation = {
  name: 'reserva.txt',
  mimeType: 'text/plain',
  buffer: Buffer.from('Sala Azul, 14 de enero, 10:00'),
};

/**
 * The job that Delega is for: an assistant opens a practice and invites a client; the client hands over a first piece of
 * work; both bring it to its end, each seeing what the other does without asking for the page again.
 */
export async function theMainJob({
  assistant,
  client,
  hands,
  say,
  mailTo,
  look,
  ...report
}: MainJob): Promise<void> {
  const { press, write, choose, attach } = hands;
  const step: MainJob['step'] = (name, work) =>
    report.step(name, async () => {
      const done = await work();
      for (const { page } of [assistant, client]) await look?.(page);
      return done;
    });
  const mailed = (to: Somebody, subject: string) =>
    step(`${to.name} gets the mail “${subject}”`, () => mailTo(to.email, subject));

  await step('the assistant signs up and opens a practice', async () => {
    const { page } = assistant;
    await page.goto('/');
    await press(page.locator('a[href="/sign-up"]').first());
    await signUp(assistant);
    await press(link(page, m.people_place_create));
    await write(field(page, m.people_place_name), practice);
    const country = field(page, m.people_place_country);
    if ((await country.inputValue()) === '') await pick(country, 'ES');
    await press(button(page, m.people_place_create));
    await expect(heading(page, m.delegation_page_first_practice_title)).toBeVisible();
  });

  await step('the assistant makes a client and invites who decides', async () => {
    const { page } = assistant;
    await press(link(page, m.delegation_page_first_invite));
    await press(link(page, m.engagements_new_client));
    await write(field(page, m.engagements_new_name), 'Estudio Lumbre');
    await write(field(page, m.engagements_new_principal), client.email);
    await press(button(page, m.engagements_new_button));
    await expect(heading(page, m.engagements_new_done_title)).toBeVisible();
  });

  const { link: invitation } = await mailed(
    client,
    say(m.mail_invitation_subject, { invitedBy: assistant.name, practice }),
  );

  await step('the client signs up from the invitation and accepts it', async () => {
    const { page } = client;
    await page.goto(invitation);
    await press(button(page, m.people_place_invited_sign_up));
    await expect(field(page, m.people_email)).toHaveValue(client.email);
    await signUp(client);
    await press(button(page, m.people_place_invited_accept));
    await expect(heading(page, m.delegation_page_first_client_title)).toBeVisible();
  });
  await mailed(assistant, say(m.mail_invitation_accepted_subject, { name: client.name }));

  await step('the client delegates a first piece of work', async () => {
    const { page } = client;
    await press(link(page, m.delegation_page_new_client));
    await write(field(page, m.delegation_field_title), title);
    await write(field(page, m.delegation_field_outcome), 'Una sala reservada para doce personas');
    await write(page.locator('[name="doneCriteria[]"]').first(), 'Hay confirmación por escrito');
    await press(page.locator('button[aria-pressed]').last());
    await expect(page.getByText(say(m.delegation_page_clarity_enough))).toBeVisible();
    await press(button(page, m.delegation_action_send_brief));
    await expect(page.getByText(say(m.delegation_their_turn_say_it_back))).toBeVisible();
  });
  const { link: brief } = await mailed(assistant, say(m.mail_brief_sent_subject, { title }));
  const [hers, theirs] = [assistant.page, client.page];

  await step('the assistant asks, and the client sees the question at once', async () => {
    await hers.goto(brief);
    await press(button(hers, m.delegation_action_ask_question));
    await write(hers.locator('[name="questions[]"]').first(), '¿A qué hora?');
    await press(button(hers, m.delegation_page_ask_send));
    await expect(theirs.getByText('¿A qué hora?')).toBeVisible();
  });
  await mailed(client, say(m.mail_brief_question_subject, { title, count: 1 }));

  await step('the client answers, and the assistant reads it at once', async () => {
    await write(theirs.locator('[name=answer]'), 'A las diez');
    await press(button(theirs, m.delegation_action_answer_question));
    await expect(hers.getByText('A las diez').first()).toBeVisible();
  });
  await mailed(assistant, say(m.mail_brief_answer_subject, { title }));

  await step('the assistant says it back, and the client corrects it', async () => {
    await write(hers.locator('[name=teachBack]'), 'Reservo una sala para diez personas');
    await press(button(hers, m.delegation_page_teach_back_send));
    await expect(theirs.getByText('Reservo una sala para diez personas').first()).toBeVisible();
    await press(theirs.getByText(say(m.delegation_page_correct_open)));
    await write(theirs.locator('[name=correction]'), 'Somos doce');
    await press(button(theirs, m.delegation_page_correct_send));
    await expect(hers.getByText('Somos doce').first()).toBeVisible();
  });
  await mailed(client, say(m.mail_brief_teach_back_subject, { title }));
  await mailed(assistant, say(m.mail_brief_corrected_subject, { title }));

  await step('the assistant says it back again, and the client confirms it', async () => {
    await write(hers.locator('[name=teachBack]'), 'Reservo una sala para doce personas');
    await press(button(hers, m.delegation_page_teach_back_send));
    await expect(theirs.getByText('Reservo una sala para doce personas').first()).toBeVisible();
    await press(button(theirs, m.delegation_action_confirm_teach_back));
    await expect(button(hers, m.delegation_action_promise_brief)).toBeVisible();
  });
  await mailed(assistant, say(m.mail_brief_confirmed_subject, { title }));

  await step('the assistant promises a date', async () => {
    await press(button(hers, m.delegation_action_promise_brief));
    for (const page of [hers, theirs]) await expect(state(page, m.delegation_state_promised)).toBeVisible();
  });
  await mailed(client, say(m.mail_brief_promised_subject, { title }));

  await step('the assistant delivers a file, and the client can open it', async () => {
    await attach(hers.locator('input[type=file]').first(), confirmation);
    await expect(hers.locator('input[name="files[]"]')).toBeChecked();
    await write(hers.locator('[name=note]'), 'La sala está reservada');
    await press(button(hers, m.delegation_action_deliver_brief));
    await expect(theirs.getByText('La sala está reservada').first()).toBeVisible();
    await expect(theirs.getByRole('link', { name: confirmation.name }).first()).toBeVisible();
  });
  await mailed(client, say(m.mail_brief_delivered_subject, { title }));

  await step('the client requests changes against the criterion', async () => {
    await choose(theirs.getByRole('radio', { name: say(m.delegation_page_unmet) }).first());
    await write(theirs.locator('[name=comment]'), 'Falta la confirmación');
    await press(button(theirs, m.delegation_action_request_changes));
    await expect(hers.getByText('Falta la confirmación').first()).toBeVisible();
  });
  await mailed(assistant, say(m.mail_brief_changes_subject, { title }));

  await step('the assistant delivers again, and the client accepts', async () => {
    await write(hers.locator('[name=note]'), 'Adjunto la confirmación');
    await press(button(hers, m.delegation_action_deliver_brief));
    await expect(theirs.getByText('Adjunto la confirmación').first()).toBeVisible();
    await choose(theirs.getByRole('radio', { name: say(m.delegation_page_met), exact: true }).first());
    await press(button(theirs, m.delegation_action_accept_delivery));
    for (const page of [hers, theirs]) await expect(state(page, m.delegation_state_accepted)).toBeVisible();
  });
  await mailed(assistant, say(m.mail_brief_accepted_subject, { title }));

  function signUp({ page, name, email }: Somebody): Promise<void> {
    return step(`${name} signs up`, async () => {
      await write(field(page, m.people_name), name);
      await write(field(page, m.people_email), email);
      await write(field(page, m.people_password), password);
      await press(button(page, m.people_sign_up_button));
      await expect(heading(page, m.people_mailed_title)).toBeVisible();
      const { link } = await mailTo(email, say(m.mail_verify_subject));
      await page.goto(link);
      await press(button(page, m.people_confirm_verify_button));
    });
  }

  type Text = Parameters<Says>[0];
  function field(page: Page, text: Text): Locator {
    return page.locator('main').getByLabel(say(text)).first();
  }
  function button(page: Page, text: Text): Locator {
    return page
      .locator('main, dialog')
      .getByRole('button', { name: say(text), exact: true })
      .first();
  }
  function link(page: Page, text: Text): Locator {
    return page
      .locator('main')
      .getByRole('link', { name: say(text) })
      .first();
  }
  function state(page: Page, text: Text): Locator {
    return page.locator('.badge').getByText(say(text), { exact: true }).first();
  }
  function heading(page: Page, text: Text): Locator {
    return page.getByRole('heading', { name: say(text) });
  }
}

async function pick(select: Locator, value: string): Promise<void> {
  await select.selectOption(value);
}
