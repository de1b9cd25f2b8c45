import { z } from 'zod';
import { Refusal, notFound, openedBy, refused } from '#kernel/errors.ts';
import { idOf } from '#kernel/id.ts';
import { anyone, owners } from '#kernel/may.server.ts';
import { operation, type Operation, type Run } from '#kernel/operation.server.ts';
import { hashOf, newSecretText, secretText } from '#kernel/secret.server.ts';
import { emailAddress, instant, line, locale, prose } from '#kernel/text.ts';
import { enqueue } from '#kernel/jobs.server.ts';
import { createClient } from '#rooms/engagements/index.server.ts';
import { copySchema } from '#rooms/readiness/index.server.ts';
import { publishedPageAt } from './page.store.server.ts';
import {
  lostReasons,
  nextStates,
  prospectParts,
  prospectSizes as sizes,
  prospectStates,
  wishes,
  type ProspectPart,
} from './prospects.ts';
import * as store from './prospects.store.server.ts';

const workspace = idOf('workspace');
const prospect = idOf('prospect');
const ofProspect = z.object({ workspace, prospect });
const prospectsAPage = 20;
/** The names of the parts, for an enum that keeps them. */
const parts = Object.keys(prospectParts) as [ProspectPart, ...ProspectPart[]];

const prospectView = z.object({
  id: prospect,
  name: z.string(),
  email: z.string(),
  language: locale,
  wish: z.enum(wishes),
  message: z.string(),
  shared: copySchema.nullable(),
  state: z.enum(prospectStates),
  lostWhy: z.enum(lostReasons).nullable(),
  askedAt: instant,
  changedAt: instant,
  engagement: idOf('engagement').nullable(),
});

/**
 * Somebody asks a practice, by its public page, for a first talk or a proposal. The secret comes from the form, so that
 * a form sent twice asks once; its link opens what was asked. Codes: `not_found` where that page is not published.
 */
export const askPractice = operation({
  name: 'front.askPractice',
  summary: 'Asks a practice for a first talk or a proposal; for pages only, where a person fills a form',
  http: null,
  input: z.object({
    address: z.string(),
    secret: newSecretText,
    name: line(80),
    email: emailAddress,
    language: locale,
    wish: z.enum(wishes, { error: 'required' }),
    message: prose(sizes.message),
    shared: copySchema.nullable(),
  }),
  output: z.object({}),
  may: anyone,
  naturallyIdempotent: true,
  reachOf: ({ secret }) => ({ secret: hashOf(secret) }),
  async run(run, { address, ...asked }) {
    const page = await publishedPageAt(run.tx, address);
    if (!page) throw notFound();
    const { workspace } = page;
    const id = run.newId<'prospect'>();
    const isNew = await store.insertProspect(run.tx, {
      ...asked,
      workspace,
      id,
      askedAt: run.now.toString(),
    });
    if (!isNew) return {};
    // It happened in that practice, which the asker does not belong to.
    run.reach.workspace = workspace;
    run.emit({ kind: 'front.prospectAsked', facts: { prospect: id }, notify: true });
    run.mail({
      template: 'front.asked',
      to: { address: asked.email, locale: asked.language, timeZone: page.timeZone },
      facts: { practice: page.name, wish: asked.wish, secret: asked.secret },
      about: id,
    });
    return {};
  },
});

/** What somebody asked, for whoever holds its link. */
export const readAsked = operation({
  name: 'front.readAsked',
  summary: 'What was asked of a practice, for whoever asked',
  http: 'GET /asked/{secret}',
  input: z.object({ secret: secretText }),
  output: prospectView
    .pick({ name: true, email: true, wish: true, message: true, shared: true, askedAt: true })
    .extend({ practice: z.string().nullable() }),
  may: anyone,
  secretOf: ({ secret }) => hashOf(secret),
  async run({ tx }, { secret }) {
    const found = await store.prospectBy(tx, secret);
    if (!found) throw notFound();
    return { ...found, practice: await store.practiceName(tx, found.workspace) };
  },
});

