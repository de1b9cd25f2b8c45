import type { Tx } from '#kernel/database/context.server.ts';
import type { PersonId, WorkspaceId } from '#kernel/id.ts';
import type { Locale } from '#kernel/text.ts';
import type { EditionWords } from './editions.ts';
import type { GuideSlug } from './guides.ts';

/** A guide of one practice in one language. */
export type Which = { workspace: WorkspaceId; guide: GuideSlug; language: Locale };

/** A version that was published. */
export interface StoredEdition extends EditionWords {
  guide: GuideSlug;
  language: Locale;
  number: number;
  words: number;
  publishedAt: string;
}

/** What is being written; `revision` counts how often it was saved. */
export interface StoredDraft extends EditionWords {
  revision: number;
}

const columns = [
  'e.guide',
  'e.language',
  'e.number',
  'e.title',
  'e.description',
  'e.body',
  'e.words',
  'e.published_at as publishedAt',
] as const;

// What the columns hold was checked before it was written.
const editionsOf = (rows: unknown) => rows as StoredEdition[];

function standing(tx: Tx, workspace: WorkspaceId) {
  return tx
    .selectFrom('standing_guides as s')
    .innerJoin('guide_editions as e', (join) =>
      join
        .onRef('e.workspace_id', '=', 's.workspace_id')
        .onRef('e.guide', '=', 's.guide')
        .onRef('e.language', '=', 's.language')
        .onRef('e.number', '=', 's.number'),
    )
    .select(columns)
    .where('s.workspace_id', '=', workspace);
}

/** The versions that stand in public now, of all guides; `language` narrows it. */
export async function standingEditions(
  tx: Tx,
  workspace: WorkspaceId,
  language?: Locale,
): Promise<StoredEdition[]> {
  const all = standing(tx, workspace);
  return editionsOf(await (language ? all.where('s.language', '=', language) : all).execute());
}

/** The versions of a guide that stand in public now, one a language. */
export async function standingOf(
  tx: Tx,
  { workspace, guide }: Pick<Which, 'workspace' | 'guide'>,
): Promise<StoredEdition[]> {
  return editionsOf(await standing(tx, workspace).where('s.guide', '=', guide).execute());
}

/** What a practice calls the guides that stand in its own words. */
export async function standingTitles(
  tx: Tx,
  workspace: WorkspaceId,
): Promise<Pick<StoredEdition, 'guide' | 'language' | 'title'>[]> {
  const rows = await standing(tx, workspace)
    .clearSelect()
    .select(['s.guide', 's.language', 'e.title'])
    .execute();
  // As above.
  return rows as Pick<StoredEdition, 'guide' | 'language' | 'title'>[];
}

/** Where practices that want to be found have editions of their own, in which languages, and since when. */
export async function listedEditions(
  tx: Tx,
): Promise<{ address: string; guide: GuideSlug; language: Locale; publishedAt: string }[]> {
  const rows = await tx
    .selectFrom('standing_guides as s')
    .innerJoin('practice_pages as p', 'p.workspace_id', 's.workspace_id')
    .innerJoin('guide_editions as e', (join) =>
      join
        .onRef('e.workspace_id', '=', 's.workspace_id')
        .onRef('e.guide', '=', 's.guide')
        .onRef('e.language', '=', 's.language')
        .onRef('e.number', '=', 's.number'),
    )
    .select(['p.address', 's.guide', 's.language', 'e.published_at as publishedAt'])
    .where('p.published_at', 'is not', null)
    .where('p.is_listed', '=', true)
    .orderBy('p.address')
    .orderBy('s.guide')
    .orderBy('s.language', 'desc')
    .execute();
  // As above.
  return rows as { address: string; guide: GuideSlug; language: Locale; publishedAt: string }[];
}

function versions(tx: Tx, { workspace, guide, language }: Which) {
  return tx
    .selectFrom('guide_editions as e')
    .where('e.workspace_id', '=', workspace)
    .where('e.guide', '=', guide)
    .where('e.language', '=', language);
}

