import { z } from 'zod';
import { invalid, notFound, refused } from '#kernel/errors.ts';
import { idOf } from '#kernel/id.ts';
import { anyone, owners, practice } from '#kernel/may.server.ts';
import { operation, type Operation, type Run } from '#kernel/operation.server.ts';
import { line, locale, prose, timeZone } from '#kernel/text.ts';
import { find, regionOf } from './directory.ts';
import * as store from './page.store.server.ts';
import {
  isAddressText,
  isWritten,
  languagesOf,
  offerKinds,
  pageSizes as sizes,
  readableEditions,
  spokenLanguages,
  type Editions,
} from './practice-page.ts';

const workspace = idOf('workspace');
const practicesAPage = 12;
/** So many addresses that a page had before lead to it: a practice may find its name, none may take many. */
const formerAddresses = 5;
/** More practices on one server than these would want an index for the words. */
const mostListed = 1000;

const edition = z.object({
  headline: line(sizes.headline, 0),
  about: prose(sizes.prose),
  services: z
    .array(z.object({ name: line(sizes.lineChars), text: prose(sizes.noteChars) }))
    .max(sizes.services, { error: 'too_many' })
    .readonly(),
  offers: z
    .array(
      z.object({
        kind: z.enum(offerKinds, { error: 'required' }),
        what: line(sizes.lineChars),
        price: line(sizes.lineChars, 0),
      }),
    )
    .max(sizes.offers, { error: 'too_many' })
    .readonly(),
  how: prose(sizes.prose),
});

/** "HH:MM", or null where it is not said. */
const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'invalid_time' })
  .nullable();

const facts = {
  address: z
    .string({ error: 'required' })
    .transform((text) => text.trim().toLowerCase())
    .pipe(z.string().min(1, { error: 'required' }).refine(isAddressText, { error: 'invalid_page_address' })),
  name: line(sizes.name),
  timeZone,
  /** ISO 639-1. */
  spoken: z.array(z.enum(spokenLanguages, { error: 'invalid_language' })).max(spokenLanguages.length),
  tools: z.array(line(sizes.tool)).max(sizes.tools, { error: 'too_many' }),
  /** 1 Monday to 7 Sunday. */
  workDays: z.array(z.int().min(1).max(7)).max(7),
  workFrom: timeOfDay,
  workUntil: timeOfDay,
  /** `now`, a month such as `2027-03`, or null where it is not said. */
  freeFrom: z
    .string()
    .regex(/^(now|\d{4}-(0[1-9]|1[0-2]))$/, { error: 'invalid_date' })
    .nullable(),
  /** Whether it wants to be found: in the list of practices, and by search engines. */
  isListed: z.boolean().default(false),
};

const editions = z.object({ es: edition.optional(), en: edition.optional() });
const pageView = z.object({ ...facts, address: z.string(), editions, publishedAt: z.string().nullable() });

/** The page of the practice as it stands, published or not; null before it was first saved. */
export const getPracticePage = operation({
  name: 'front.getPracticePage',
  summary: 'The public page of the practice as it stands, published or not',
  http: 'GET /workspaces/{workspace}/page',
  input: z.object({ workspace }),
  output: z.object({ page: pageView.nullable() }),
  may: practice,
  async run({ tx }, input) {
    return { page: await store.pageOf(tx, input.workspace) };
  },
});

/**
 * Saves what the page says in all languages, and its texts in one of them; texts that say nothing take that language
 * away. A page that is published changes at once. Codes: `address`: `address_taken`, `invalid_page_address`;
 * `workUntil`: `invalid_hours`; `refused` `page_incomplete` where a published page would have nothing left to read.
 */
export const savePracticePage = operation({
  name: 'front.savePracticePage',
  summary: 'Saves the public page of the practice, with its texts in one language',
  http: 'PUT /workspaces/{workspace}/page',
  input: z.object({ workspace, ...facts, language: locale, edition }),
  output: z.object({}),
  may: owners,
  naturallyIdempotent: true,
  async run({ tx, now, emit }, { language, edition: written, ...page }) {
    if ((page.workFrom === null) !== (page.workUntil === null) || !isInOrder(page))
      throw invalid({ workUntil: 'invalid_hours' });
    const before = await store.pageOf(tx, page.workspace);
    const { [language]: _replaced, ...others } = before?.editions ?? {};
    const after: Editions = isWritten(written) ? { ...others, [language]: written } : others;
    if (before?.publishedAt && languagesOf(after).length === 0) throw refused('page_incomplete');
    if (!(await store.takeAddress(tx, page, formerAddresses, now)))
      throw invalid({ address: 'address_taken' });
    await store.writePage(tx, { ...page, editions: after }, now);
    emit({ kind: 'front.pageSaved', facts: { language } });
    return {};
  },
});