/**
 * Erases what somebody asked, with everything the practice wrote about them and the mails about it. The address is asked
 * for: programs that open every mailed link, and press its buttons, type none. Codes: `email`: `not_the_asking_address`.
 */
export const eraseAsked = operation({
  name: 'front.eraseAsked',
  summary: 'Erases what was asked of a practice, with every note and mail about it',
  http: 'POST /asked/{secret}/erase',
  input: z.object({ secret: secretText, email: emailAddress }),
  output: z.object({}),
  may: anyone,
  secretOf: ({ secret }) => hashOf(secret),
  naturallyIdempotent: true,
  async run(run, { secret, email }) {
    const found = openedBy(await store.prospectBy(run.tx, secret), email);
    await erase(run, found);
    return {};
  },
});

/** The prospects of the practice, the latest first, and how many there are in each part of the list. */
export const listProspects = operation({
  name: 'front.listProspects',
  summary: 'Lists who asked the practice for a talk or a proposal',
  http: 'GET /workspaces/{workspace}/prospects',
  input: z.object({
    workspace,
    part: z.enum(parts).default('open'),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
  }),
  output: z.object({
    prospects: z.array(
      prospectView.omit({ message: true, shared: true }).extend({
        verdict: copySchema.shape.result.shape.verdict.nullable(),
      }),
    ),
    pages: z.number(),
    counts: z.record(z.enum(parts), z.number()),
  }),
  may: owners,
  async run({ tx }, { workspace, part, page }) {
    const counts = await store.countByState(tx, workspace);
    const count = (one: ProspectPart) =>
      prospectParts[one].reduce((sum, state) => sum + (counts.get(state) ?? 0), 0);
    const rows = await store.prospectsIn(tx, workspace, prospectParts[part], {
      limit: prospectsAPage,
      offset: (page - 1) * prospectsAPage,
    });
    return {
      prospects: rows.map((row) => ({ ...row, verdict: row.shared?.result.verdict ?? null })),
      pages: Math.max(1, Math.ceil(count(part) / prospectsAPage)),
      counts: { open: count('open'), won: count('won'), closed: count('closed') },
    };
  },
});

/** A prospect with what they shared and what the practice noted. */
export const getProspect = operation({
  name: 'front.getProspect',
  summary: 'Shows a prospect with what they shared and the notes about them',
  http: 'GET /workspaces/{workspace}/prospects/{prospect}',
  input: ofProspect,
  output: prospectView.extend({
    /** What came of it. */
    work: z.object({ client: z.string(), name: z.string() }).nullable(),
    notes: z.array(z.object({ id: idOf('prospectNote'), by: z.string(), at: instant, text: z.string() })),
  }),
  may: owners,
  async run(run, input) {
    const found = await store.prospectOf(run.tx, input);
    if (!found) throw notFound();
    const work = await store.namesOfWork(run.tx, found);
    return { ...found, work, notes: await store.notesOf(run.tx, input) };
  },
});

/**
 * Says how far it has come with a prospect. Codes: `why`: `required` for one that is lost; `refused`
 * `not_in_this_state` where it can't go there from where it is.
 */
export const moveProspect = operation({
  name: 'front.moveProspect',
  summary: 'Says how far it has come with a prospect',
  http: 'POST /workspaces/{workspace}/prospects/{prospect}/move',
  input: z
    .object({
      ...ofProspect.shape,
      to: z.enum(['talking', 'proposed', 'lost', 'unfit'], { error: 'required' }),
      why: z.enum(lostReasons, { error: 'required' }).nullable().default(null),
    })
    .refine(({ to, why }) => to !== 'lost' || why !== null, { path: ['why'], error: 'required' }),
  output: z.object({}),
  may: owners,
  async run(run, { to, why, ...input }) {
    const found = await existing(run, input);
    if (found.state === to) return {};
    if (!nextStates(found.state).includes(to)) throw refused('not_in_this_state');
    const changed = { state: to, lost_why: to === 'lost' ? why : null };
    await store.changeProspect(run.tx, input, changed, run.now);
    run.emit({ kind: 'front.prospectMoved', facts: { prospect: input.prospect, to } });
    return {};
  },
});

