import { z } from 'zod';
import { notFound, openedBy, refused } from '#kernel/errors.ts';
import { idOf } from '#kernel/id.ts';
import { enqueue } from '#kernel/jobs.server.ts';
import { anyone, signedIn } from '#kernel/may.server.ts';
import { operation, type Operation, type Run } from '#kernel/operation.server.ts';
import { hashOf, newSecret, secretText } from '#kernel/secret.server.ts';
import { emailAddress, instant, locale } from '#kernel/text.ts';
import { draftFields, publishedFields } from './fields.ts';
import { publicPagesOf } from './page.store.server.ts';
import { after, referenceStates, shownName, stateOf, waysToBeShown, type WriterAct } from './rules.ts';
import * as store from './store.server.ts';
import * as words from './words.store.server.ts';

const which = z.object({ workspace: idOf('workspace'), reference: idOf('reference') });

/** Where the practice shows it; null while it has no public page. */
const page = z.object({ name: z.string(), address: z.string() }).nullable();

/** A reference as whoever wrote it reads it. */
const writtenView = z.object({
  text: z.string(),
  shownAs: z.enum(waysToBeShown),
  name: z.string().nullable(),
  role: z.string(),
  business: z.string(),
  language: locale,
  since: z.number(),
  until: z.number().nullable(),
  publishedAt: instant,
});

/** What one was asked, in all practices; the latest first. */
export const listOwnReferences = operation({
  name: 'references.listOwn',
  summary: 'The references that one was asked for, and what came of them',
  http: 'GET /references',
  input: z.object({}),
  output: z.object({
    references: z.array(
      which.extend({
        practice: z.string(),
        engagement: idOf('engagement'),
        state: z.enum(referenceStates),
        askedAt: instant,
      }),
    ),
  }),
  may: signedIn,
  async run({ tx, person }) {
    const asked = await words.askedOf(tx, person.id);
    const pages = await publicPagesOf(
      tx,
      asked.map(({ workspace }) => workspace),
    );
    return {
      references: asked.map(({ id, ...request }) => ({
        ...{ workspace: request.workspace, reference: id, engagement: request.engagement },
        ...{ practice: request.practice, askedAt: request.askedAt },
        state: stateWith(pages, { id, ...request }),
      })),
    };
  },
});

/** What one was asked, with what one has begun and what is published. */
export const getOwnReference = operation({
  name: 'references.getOwn',
  summary: 'A reference that one was asked for, with the draft and what is published',
  http: 'GET /workspaces/{workspace}/references/{reference}',
  input: which,
  output: z.object({
    practice: z.string(),
    page,
    state: z.enum(referenceStates),
    askedAt: instant,
    since: z.number(),
    until: z.number().nullable(),
    draft: draftFields.nullable(),
    published: writtenView.nullable(),
  }),
  may: signedIn,
  async run(run, input) {
    const { found, state, page } = await asked(run, input);
    return {
      ...{ practice: found.practice, page, state },
      ...{ askedAt: found.askedAt, since: found.since, until: found.until },
      draft: await words.draftOf(run.tx, input),
      published: await words.publishedBy(run.tx, input),
    };
  },
});

/** Keeps what one has written so far, for oneself. Codes: `refused` `reference_not_asked`. */
export const saveReferenceDraft = operation({
  name: 'references.saveDraft',
  summary: 'Keeps what one has written of a reference so far; nobody else reads it',
  http: 'PUT /workspaces/{workspace}/references/{reference}/draft',
  input: which.extend(draftFields.shape),
  output: z.object({}),
  may: signedIn,
  naturallyIdempotent: true,
  async run(run, { workspace, reference, ...draft }) {
    await next(run, { workspace, reference }, 'save');
    await words.writeDraft(run.tx, { workspace, reference }, draft, run.now.toString());
    return {};
  },
});

/**
 * Publishes a reference for everybody to read, or a new version in its place. The first time its writer gets a mail with
 * a link to take it back. Codes: `text`: `required`, `too_short`, `too_long`, `too_many_lines`; `consent`: `required`;
 * `role`: `required` where nothing else is shown; `refused` `reference_not_asked`.
 */
export const publishReference = operation({
  name: 'references.publish',
  summary: 'Publishes the reference that one was asked for, or a new version of it',
  http: 'PUT /workspaces/{workspace}/references/{reference}',
  input: publishedFields.safeExtend({
    ...which.shape,
    language: locale,
    /** That everybody may read it. */
    consent: z.literal('yes', { error: 'required' }),
  }),
  /** Whether it is the first version. */
  output: z.object({ isNew: z.boolean() }),
  may: signedIn,
  async run(run, { workspace, reference, consent: _given, ...written }) {
    const { tx, person } = run;
    const found = await next(run, { workspace, reference }, 'publish');
    const now = run.now.toString();
    const isNew = found.kept !== 'published';
    if (isNew)
      await store.changeRequest(tx, { workspace, reference }, { state: 'published', changed_at: now });
    await words.writePublished(tx, workspace, {
      ...written,
      id: reference,
      name: shownName(person.name, written.shownAs),
      ...{ since: found.since, until: found.until, publishedAt: now },
    });
    await words.removeDraft(tx, { workspace, reference });
    if (isNew) {
      const secret = newSecret();
      await words.writeLink(tx, { workspace, reference }, { secret, email: person.email });
      run.mail({
        template: 'references.confirmed',
        to: person.id,
        facts: { practice: found.practice, secret },
        about: reference,
      });
    }
    run.emit({ kind: 'references.published', facts: { reference, isNew }, notify: true });
    return { isNew };
  },
});

