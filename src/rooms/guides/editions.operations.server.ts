import { z } from 'zod';
import { conflict, invalid, notFound } from '#kernel/errors.ts';
import { idOf } from '#kernel/id.ts';
import { owners, practice } from '#kernel/may.server.ts';
import { operation, type Operation, type Run } from '#kernel/operation.server.ts';
import { locale } from '#kernel/text.ts';
import { editionFields } from './edition-fields.ts';
import { isSameText, missingIn, type EditionWords } from './editions.ts';
import * as store from './editions.store.server.ts';
import { GUIDE_SLUGS } from './guides.ts';
import { readText } from './manuscript.server.ts';

const versionsAPage = 20;
const which = z.object({ workspace: idOf('workspace'), guide: z.enum(GUIDE_SLUGS), language: locale });
/** How often the draft had been saved when it was read; 0 where there was none. A form sends it as text. */
const revision = z.coerce.number().int().min(0).max(1_000_000);
const number = z.coerce.number().int().min(1).max(1_000_000);
const words = { title: z.string(), description: z.string(), body: z.string() };
const version = z.object({ ...words, number: z.number(), publishedAt: z.string() });

/** Which guides the practice says in its own words, and which of them are being written. */
export const listOwnGuides = operation({
  name: 'guides.listOwn',
  summary: 'Which guides stand in the practice’s own words, in which language, and which are being written',
  http: 'GET /workspaces/{workspace}/guides',
  input: z.object({ workspace: idOf('workspace') }),
  output: z.object({
    guides: z.array(
      z.object({
        guide: z.enum(GUIDE_SLUGS),
        language: locale,
        standing: z.object({ title: z.string(), publishedAt: z.string() }).nullable(),
        isDrafted: z.boolean(),
      }),
    ),
  }),
  may: practice,
  async run({ tx }, { workspace }) {
    const editions = await store.standingEditions(tx, workspace);
    const drafts = await store.draftedGuides(tx, workspace);
    const all = GUIDE_SLUGS.flatMap((guide) =>
      (['es', 'en'] as const).map((language) => ({ guide, language })),
    );
    return {
      guides: all.map((of) => {
        const isOf = (one: typeof of) => one.guide === of.guide && one.language === of.language;
        const found = editions.find(isOf);
        const standing = found ? { title: found.title, publishedAt: found.publishedAt } : null;
        return { ...of, standing, isDrafted: drafts.some(isOf) };
      }),
    };
  },
});

/** A guide in one language as it stands in public, and as it is being written. */
export const getOwnGuide = operation({
  name: 'guides.getOwn',
  summary: 'The practice’s own text of a guide: what stands in public, and what is being written',
  http: 'GET /workspaces/{workspace}/guides/{guide}/{language}',
  input: which,
  output: z.object({
    standing: version.nullable(),
    draft: z.object({ ...words, revision: z.number() }).nullable(),
    /** How many versions were ever published. */
    versions: z.number(),
  }),
  may: practice,
  async run({ tx }, input) {
    return {
      standing: await standingIn(tx, input),
      draft: await store.draftOf(tx, input),
      versions: await store.latestNumber(tx, input),
    };
  },
});

/**
 * Keeps what is being written; nobody outside reads it. A draft that says what stands in public, or nothing at all, is
 * none. Codes: `too_long`; `body`: `too_many_lines`; `conflict` `edited_elsewhere` where it was saved in another place
 * meanwhile.
 */
export const saveGuideDraft = operation({
  name: 'guides.saveDraft',
  summary: 'Keeps what the practice is writing of a guide, as long as nobody else saved it meanwhile',
  http: 'PUT /workspaces/{workspace}/guides/{guide}/{language}/draft',
  input: which.extend({ revision: revision.default(0), ...editionFields }),
  output: z.object({ revision: z.number() }),
  may: owners,
  async run({ tx, now }, { workspace, guide, language, revision: read, ...text }) {
    const of = { workspace, guide, language };
    const held = await store.draftOf(tx, of, true);
    // Whoever comes back to a page that they left by saving sends the same words again.
    if (held && isSameText(text, held)) return { revision: held.revision };
    if ((held?.revision ?? 0) !== read) throw conflict('edited_elsewhere');
    if (isSameText(text, (await standingIn(tx, of)) ?? nothing)) {
      await store.removeDraft(tx, of);
      return { revision: 0 };
    }
    const at = now.toString();
    if (!(await store.writeDraft(tx, of, text, { revision: read, at }))) throw conflict('edited_elsewhere');
    return { revision: read + 1 };
  },
});

/** Throws the draft away; what stands in public stays. */
export const discardGuideDraft = operation({
  name: 'guides.discardDraft',
  summary: 'Throws away what was written of a guide and not published',
  http: 'DELETE /workspaces/{workspace}/guides/{guide}/{language}/draft',
  input: which,
  output: z.object({}),
  may: owners,
  naturallyIdempotent: true,
  async run({ tx, emit }, { workspace, ...of }) {
    if (await store.removeDraft(tx, { workspace, ...of })) emit({ kind: 'guides.draftDiscarded', facts: of });
    return {};
  },
});

