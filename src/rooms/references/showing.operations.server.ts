import { z } from 'zod';
import { notFound, refused } from '#kernel/errors.ts';
import { idOf } from '#kernel/id.ts';
import { anyone, owners, practice } from '#kernel/may.server.ts';
import { operation, type Operation, type Run } from '#kernel/operation.server.ts';
import { instant, locale } from '#kernel/text.ts';
import { publishedPageAt } from '#rooms/front/index.server.ts';
import { changePage, holdPage, pageOf } from './page.store.server.ts';
import { after, inOrder, moved, referenceStates, seenByPractice, stateOf, type Act } from './rules.ts';
import * as store from './store.server.ts';
import { publishedBy, publishedOf, type Published } from './words.store.server.ts';

const workspace = idOf('workspace');
const which = z.object({ workspace, reference: idOf('reference') });

/** A reference as everybody reads it. Nothing of the engagement is in it but its years. */
const shownView = z.object({
  text: z.string(),
  /** Null where its writer shows their role alone. */
  name: z.string().nullable(),
  role: z.string(),
  business: z.string(),
  language: locale,
  /** Years in which they worked together; `until` once that has ended. */
  since: z.number(),
  until: z.number().nullable(),
  /** When it was published, as "2026-11". */
  month: z.string(),
});
export type ShownReference = z.output<typeof shownView>;

const asShown = ({ publishedAt, ...reference }: Published) => ({
  ...reference,
  month: publishedAt.slice(0, 7),
});

/** The references that a practice shows on its public page, in its order. */
export const readReferences = operation({
  name: 'references.readShown',
  summary: 'The references that a practice shows on its public page',
  http: 'GET /practices/{address}/references',
  input: z.object({ address: z.string() }),
  output: z.object({ references: z.array(shownView) }),
  may: anyone,
  async run({ tx }, { address }) {
    const found = await publishedPageAt(tx, address);
    if (!found) throw notFound();
    const published = await publishedOf(tx, found.workspace);
    const { order = [], hidden = [] } = (await pageOf(tx, found.workspace)) ?? {};
    // People of the practice see what it hides too.
    const shown = published.filter(({ id }) => !hidden.includes(id));
    return { references: inOrder(shown, order).map(asShown) };
  },
});

/** The references of a practice, those that it hides among them, and who was asked and has not written. */
export const listReferences = operation({
  name: 'references.list',
  summary: 'The references of the practice, with those that it hides, and who was asked',
  http: 'GET /workspaces/{workspace}/references',
  input: z.object({ workspace }),
  output: z.object({
    /** Null before the public page was first saved. */
    page: z.object({ address: z.string(), isPublished: z.boolean() }).nullable(),
    references: z.array(shownView.extend({ id: idOf('reference'), isHidden: z.boolean() })),
    asked: z.array(
      z.object({
        engagement: z.object({ id: idOf('engagement'), name: z.string() }),
        /** Null for somebody whom the reader does not know any more. */
        name: z.string().nullable(),
        state: z.enum(referenceStates),
        at: instant,
      }),
    ),
  }),
  may: practice,
  async run({ tx }, { workspace }) {
    const page = await pageOf(tx, workspace);
    const published = await publishedOf(tx, workspace);
    const requests = (await store.requestsOf(tx, workspace)).filter(({ kept }) => kept !== 'published');
    const names = await store.namesOf(
      tx,
      requests.map(({ person }) => person),
    );
    return {
      page: page && { address: page.address, isPublished: page.isPublished },
      references: inOrder(published, page?.order ?? []).map((reference) => ({
        ...asShown(reference),
        isHidden: page?.hidden.includes(reference.id) ?? false,
      })),
      asked: requests.map(({ engagement, engagementName, person, kept, askedAt }) => ({
        engagement: { id: engagement, name: engagementName },
        name: names.get(person) ?? null,
        state: seenByPractice(stateOf({ kept, hasDraft: false, isHidden: false })),
        at: askedAt,
      })),
    };
  },
});

/** Hides a reference from the public page; its words stay as they are. */
export const hideReference = operation({
  name: 'references.hide',
  summary: 'Hides a reference from the public page of the practice',
  http: 'POST /workspaces/{workspace}/references/{reference}/hide',
  input: which,
  output: z.object({}),
  may: owners,
  async run(run, input) {
    const { page, state } = await decided(run, input);
    if (state === 'hidden') return {};
    possible(state, 'hide');
    await changePage(run.tx, input.workspace, { hidden_references: [...page.hidden, input.reference] });
    run.emit({ kind: 'references.hidden', facts: { reference: input.reference } });
    return {};
  },
});

/** Shows a reference on the public page again. */
export const showReference = operation({
  name: 'references.show',
  summary: 'Shows a hidden reference on the public page of the practice again',
  http: 'POST /workspaces/{workspace}/references/{reference}/show',
  input: which,
  output: z.object({}),
  may: owners,
  async run(run, input) {
    const { page, state } = await decided(run, input);
    if (state === 'published') return {};
    possible(state, 'show');
    await changePage(run.tx, input.workspace, {
      hidden_references: page.hidden.filter((one) => one !== input.reference),
    });
    run.emit({ kind: 'references.shown', facts: { reference: input.reference } });
    return {};
  },
});

/** Moves a reference one place up or down on the public page. At the end it stays. */
export const moveReference = operation({
  name: 'references.move',
  summary: 'Moves a reference up or down on the public page of the practice',
  http: 'POST /workspaces/{workspace}/references/{reference}/move',
  input: which.extend({ way: z.enum(['up', 'down'], { error: 'required' }) }),
  output: z.object({}),
  may: owners,
  async run(run, { way, ...input }) {
    const { page } = await decided(run, input);
    const published = inOrder(await publishedOf(run.tx, input.workspace), page.order);
    const order = moved(
      published.map(({ id }) => id),
      input.reference,
      way,
    );
    await changePage(run.tx, input.workspace, { reference_order: order });
    return {};
  },
});

/**
 * A reference of the practice and the page on which it decides about it, held until the transaction ends. Before there is
 * a page, there is nothing to decide.
 */
async function decided({ tx }: Run, input: z.output<typeof which>) {
  const page = await holdPage(tx, input.workspace);
  if (!page || !(await publishedBy(tx, input))) throw notFound();
  const isHidden = page.hidden.includes(input.reference);
  return { page, state: stateOf({ kept: 'published', hasDraft: false, isHidden }) };
}

function possible(state: Parameters<typeof after>[0], act: Act): void {
  if (!after(state, act)) throw refused('reference_not_asked');
}

export const showingOperations: readonly Operation[] = [
  readReferences,
  listReferences,
  hideReference,
  showReference,
  moveReference,
];
