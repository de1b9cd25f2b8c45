import { randomUUIDv7 } from 'node:crypto';
import * as m from '#messages';
import { expect, test } from './testing/journey.ts';
import type { SeededPerson } from './testing/seed.ts';
import { es } from './testing/words.ts';

test('somebody of another practice finds nothing at the addresses of this one', async ({
  visit,
  seed,
  scene,
}) => {
  const { assistant: stranger } = await seed.place({ practice: 'Otra práctica', client: 'Otro cliente' });
  const page = await visit({ as: stranger });
  const { workspace } = scene;
  const paths = [
    workspace,
    `${workspace}/briefs`,
    `${workspace}/briefs/new`,
    `${workspace}/clients`,
    `${workspace}/team`,
    `${workspace}/settings`,
    scene.engagement,
    await scene.client(),
    await scene.brief('sent'),
    await scene.brief('delivered'),
  ];
  for (const path of paths) {
    const answer = await page.goto(path);
    expect.soft(answer?.status(), path).toBe(404);
    await expect.soft(page.getByRole('heading', { name: es(m.app_missing_title) })).toBeVisible();
    await expect.soft(page.getByText('Estudio Lumbre'), 'no name gets out').toHaveCount(0);
    await expect.soft(page.getByRole('link', { name: es(m.app_home) })).toHaveAttribute('href', '/home');
  }
});

test('a contact finds nothing of another engagement, nor the practice’s own pages', async ({
  visit,
  seed,
  scene,
}) => {
  const { assistant, workspace } = scene.place;
  const made = await seed.call<{ engagement: string }>(assistant, workspace, 'POST /clients', {
    name: 'Panadería Sol',
    language: 'es',
  });
  const page = await visit({ as: scene.place.principal });
  for (const path of [
    `/w/${workspace}/engagements/${made.engagement}`,
    `/w/${workspace}/clients`,
    `/w/${workspace}/team`,
    `/w/${workspace}/settings`,
  ]) {
    expect.soft((await page.goto(path))?.status(), path).toBeGreaterThanOrEqual(403);
    await expect.soft(page.getByText('Panadería Sol')).toHaveCount(0);
  }
});

test('a client’s draft stays the client’s until it is sent', async ({ visit, scene }) => {
  const page = await visit({ as: scene.place.assistant });
  expect((await page.goto(await scene.brief('draft')))?.status()).toBe(404);
});