/** Notes something about a prospect; only owners of the practice ever read it. Codes: `too_many`. */
export const noteProspect = operation({
  name: 'front.noteProspect',
  summary: 'Notes something about a prospect, for the practice alone',
  http: 'POST /workspaces/{workspace}/prospects/{prospect}/notes',
  input: ofProspect.extend({ text: prose(sizes.note, 1) }),
  output: z.object({ note: idOf('prospectNote') }),
  may: owners,
  async run(run, { text, ...input }) {
    await existing(run, input);
    if ((await store.notesOf(run.tx, input)).length >= sizes.notes) throw new Refusal('too_many');
    const note = run.newId<'prospectNote'>();
    await store.insertNote(run.tx, input, { id: note, by: run.person.id, at: run.now.toString(), text });
    run.emit({ kind: 'front.prospectNoted', facts: { prospect: input.prospect } });
    return { note };
  },
});

/** Removes a note for good. */
export const removeProspectNote = operation({
  name: 'front.removeProspectNote',
  summary: 'Removes a note about a prospect for good',
  http: 'DELETE /workspaces/{workspace}/prospects/{prospect}/notes/{note}',
  input: ofProspect.extend({ note: idOf('prospectNote') }),
  output: z.object({}),
  may: owners,
  async run({ tx, emit }, { note, ...input }) {
    if (!(await store.removeNote(tx, input, note))) throw notFound();
    emit({ kind: 'front.prospectNoteRemoved', facts: { prospect: input.prospect } });
    return {};
  },
});

/**
 * Begins an engagement with a prospect: a client with that name, its first engagement, and the invitation of whoever
 * asked as the one who decides there. Codes: `refused` `not_in_this_state`, and those of inviting.
 */
export const winProspect = operation({
  name: 'front.winProspect',
  summary: 'Makes a client and an engagement of a prospect, and invites them',
  http: 'POST /workspaces/{workspace}/prospects/{prospect}/win',
  input: ofProspect.extend({ client: line(80), engagementName: line(80, 0).default('') }),
  output: createClient.output,
  may: owners,
  secretOutput: true,
  async run(run, { client, engagementName, ...input }) {
    const found = await existing(run, input);
    if (found.state === 'won') throw refused('not_in_this_state');
    const { workspace } = input;
    const { email: principal, language } = found;
    const begun = await createClient.run(run, {
      workspace,
      name: client,
      engagementName,
      principal,
      language,
    });
    const made = createClient.output.parse(begun);
    await store.changeProspect(
      run.tx,
      input,
      { state: 'won', lost_why: null, engagement_id: made.engagement },
      run.now,
    );
    run.emit({ kind: 'front.prospectWon', facts: { prospect: input.prospect } });
    return made;
  },
});

/** Erases a prospect with every note and mail about them, as they can themselves by their link. */
export const eraseProspect = operation({
  name: 'front.eraseProspect',
  summary: 'Erases a prospect with every note and mail about them',
  http: 'DELETE /workspaces/{workspace}/prospects/{prospect}',
  input: ofProspect,
  output: z.object({}),
  may: owners,
  async run(run, input) {
    await erase(run, await existing(run, input));
    run.emit({ kind: 'front.prospectErased', facts: { prospect: input.prospect } });
    return {};
  },
});

async function existing({ tx }: Pick<Run, 'tx'>, input: z.output<typeof ofProspect>) {
  const found = await store.holdProspect(tx, input);
  if (!found) throw notFound();
  return found;
}

/** The mails are out of this transaction's reach: a job takes them away once it has committed. */
async function erase({ tx }: Pick<Run, 'tx'>, found: store.StoredProspect): Promise<void> {
  await store.eraseProspect(tx, found);
  await enqueue(tx, 'forget_mails', { about: found.id });
}

export const prospectOperations: readonly Operation[] = [
  askPractice,
  readAsked,
  eraseAsked,
  listProspects,
  getProspect,
  moveProspect,
  noteProspect,
  removeProspectNote,
  winProspect,
  eraseProspect,
];
