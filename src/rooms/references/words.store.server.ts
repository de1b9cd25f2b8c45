import type { Tx } from '#kernel/database/context.server.ts';
import type { PersonId, WorkspaceId } from '#kernel/id.ts';
import { hashOf } from '#kernel/secret.server.ts';
import type { Locale } from '#kernel/text.ts';
import type { Draft } from './fields.ts';
import type { ShownAs } from './rules.ts';
import { requests, type ReferenceId, type Request, type Which } from './store.server.ts';

/** What everybody reads. */
export interface Published {
  id: ReferenceId;
  text: string;
  shownAs: ShownAs;
  name: string | null;
  role: string;
  business: string;
  language: Locale;
  since: number;
  until: number | null;
  publishedAt: string;
}

function published(tx: Tx) {
  return tx
    .selectFrom('published_references as w')
    .select([
      'w.reference_id as id',
      'w.text',
      'w.shown_as as shownAs',
      'w.name',
      'w.role',
      'w.business',
      'w.language',
      'w.since_year as since',
      'w.until_year as until',
      'w.published_at as publishedAt',
    ]);
}

/** What is published of a practice, as far as the reader may see it. */
export async function publishedOf(tx: Tx, workspace: WorkspaceId): Promise<Published[]> {
  const rows = await published(tx).where('w.workspace_id', '=', workspace).execute();
  // What the columns hold was checked before it was written.
  return rows as Published[];
}

/** What is published of a reference; null where nothing is. */
export async function publishedBy(tx: Tx, { workspace, reference }: Which): Promise<Published | null> {
  const row = await published(tx)
    .where('w.workspace_id', '=', workspace)
    .where('w.reference_id', '=', reference)
    .executeTakeFirst();
  // As above.
  return (row as Published | undefined) ?? null;
}

/** Puts it in place of what was published before. */
export async function writePublished(
  tx: Tx,
  workspace: WorkspaceId,
  { id, shownAs, since, until, publishedAt, ...words }: Published,
): Promise<void> {
  const values = {
    ...words,
    shown_as: shownAs,
    since_year: since,
    until_year: until,
    published_at: publishedAt,
  };
  await tx
    .insertInto('published_references')
    .values({ workspace_id: workspace, reference_id: id, ...values })
    .onConflict((same) => same.columns(['workspace_id', 'reference_id']).doUpdateSet(values))
    .execute();
}

export async function removePublished(tx: Tx, { workspace, reference }: Which): Promise<void> {
  await tx
    .deleteFrom('published_references')
    .where('workspace_id', '=', workspace)
    .where('reference_id', '=', reference)
    .execute();
}

/** What somebody has begun to write; null where they have not. */
export async function draftOf(tx: Tx, { workspace, reference }: Which): Promise<Draft | null> {
  const row = await tx
    .selectFrom('reference_drafts')
    .select(['text', 'shown_as as shownAs', 'role', 'business'])
    .where('workspace_id', '=', workspace)
    .where('reference_id', '=', reference)
    .executeTakeFirst();
  // As above.
  return (row as Draft | undefined) ?? null;
}

export async function writeDraft(
  tx: Tx,
  { workspace, reference }: Which,
  { shownAs, ...words }: Draft,
  now: string,
): Promise<void> {
  const values = { ...words, shown_as: shownAs, saved_at: now };
  await tx
    .insertInto('reference_drafts')
    .values({ workspace_id: workspace, reference_id: reference, ...values })
    .onConflict((same) => same.columns(['workspace_id', 'reference_id']).doUpdateSet(values))
    .execute();
}

export async function removeDraft(tx: Tx, { workspace, reference }: Which): Promise<void> {
  await tx
    .deleteFrom('reference_drafts')
    .where('workspace_id', '=', workspace)
    .where('reference_id', '=', reference)
    .execute();
}

type Owned = Request & { hasDraft: boolean };

/** Requests to somebody, with whether they have begun to write. */
function requestsTo(tx: Tx, person: PersonId) {
  return requests(tx)
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('reference_drafts as d')
          .select('d.reference_id')
          .whereRef('d.workspace_id', '=', 'r.workspace_id')
          .whereRef('d.reference_id', '=', 'r.reference_id'),
      ).as('hasDraft'),
    )
    .where('r.person_id', '=', person);
}

/** What somebody was asked, the latest first. */
export async function askedOf(tx: Tx, person: PersonId): Promise<Owned[]> {
  const rows = await requestsTo(tx, person).orderBy('r.asked_at', 'desc').execute();
  // As above.
  return rows as Owned[];
}

/** What somebody was asked; null where it was somebody else. `hold` keeps it as it is until the transaction ends. */
export async function oneAskedOf(
  tx: Tx,
  { workspace, reference }: Which,
  person: PersonId,
  { hold }: { hold: boolean },
): Promise<Owned | null> {
  const row = await requestsTo(tx, person)
    .where('r.workspace_id', '=', workspace)
    .where('r.reference_id', '=', reference)
    .$if(hold, (request) => request.forUpdate())
    .executeTakeFirst();
  // As above.
  return (row as Owned | undefined) ?? null;
}

/** Keeps the one link by which a reference is taken back, in place of an earlier one, and the address to which it goes. */
export async function writeLink(
  tx: Tx,
  { workspace, reference }: Which,
  { secret, email }: { secret: string; email: string },
): Promise<void> {
  await tx
    .updateTable('reference_requests')
    .set({ link_hash: hashOf(secret), link_email: email })
    .where('workspace_id', '=', workspace)
    .where('reference_id', '=', reference)
    .execute();
}

/** What a mailed link opens, and the address to which it went. */
export async function linkedBy(tx: Tx, secret: string): Promise<(Request & { email: string }) | null> {
  const row = await requests(tx)
    .select('r.link_email as email')
    .where('r.link_hash', '=', hashOf(secret))
    .executeTakeFirst();
  // Where there is a link, there is its address.
  return (row as (Request & { email: string }) | undefined) ?? null;
}