test('whoever is not signed in is asked to, and then led to where they wanted to go', async ({
  page,
  scene,
}) => {
  await page.goto(`${scene.workspace}/briefs`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test('the operator’s page does not exist without the key', async ({ page }) => {
  for (const path of ['/operator', '/operator?key=guess'])
    expect((await page.goto(path))?.status()).toBe(404);
});

test('pages and forms of somebody else answer, to the letter, as those that never were', async ({
  product,
  seed,
  scene,
}) => {
  const { assistant, workspace } = scene.place;
  const elsewhere = await seed.place({ practice: 'Otra práctica', client: 'Otro cliente' });
  const { engagement: another } = await seed.call<{ engagement: string }>(
    assistant,
    workspace,
    'POST /clients',
    { name: 'Panadería Sol', language: 'es' },
  );
  const [client, brief, draft, delivered] = await Promise.all([
    scene.client(),
    scene.brief('sent'),
    scene.brief('draft'),
    scene.brief('delivered'),
  ]);
  const at = (path: string, action?: string, fields: Record<string, string> = {}): Try => ({
    path,
    form: action === undefined ? null : { action, fields },
  });
  const email = 'alguien@example.org';
  const ofThePractice = [
    ...['', '/briefs', '/briefs/new', '/clients', '/team', '/settings'].map((path) =>
      at(scene.workspace + path),
    ),
    at(`${scene.workspace}/settings`, '?/save', { name: 'Otra' }),
    at(`${scene.workspace}/settings`, '?/leave'),
    at(`${scene.workspace}/team`, '?/invite', { email }),
  ];
  const ofTheEngagement = [at(scene.engagement), at(scene.engagement, '?/invite', { email })];
  const ofClients = [at(client), at(client, '?/rename', { name: 'Otro' })];
  const ofBriefs = [brief, draft, delivered].flatMap((path) => [
    at(path),
    at(`${path}/files/${randomUUIDv7()}`),
    at(path, '?/save', { title: 'Otro' }),
    at(path, '?/send', { title: 'Otro' }),
    at(path, '?/message', { text: 'Hola' }),
    at(path, '?/decline', { reason: 'No' }),
    at(path, '?/archive'),
  ]);
  const all = [...ofThePractice, ...ofTheEngagement, ...ofClients, ...ofBriefs];
  const tries: { who: SeededPerson; isOutside: boolean; what: Try[] }[] = [
    { who: elsewhere.assistant, isOutside: true, what: all },
    { who: elsewhere.principal, isOutside: true, what: all },
    {
      who: scene.place.principal,
      isOutside: false,
      what: [at(`${scene.workspace}/engagements/${another}`), ...ofClients],
    },
    { who: assistant, isOutside: false, what: ofBriefs.filter(({ path }) => path.startsWith(draft)) },
  ];

  for (const { who, isOutside, what } of tries) {
    for (const { path, form } of what) {
      // To those who belong to the workspace it is known: what is in it must not show.
      const ids = path.match(idPattern)?.filter((id) => isOutside || id !== workspace) ?? [];
      const never = ids.reduce((text, id) => text.replaceAll(id, randomUUIDv7()), path);
      const [theirs, nothing] = await Promise.all(
        [path, never].map((one) => answerTo(who, { path: one, form })),
      );
      const tried = `${path} ${form?.action ?? ''} as ${who.name}`;
      expect.soft(theirs?.status, tried).toBeGreaterThanOrEqual(400);
      expect.soft(theirs, tried).toEqual(nothing);
    }
  }

  /** What that person's browser gets, without what the address itself says and what is new in each answer. */
  async function answerTo({ cookie }: SeededPerson, { path, form }: Try) {
    const answer = await fetch(product.origin + path + (form?.action ?? ''), {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: {
        cookie: `delega.session_token=${cookie}`,
        origin: product.origin,
        accept: 'text/html',
        'accept-language': 'es',
      },
      body: form && new URLSearchParams(form.fields),
    });
    const plain = (text: string) => text.replaceAll(idPattern, '<id>').replaceAll(/nonce[-=]"?[\w+/=]+/g, '');
    const headers = [...answer.headers].filter(([name]) => !['date', 'etag'].includes(name));
    return {
      status: answer.status,
      headers: headers.map(([name, value]) => `${name}: ${plain(value)}`),
      text: plain(await answer.text()),
    };
  }
});

/** A page, or a form of it that is sent to one of its actions. */
type Try = { path: string; form: { action: string; fields: Record<string, string> } | null };

const idPattern = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

test('requests that are cut off leave nothing of theirs to whoever comes next', async ({
  product,
  seed,
  scene,
}) => {
  const { assistant: stranger } = await seed.place({ practice: 'Otra práctica', client: 'Otro cliente' });
  const address = product.origin + (await scene.brief('sent'));
  const read = (who: SeededPerson, signal?: AbortSignal) =>
    fetch(address, {
      headers: { cookie: `delega.session_token=${who.cookie}`, accept: 'text/html' },
      signal,
    });
  for (let round = 0; round < 10; round++) {
    const cutOff = Array.from({ length: 8 }, (_, turn) =>
      read(scene.place.principal, AbortSignal.timeout(1 + 3 * turn)).catch(() => undefined),
    );
    const [theirs, own] = await Promise.all([read(stranger), read(scene.place.principal), ...cutOff]);
    expect(theirs?.status).toBe(404);
    expect(own?.status).toBe(200);
    await own?.text();
    await theirs?.text();
  }
});