/** Lets everybody read the page. Codes: `refused` `page_incomplete` while no language has a headline and says who it is. */
export const publishPracticePage = operation({
  name: 'front.publishPracticePage',
  summary: 'Publishes the page of the practice',
  http: 'POST /workspaces/{workspace}/page/publish',
  input: z.object({ workspace }),
  output: z.object({}),
  may: owners,
  naturallyIdempotent: true,
  async run(run, input) {
    const page = await existing(run, input);
    if (languagesOf(page.editions).length === 0) throw refused('page_incomplete');
    if (page.publishedAt) return {};
    await store.publish(run.tx, input.workspace, run.now.toString());
    run.emit({ kind: 'front.pagePublished' });
    return {};
  },
});

/** Takes the page from the public; what it says stays. */
export const withdrawPracticePage = operation({
  name: 'front.withdrawPracticePage',
  summary: 'Takes the page of the practice from the public; what it says stays',
  http: 'POST /workspaces/{workspace}/page/withdraw',
  input: z.object({ workspace }),
  output: z.object({}),
  may: owners,
  naturallyIdempotent: true,
  async run(run, input) {
    const page = await existing(run, input);
    if (!page.publishedAt) return {};
    await store.publish(run.tx, input.workspace, null);
    run.emit({ kind: 'front.pageWithdrawn' });
    return {};
  },
});

/** A published page, by its address, in the languages in which it can be read. */
export const readPracticePage = operation({
  name: 'front.readPracticePage',
  summary: 'The published page of a practice, for everybody',
  http: 'GET /practices/{address}',
  input: z.object({ address: z.string() }),
  output: pageView,
  may: anyone,
  async run({ tx }, { address }) {
    const page = await store.publishedPageAt(tx, address);
    if (!page) throw notFound();
    return asStrangersSeeIt(page);
  },
});

/** The addresses of the published pages that want to be found, with their languages and when each last changed: what a search engine is told. */
export const listPracticePages = operation({
  name: 'front.listPracticePages',
  summary: 'The addresses of the published pages of practices that want to be found',
  http: 'GET /practice-addresses',
  input: z.object({}),
  output: z.object({
    pages: z.array(z.object({ address: z.string(), languages: z.array(locale), changedAt: z.string() })),
  }),
  may: anyone,
  async run({ tx }) {
    const published = await store.publishedAddresses(tx);
    return {
      pages: published.map(({ editions, ...page }) => ({ ...page, languages: [...languagesOf(editions)] })),
    };
  },
});

/**
 * The practices that want to be found, as `find` in directory.ts narrows and sorts them; `pages` counts the pages of the
 * list. What of a practice's texts is shown, its page says in full.
 */
export const findPractices = operation({
  name: 'front.findPractices',
  summary:
    'Finds practices by words, language, region and free capacity; those with capacity soonest come first',
  http: 'GET /practices',
  input: z.object({
    words: line(100, 0).optional(),
    spoken: z.enum(spokenLanguages).optional(),
    region: line(40, 0).optional(),
    free: z.enum(['now', 'soon']).optional(),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
  }),
  output: z.object({
    practices: z.array(pageView.omit({ publishedAt: true, isListed: true })),
    total: z.number(),
    pages: z.number(),
    regions: z.array(z.string()),
  }),
  may: anyone,
  async run({ tx, now }, { page, ...wanted }) {
    const listed = (await store.listedPages(tx, mostListed)).map(asStrangersSeeIt);
    const found = find(listed, wanted, now.toZonedDateTimeISO('UTC').toPlainDate());
    return {
      practices: found.slice((page - 1) * practicesAPage, page * practicesAPage),
      total: found.length,
      pages: Math.max(1, Math.ceil(found.length / practicesAPage)),
      regions: [...new Set(listed.map(({ timeZone }) => regionOf(timeZone)))].sort(),
    };
  },
});

async function existing({ tx }: Run, input: { workspace: store.StoredPage['workspace'] }) {
  const page = await store.pageOf(tx, input.workspace);
  if (!page) throw refused('page_incomplete');
  return page;
}

const asStrangersSeeIt = (page: store.StoredPage) => ({ ...page, editions: readableEditions(page.editions) });

/** Times as "HH:MM" sort as text. */
const isInOrder = ({ workFrom, workUntil }: { workFrom: string | null; workUntil: string | null }) =>
  workFrom === null || workUntil === null || workFrom < workUntil;

export const pageOperations: readonly Operation[] = [
  getPracticePage,
  savePracticePage,
  publishPracticePage,
  withdrawPracticePage,
  findPractices,
  listPracticePages,
  readPracticePage,
];