/** One version; null where there is none with that number. */
export async function editionNumbered(tx: Tx, which: Which, number: number): Promise<StoredEdition | null> {
  const row = await versions(tx, which).select(columns).where('e.number', '=', number).executeTakeFirst();
  // As above.
  return (row as StoredEdition | undefined) ?? null;
}

/** The number of the version published last; 0 where none was. */
export async function latestNumber(tx: Tx, which: Which): Promise<number> {
  const row = await versions(tx, which)
    .select('e.number')
    .orderBy('e.number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.number ?? 0;
}

/** The versions, the latest first, with who published each. */
export async function versionsOf(tx: Tx, which: Which, limit: number, offset: number) {
  return versions(tx, which)
    .leftJoin('people', 'people.id', 'e.published_by')
    .select(['e.number', 'e.title', 'e.words', 'e.published_at as publishedAt', 'people.name as by'])
    .orderBy('e.number', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
}

/** Adds a version and lets it stand in public. */
export async function insertEdition(
  tx: Tx,
  { workspace, guide, language }: Which,
  {
    number,
    words,
    at,
    by,
    ...text
  }: EditionWords & { number: number; words: number; at: string; by: PersonId },
): Promise<void> {
  const of = { workspace_id: workspace, guide, language };
  const { title, description, body } = text;
  await tx
    .insertInto('guide_editions')
    .values({ ...of, number, title, description, body, words, published_at: at, published_by: by })
    .execute();
  await tx
    .insertInto('standing_guides')
    .values({ ...of, number })
    .onConflict((same) => same.columns(['workspace_id', 'guide', 'language']).doUpdateSet({ number }))
    .execute();
}

/** Takes the practice's text of a guide from the public; false where none stood. */
export async function removeStanding(tx: Tx, { workspace, guide, language }: Which): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('standing_guides')
    .where('workspace_id', '=', workspace)
    .where('guide', '=', guide)
    .where('language', '=', language)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Which guides are being written, in which language. */
export async function draftedGuides(
  tx: Tx,
  workspace: WorkspaceId,
): Promise<{ guide: GuideSlug; language: Locale }[]> {
  const rows = await tx
    .selectFrom('guide_drafts')
    .select(['guide', 'language'])
    .where('workspace_id', '=', workspace)
    .execute();
  // As above.
  return rows as { guide: GuideSlug; language: Locale }[];
}

/** What is being written; null where nothing is. `hold` keeps others from changing it until the transaction ends. */
export async function draftOf(
  tx: Tx,
  { workspace, guide, language }: Which,
  hold = false,
): Promise<StoredDraft | null> {
  const draft = tx
    .selectFrom('guide_drafts')
    .select(['revision', 'title', 'description', 'body'])
    .where('workspace_id', '=', workspace)
    .where('guide', '=', guide)
    .where('language', '=', language);
  return (await (hold ? draft.forUpdate() : draft).executeTakeFirst()) ?? null;
}

/** Writes the draft in place of the revision that was read, 0 where there was none; false where there is another by now. */
export async function writeDraft(
  tx: Tx,
  { workspace, guide, language }: Which,
  { title, description, body }: EditionWords,
  { revision, at }: { revision: number; at: string },
): Promise<boolean> {
  const of = { workspace_id: workspace, guide, language };
  const values = { title, description, body, revision: revision + 1, changed_at: at };
  if (revision === 0) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('guide_drafts')
      .values({ ...of, ...values })
      .onConflict((same) => same.doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  }
  const { numUpdatedRows } = await tx
    .updateTable('guide_drafts')
    .set(values)
    .where('workspace_id', '=', workspace)
    .where('guide', '=', guide)
    .where('language', '=', language)
    .where('revision', '=', revision)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Throws the draft away; false where there was none. */
export async function removeDraft(tx: Tx, { workspace, guide, language }: Which): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('guide_drafts')
    .where('workspace_id', '=', workspace)
    .where('guide', '=', guide)
    .where('language', '=', language)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