/** Lets everybody read the draft in place of what stood there. Codes: for each field that says nothing, `required`. */
export const publishGuide = operation({
  name: 'guides.publish',
  summary: 'Publishes the practice’s own text of a guide as a new version',
  http: 'POST /workspaces/{workspace}/guides/{guide}/{language}/publish',
  input: which,
  output: z.object({ number: z.number(), isNew: z.boolean() }),
  may: owners,
  naturallyIdempotent: true,
  async run(run, of) {
    const { tx, now, person, emit } = run;
    const draft = await store.draftOf(tx, of, true);
    if (!draft) return { number: (await standingIn(tx, of))?.number ?? 0, isNew: false };
    const missing = missingIn(draft);
    if (Object.keys(missing).length > 0) throw invalid(missing);
    const published = {
      ...{ title: draft.title, description: draft.description, body: draft.body },
      number: (await store.latestNumber(tx, of)) + 1,
      words: readText(draft.body).words,
    };
    await store.insertEdition(tx, of, { ...published, at: now.toString(), by: person.id });
    await store.removeDraft(tx, of);
    const { guide, language } = of;
    emit({ kind: 'guides.published', facts: { guide, language, number: published.number } });
    return { number: published.number, isNew: true };
  },
});

/** Shows Delega's text again. The versions stay, and can be brought back. */
export const withdrawGuide = operation({
  name: 'guides.withdraw',
  summary: 'Takes the practice’s own text of a guide from the public; Delega’s stands there again',
  http: 'POST /workspaces/{workspace}/guides/{guide}/{language}/withdraw',
  input: which,
  output: z.object({}),
  may: owners,
  naturallyIdempotent: true,
  async run({ tx, emit }, { workspace, ...of }) {
    if (await store.removeStanding(tx, { workspace, ...of })) emit({ kind: 'guides.withdrawn', facts: of });
    return {};
  },
});

/** The versions that were published, the latest first. */
export const listGuideVersions = operation({
  name: 'guides.listVersions',
  summary: 'The published versions of the practice’s own text of a guide',
  http: 'GET /workspaces/{workspace}/guides/{guide}/{language}/versions',
  input: which.extend({ page: z.coerce.number().int().min(1).max(10_000).default(1) }),
  output: z.object({
    versions: z.array(
      z.object({
        ...{ number: z.number(), title: z.string(), words: z.number() },
        ...{ publishedAt: z.string(), by: z.string().nullable() },
      }),
    ),
    /** The one that stands in public; null while Delega's text does. */
    standing: z.number().nullable(),
    latest: z.number(),
    pages: z.number(),
  }),
  may: practice,
  async run({ tx }, { page, ...of }) {
    const latest = await store.latestNumber(tx, of);
    return {
      versions: await store.versionsOf(tx, of, versionsAPage, (page - 1) * versionsAPage),
      standing: (await standingIn(tx, of))?.number ?? null,
      latest,
      pages: Math.max(1, Math.ceil(latest / versionsAPage)),
    };
  },
});

/** What one version says. */
export const readGuideVersion = operation({
  name: 'guides.readVersion',
  summary: 'One published version of the practice’s own text of a guide',
  http: 'GET /workspaces/{workspace}/guides/{guide}/{language}/versions/{number}',
  input: which.extend({ number }),
  output: version,
  may: practice,
  async run({ tx }, { number: wanted, ...of }) {
    const found = await store.editionNumbered(tx, of, wanted);
    if (!found) throw notFound();
    return found;
  },
});

/** Goes back to an earlier version as a draft, in place of the one there is. */
export const restoreGuideVersion = operation({
  name: 'guides.restoreVersion',
  summary: 'Makes an earlier version of the practice’s own text of a guide the draft',
  http: 'POST /workspaces/{workspace}/guides/{guide}/{language}/versions/{number}/restore',
  input: which.extend({ number }),
  output: z.object({}),
  may: owners,
  naturallyIdempotent: true,
  async run({ tx, now, emit }, { number: wanted, ...of }) {
    const found = await store.editionNumbered(tx, of, wanted);
    if (!found) throw notFound();
    const held = await store.draftOf(tx, of, true);
    const standing = await standingIn(tx, of);
    if (standing && isSameText(found, standing)) await store.removeDraft(tx, of);
    else if (!held || !isSameText(found, held)) {
      const revised = { revision: held?.revision ?? 0, at: now.toString() };
      if (!(await store.writeDraft(tx, of, found, revised))) throw conflict('edited_elsewhere');
    }
    const { guide, language } = of;
    emit({ kind: 'guides.versionRestored', facts: { guide, language, number: wanted } });
    return {};
  },
});

const nothing: EditionWords = { title: '', description: '', body: '' };

async function standingIn(tx: Run['tx'], { language, ...of }: store.Which) {
  const found = await store.standingOf(tx, of);
  return found.find((one) => one.language === language) ?? null;
}

export const guideEditionOperations: readonly Operation[] = [
  listOwnGuides,
  getOwnGuide,
  saveGuideDraft,
  discardGuideDraft,
  publishGuide,
  withdrawGuide,
  listGuideVersions,
  readGuideVersion,
  restoreGuideVersion,
];
