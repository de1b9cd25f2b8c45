import { randomUUIDv7 } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import * as m from '#messages';
import { bestAnswers, takeSelfAssessment } from './assessment.ts';
import { briefAt, stepsOn, type Stage } from './briefs.ts';
import { sendForm } from './forms.ts';
import { askFrom, practicePage, sayUnder } from './front.ts';
import type { Outbox } from './outbox.ts';
import type { Owner } from './owner.ts';
import type { PageVisit } from './pages.ts';
import type { Product } from './product.ts';
import type { Seed, SeededPerson, SeededPlace } from './seed.ts';
import { es } from './words.ts';

/** Who opens a page; `newcomer` has an account and belongs nowhere yet, `guest` moreover an invitation. */
export type Reader = 'visitor' | 'newcomer' | 'guest' | 'assistant' | 'principal' | 'member' | 'operator';

interface House {
  product: Product;
  owner: Owner;
  seed: Seed;
  outbox: Outbox;
}

/** A practice with all that its pages can show; each part is made when the first page asks for it. */
export class Scene {
  readonly place: SeededPlace;
  readonly newcomer: SeededPerson;
  readonly guest: SeededPerson;
  readonly #house: House;
  readonly #made = new Map<string, Promise<string>>();

  private constructor(house: House, place: SeededPlace, newcomer: SeededPerson, guest: SeededPerson) {
    this.#house = house;
    this.place = place;
    this.newcomer = newcomer;
    this.guest = guest;
  }

  static async set(house: House): Promise<Scene> {
    const { place, person } = house.seed;
    return new Scene(house, await place(), await person('Luz Prado'), await person('Abril Soto'));
  }

  get workspace(): string {
    return `/w/${this.place.workspace}`;
  }

  personFor(reader: Reader): SeededPerson | null {
    if (reader === 'newcomer' || reader === 'guest') return this[reader];
    return reader === 'visitor' || reader === 'operator' ? null : this.place[reader];
  }

  get engagement(): string {
    return `${this.workspace}/engagements/${this.place.engagement}`;
  }

  /** The address of a brief at that stage. */
  async brief(stage: Stage): Promise<string> {
    const { seed, owner } = this.#house;
    const brief = await this.#once(`brief ${stage}`, () => briefAt(stage, stepsOn(seed, owner, this.place)));
    return `${this.workspace}/briefs/${brief}`;
  }