/** Says that one would rather not; nobody asks why. What was begun is erased. Codes: `refused` `reference_not_asked`. */
export const declineReference = operation({
  name: 'references.decline',
  summary: 'Declines to write a reference',
  http: 'POST /workspaces/{workspace}/references/{reference}/decline',
  input: which,
  output: z.object({}),
  may: signedIn,
  async run(run, input) {
    await next(run, input, 'decline');
    const change = { state: 'declined', changed_at: run.now.toString() } as const;
    await store.changeRequest(run.tx, input, change);
    await words.removeDraft(run.tx, input);
    run.emit({ kind: 'references.declined', facts: { reference: input.reference } });
    return {};
  },
});

/** Takes back what one has published: its words are erased, here and on the page. Codes: `refused` `reference_not_asked`. */
export const withdrawReference = operation({
  name: 'references.withdraw',
  summary: 'Takes back a reference that one has published; its words are erased',
  http: 'DELETE /workspaces/{workspace}/references/{reference}',
  input: which,
  output: z.object({}),
  may: signedIn,
  async run(run, input) {
    await next(run, input, 'withdraw');
    await withdraw(run, input);
    return {};
  },
});

/** What the link of the mail about a published reference opens. */
export const readLinkedReference = operation({
  name: 'references.readByLink',
  summary: 'A reference for whoever wrote it, by the link of the mail about it',
  http: 'GET /reference-links/{secret}',
  input: z.object({ secret: secretText }),
  output: z.object({ practice: z.string(), page, published: writtenView.nullable() }),
  may: anyone,
  secretOf: ({ secret }) => hashOf(secret),
  async run({ tx }, { secret }) {
    const found = await words.linkedBy(tx, secret);
    if (!found) throw notFound();
    const reference = { workspace: found.workspace, reference: found.id };
    const pages = await publicPagesOf(tx, [found.workspace]);
    return {
      practice: found.practice,
      page: pages.get(found.workspace) ?? null,
      published: await words.publishedBy(tx, reference),
    };
  },
});

/**
 * Takes a reference back by that link, also without signing in. The address is asked for, since programs that open
 * mailed links and press their buttons type none. Codes: `email`: `not_the_asking_address`.
 */
export const withdrawLinkedReference = operation({
  name: 'references.withdrawByLink',
  summary: 'Takes back a reference by the link of the mail about it',
  http: 'POST /reference-links/{secret}/withdraw',
  input: z.object({ secret: secretText, email: emailAddress }),
  output: z.object({}),
  may: anyone,
  secretOf: ({ secret }) => hashOf(secret),
  naturallyIdempotent: true,
  async run(run, { secret, email }) {
    const found = openedBy(await words.linkedBy(run.tx, secret), email);
    if (found.kept !== 'published') return {};
    // It happened in that practice, which whoever wrote it may have left.
    run.reach.workspace = found.workspace;
    await withdraw(run, { workspace: found.workspace, reference: found.id });
    return {};
  },
});

/** The draft and the mails are out of the link's reach: jobs take them away once it has committed. */
async function withdraw({ tx, now, emit }: Run, reference: store.Which): Promise<void> {
  await store.changeRequest(tx, reference, { state: 'withdrawn', changed_at: now.toString() });
  await words.removePublished(tx, reference);
  await enqueue(tx, 'forget_mails', { about: reference.reference });
  emit({ kind: 'references.withdrawn', facts: { reference: reference.reference }, notify: true });
}

/** What the reader was asked, and where it is. */
async function asked(run: Run, reference: store.Which, hold = false) {
  const found = await words.oneAskedOf(run.tx, reference, run.person.id, { hold });
  if (!found) throw notFound();
  const pages = await publicPagesOf(run.tx, [reference.workspace]);
  return { found, state: stateWith(pages, found), page: pages.get(reference.workspace) ?? null };
}

/** What the reader was asked, where they can do that with it. */
async function next(run: Run, reference: store.Which, act: WriterAct) {
  const { found, state } = await asked(run, reference, true);
  if (!after(state, act)) throw refused('reference_not_asked');
  return found;
}

function stateWith(
  pages: Awaited<ReturnType<typeof publicPagesOf>>,
  { workspace, id, kept, hasDraft }: Pick<store.Request, 'workspace' | 'id' | 'kept'> & { hasDraft: boolean },
) {
  const isHidden = pages.get(workspace)?.hidden.includes(id) ?? false;
  return stateOf({ kept, hasDraft, isHidden });
}

export const writingOperations: readonly Operation[] = [
  listOwnReferences,
  getOwnReference,
  saveReferenceDraft,
  publishReference,
  declineReference,
  withdrawReference,
  readLinkedReference,
  withdrawLinkedReference,
];