  /** What happened on a request of the engagement, beside a self-assessment that its principal shared. */
  async relationship(): Promise<string> {
    const { workspace, engagement, principal } = this.place;
    await this.brief('accepted');
    await this.#once('shared', async () => {
      const share = { assessment: await this.assessment(), what: 'verdict' };
      const route = `POST /engagements/${engagement}/assessments`;
      return (await this.#house.seed.call(principal, workspace, route, share)).shared ?? '';
    });
    return `${this.engagement}/relationship`;
  }

  /** The address of a mail that was answered about a brief. */
  async answeredMail(): Promise<string> {
    const brief = await this.brief('asked');
    const { workspace, engagement, principal } = this.place;
    const { product, owner } = this.#house;
    const mail = await this.#once('answered mail', async () => {
      const [id, file] = [randomUUIDv7(), randomUUIDv7()];
      const folder = join(product.dataFolder, 'files', workspace);
      mkdirSync(folder, { recursive: true });
      writeFileSync(
        join(folder, file),
        `From: ${principal.email}\r\nSubject: Re: Lista\r\n\r\nCuarenta, gracias.\r\n`,
      );
      await owner.insert({ workspace }, 'inbound_mails', {
        ...{
          workspace_id: workspace,
          inbound_mail_id: id,
          engagement_id: engagement,
          brief_id: brief.split('/').at(-1),
        },
        ...{
          person_id: principal.id,
          message_id: `<${id}@example.org>`,
          way: 'smtp',
          matter: 'talk',
          things: [],
        },
        ...{
          sender: principal.email,
          subject: 'Re: Lista',
          raw_file: file,
          bytes: 90,
          state: 'done',
          outcome: 'said',
        },
        received_at: new Date().toISOString(),
      });
      return id;
    });
    return `${brief}/mails/${mail}`;
  }

  /** A mail whose sender may be another. */
  heldMail(): Promise<string> {
    const { workspace, engagement, principal } = this.place;
    return this.#once('held mail', async () => {
      const [id, file] = [randomUUIDv7(), randomUUIDv7()];
      await this.#house.owner.insert({ workspace }, 'inbound_mails', {
        ...{
          workspace_id: workspace,
          inbound_mail_id: id,
          engagement_id: engagement,
          person_id: principal.id,
        },
        ...{
          message_id: `<${id}@example.org>`,
          way: 'smtp',
          matter: 'talk',
          things: [],
          raw_file: file,
          bytes: 90,
        },
        ...{ sender: 'dora@elsewhere.example', subject: 'Re: Lista', words: 'Acepto', state: 'held' },
        ...{ outcome: 'other_address', received_at: new Date().toISOString() },
      });
      return id;
    });
  }

  async client(): Promise<string> {
    const [row] = await this.#house.owner.query<{ client: string }>(
      { workspace: this.place.workspace },
      'select client_id as client from engagements limit 1',
    );
    return `${this.workspace}/clients/${row?.client}`;
  }

  /** The secret of a finished self-assessment. */
  assessment(): Promise<string> {
    const answers = { D1: 'a', O2: '4', S1: 'c' };
    return this.#once('assessment', () => takeSelfAssessment(this.#house.product.origin, answers));
  }

  /** The address of an invitation for somebody. */
  invitation(email: string): Promise<string> {
    const { workspace, engagement, assistant } = this.place;
    return this.#once(email, async () => {
      const route = `POST /engagements/${engagement}/invitations`;
      const input = { email, role: 'member', language: 'es' };
      const { secret } = await this.#house.seed.call(assistant, workspace, route, input);
      return `/invitation/${workspace}/${secret}`;
    });
  }

  /** The address of the practice's page, published in both languages. */
  practicePage(): Promise<string> {
    const { workspace, assistant } = this.place;
    const { call } = this.#house.seed;
    return this.#once('practice page', async () => {
      const page = practicePage(`pagina-${workspace.slice(-12)}`);
      for (const [language, edition] of Object.entries(page.editions))
        await call(assistant, workspace, 'PUT /page', { ...page.facts, language, edition });
      await call(assistant, workspace, 'POST /page/publish', {});
      return `/p/${page.facts.address}`;
    });
  }

  /** The settings of a practice whose weights are of its own, so that the form shows them. */
  ownWeights(): Promise<string> {
    const { workspace, assistant } = this.place;
    return this.#once('weights', async () => {
      const weights = { R1: 2.5, R2: 15, R3: 15, R4: 15, R5: 15, R6: 30, R7: 7.5 };
      await this.#house.seed.call(assistant, workspace, 'PUT /weights', { weights });
      return `${this.workspace}/settings/weights`;
    });
  }

  /** The page of both sides' views, once both have answered twice, and the second time differently. */
  twoViews(): Promise<string> {
    const { place } = this;
    const { seed, owner, product } = this.#house;
    const route = (end: string) => `POST /engagements/${place.engagement}/${end}`;
    const answerTwice = async (given: Record<string, string>, view: Record<string, unknown>) => {
      const assessment = await takeSelfAssessment(product.origin, given);
      const share = { assessment, what: 'answers' };
      await seed.call(place.principal, place.workspace, route('assessments'), share);
      await seed.call(place.assistant, place.workspace, route('views'), { answers: view });
    };
    return this.#once('two views', async () => {
      await answerTwice({ C1: '1' }, { ...bestAnswers, O1: 0, O2: 4, T1: 'na' });
      const ago = "- interval '70 days'";
      await owner.query(
        { workspace: place.workspace },
        `set local app.person = '${place.assistant.id}';
        update assistant_views set answered_at = answered_at ${ago};
        update shared_assessments set finished_at = finished_at ${ago}`,
      );
      await answerTwice({ O1: '3' }, { ...bestAnswers, O1: 2, O2: 3, C1: 1 });
      return `${this.engagement}/readiness`;
    });
  }

  /** The page on which a practice words its test: a published version, and changes that are not published. */
  ownQuestions(path = ''): Promise<string> {
    const { workspace, assistant } = this.place;
    const { call } = this.#house.seed;
    const home = `${this.workspace}/settings/test`;
    return this.#once('questions', async () => {
      const text = { es: '¿Guardas una copia de lo que importa?', en: 'Do you keep a copy of what matters?' };
      const question = { requirement: 'R1', type: 'freq5', text };
      await call(assistant, workspace, 'POST /edition-draft/added', question);
      await call(assistant, workspace, 'POST /edition-draft/publish', {});
      await call(assistant, workspace, 'PUT /edition-draft/questions/T1', {
        text: { es: '¿Compartes tus documentos con un enlace?' },
      });
      await call(assistant, workspace, 'POST /edition-draft/added', { ...question, text: { es: 'Otra.' } });
      return home;
    }).then((made) => made + path);
  }

  /** The page on which a practice writes a guide: a version in public, and a draft that says more. */
  ownGuide(path = ''): Promise<string> {
    const { workspace, assistant } = this.place;
    const { call } = this.#house.seed;
    return this.#once('own guide', async () => {
      await this.practicePage();
      const guide = '/guides/delegation/es';
      const text = {
        title: 'Delegar sin perder el hilo',
        description: 'Cómo empiezo yo con quien nunca ha delegado.',
        body: 'Nadie suelta todo el primer día.\n\n## Qué hacemos primero\n\n1. Una lista de lo que **se repite**.\n2. La tarea más [pequeña](/guides/systems).\n\n> Lo pequeño enseña.',
      };
      await call(assistant, workspace, `PUT ${guide}/draft`, text);
      await call(assistant, workspace, `POST ${guide}/publish`, {});
      const more = `${text.body}\n\n## Qué viene después\n\nLo que te pesa.`;
      await call(assistant, workspace, `PUT ${guide}/draft`, { ...text, body: more });
      return `${this.workspace}/settings${guide}`;
    }).then((made) => made + path);
  }

  /** The preparation plan, under way: begun from a shared result, with an own step, a text and a line of the week. */
  async plan(): Promise<string> {
    const { workspace, engagement, assistant, principal } = this.place;
    return this.#once('plan', async () => {
      const assessment = await takeSelfAssessment(this.#house.product.origin, { O1: '0', O2: '4' });
      const shared = { assessment, what: 'verdict' };
      await this.#house.seed.call(
        principal,
        workspace,
        `POST /engagements/${engagement}/assessments`,
        shared,
      );
      const plan = (as: SeededPerson, route: string, input: object) => {
        const [method, end] = route.split(' ');
        return this.#house.seed.call(as, workspace, `${method} /engagements/${engagement}/plan${end}`, input);
      };
      await plan(assistant, 'POST ', { plans: ['R6'] });
      const [first] = await this.#house.owner.query<{ plan: string; id: string }>(
        { workspace },
        'select plan, plan_step_id as id from plan_steps order by position limit 1',
      );
      const own = { plan: first?.plan, words: 'Vaciar la bandeja de entrada los viernes' };
      await plan(principal, 'POST /steps', own);
      await plan(assistant, `PUT /steps/${first?.id}`, { owner: principal.id, dueOn: '2027-06-01' });
      await plan(assistant, 'PUT /texts/channels', { version: 0, text: 'Silencio desde las 19:00.' });
      const line = { words: 'Facturas del mes', repeats: true, explainable: true, mendable: true };
      await plan(principal, 'POST /week', line);
      return `${this.engagement}/plan`;
    });
  }

  /** A page of the principal, who has a password from then on: one that nobody knows. */
  async withPassword(path: string): Promise<string> {
    await this.#once('password', async () => {
      const { id } = this.place.principal;
      const account = { id: randomUUIDv7(), account_id: id, provider_id: 'credential', person_id: id };
      const password = `${'0'.repeat(32)}:${'0'.repeat(128)}`;
      await this.#house.owner.insert({ power: 'auth' }, 'accounts', { ...account, password });
      return id;
    });
    return path;
  }

  /** Somebody who asks the practice from its page: opens the address of what they asked, or of it at the practice. */
  async asked(by: 'visitor' | 'assistant'): Promise<string> {
    const { product, owner } = this.#house;
    const link = await this.#once('asked', async () => {
      const address = await this.practicePage();
      return askFrom(product.origin + address, await this.assessment());
    });
    if (by === 'visitor') return link;
    const { workspace } = this.place;
    const [row] = await owner.query<{ id: string }>(
      { workspace },
      'select prospect_id as id from prospects limit 1',
    );
    return `${this.workspace}/prospects/${row?.id}`;
  }

  /**
   * A reference that the principal was asked for and has begun; gives the page on which they write. Once it is published,
   * with `by: 'link'`, the address of the mailed link.
   */
  async reference(stage: 'begun' | 'published', by: 'page' | 'link' = 'page'): Promise<string> {
    const { product, seed, outbox } = this.#house;
    const { workspace, engagement, assistant, principal } = this.place;
    const words = {
      ...{ text: 'Desde que Marta lleva la agenda,\nsé cada lunes qué falta.', shownAs: 'initial' },
      ...{ role: 'dirección del estudio', business: 'Estudio Lumbre' },
    };
    await this.brief('accepted');
    const reference = await this.#once('reference asked', async () => {
      const route = `POST /engagements/${engagement}/references`;
      return (await seed.call(assistant, workspace, route, { person: principal.id })).reference ?? '';
    });
    const path = `/account/references/${workspace}/${reference}`;
    await this.#once('reference begun', async () => {
      await seed.call(principal, workspace, `PUT /references/${reference}/draft`, words);
      return path;
    });
    if (stage === 'begun') return path;
    const link = await this.#once('reference published', async () => {
      await this.practicePage();
      const consent = { ...words, language: 'es', consent: 'yes' };
      await seed.call(principal, workspace, `PUT /references/${reference}`, consent);
      const subject = es(m.mail_reference_confirmed_subject, { practice: 'Marta Soler' });
      return (await outbox.mailTo(principal.email, subject)).link.slice(product.origin.length);
    });
    return by === 'link' ? link : path;
  }

  /** What somebody said under a guide of the practice: opens the mailed link, and the practice answers another. */
  said(): Promise<string> {
    const { product, seed, outbox, owner } = this.#house;
    const { workspace, assistant } = this.place;
    return this.#once('said', async () => {
      const address = await this.practicePage();
      const guide = `${product.origin}${address}/guides/trust`;
      const email = `bruno.${workspace.slice(-12)}@example.org`;
      const texts = ['¿Cómo comparto una clave?', '<b>No</b> \u05d4\u05d6\u05de\u05df https://example.org'];
      await sayUnder(guide, ...texts.map((text) => ({ email, text })));
      await expectMails(() => outbox.mailsTo(email), texts.length);
      const links = (await outbox.mailsTo(email)).map(({ link }) => link);
      for (const link of links) await sendForm(`${link}?/confirm`, [], '');
      const [first] = await owner.query<{ id: string }>(
        { workspace },
        // What other practices show is everybody's to read.
        'select comment_id as id from guide_comments where workspace_id = $1 order by comment_id limit 1',
        [workspace],
      );
      const answer = { answer: 'Con un gestor de claves.' };
      await seed.call(assistant, workspace, `PUT /comments/${first?.id}/answer`, answer);
      return links.at(-1)?.slice(product.origin.length) ?? '';
    });
  }

  /** Where a mailed link leads: to confirm an address, or to choose another password. */
  mailedLink(kind: 'verify' | 'reset'): Promise<string> {
    const { product, outbox } = this.#house;
    const email = kind === 'reset' ? this.newcomer.email : `nueva.${this.newcomer.email}`;
    return this.#once(kind, async () => {
      const [path, more] =
        kind === 'reset'
          ? ['/forgot', []]
          : [
              '/sign-up',
              [
                ['name', 'Eva'],
                ['password', 'tres gatos en la azotea'],
                ['timeZone', 'Europe/Madrid'],
              ],
            ];
      await sendForm(product.origin + path, [['email', email], ...(more as [string, string][])], '');
      const { link } = await outbox.mailTo(
        email,
        es(kind === 'reset' ? m.mail_reset_subject : m.mail_verify_subject),
      );
      return link.slice(product.origin.length);
    });
  }

  /** Opens a page in somebody's browser, as somebody comes to it. */
  async open(page: Page, { as, with: note, path }: PageVisit): Promise<void> {
    if (as === 'operator') await page.goto(this.#house.product.operatorLink ?? '');
    if (note === 'begun') {
      await page.goto('/test');
      await page.locator('button[name=form][value=short]').click();
    }
    await page.goto(await path(this));
  }

  #once(what: string, make: () => Promise<string>): Promise<string> {
    const made = this.#made.get(what) ?? make();
    this.#made.set(what, made);
    return made;
  }
}

/** Waits until so many mails are there: two with one subject can't be told apart otherwise. */
async function expectMails(mails: () => Promise<unknown[]>, count: number): Promise<void> {
  for (let tries = 0; (await mails()).length < count; tries++) {
    if (tries > 300) throw new Error(`${count} mails did not come`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
