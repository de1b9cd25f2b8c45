import { z } from 'zod';
import { conflict, notFound, refused } from '#kernel/errors.ts';
import { idOf } from '#kernel/id.ts';
import { enqueue } from '#kernel/jobs.server.ts';
import { engagementInInput, inEngagement } from '#kernel/may.server.ts';
import { operation, type Operation } from '#kernel/operation.server.ts';
import { instant } from '#kernel/text.ts';
import { pageOf } from './page.store.server.ts';
import {
  after,
  mayAskAgainFrom,
  mayBeAsked,
  referenceStates,
  seenByPractice,
  stateOf,
  whyNobody,
  yearsOf,
} from './rules.ts';
import * as store from './store.server.ts';

const place = z.object({ workspace: idOf('workspace'), engagement: idOf('engagement') });
const assistants = inEngagement<z.output<typeof place>>(engagementInInput, 'assistant');

const refusals = {
  archived: 'engagement_archived',
  no_principal: 'no_principal_yet',
  nothing_accepted: 'nothing_accepted_yet',
} as const;

/**
 * Asks a principal of the engagement for a reference, by mail. Codes: `refused` `engagement_archived`,
 * `no_principal_yet`, `nothing_accepted_yet`, `not_a_principal`, `asked_lately` (see quietDays in rules.ts),
 * `already_written`; `conflict` `already_done` for two at the same moment.
 */
export const askForReference = operation({
  name: 'references.ask',
  summary: 'Asks a principal of the engagement for a reference, by mail',
  http: 'POST /workspaces/{workspace}/engagements/{engagement}/references',
  input: place.extend({ person: idOf('person') }),
  output: z.object({ reference: idOf('reference') }),
  may: assistants,
  async run(run, { person, ...place }) {
    const { tx } = run;
    const engagement = await store.engagementToAskIn(tx, place);
    if (!engagement) throw notFound();
    const principals = await store.principalsIn(tx, place);
    const isArchived = engagement.archivedAt !== null;
    const why = whyNobody({ ...engagement, isArchived, principals: principals.length });
    if (why) throw refused(refusals[why]);
    if (!principals.some(({ id }) => id === person)) throw refused('not_a_principal');
    const before = await store.holdRequestTo(tx, place, person);
    // Whether there is a draft or the practice hides it makes no difference to asking.
    const asked = before && {
      ...before,
      state: stateOf({ kept: before.kept, hasDraft: false, isHidden: false }),
    };
    if (asked && !after(asked.state, 'ask')) throw refused('already_written');
    if (!mayBeAsked(asked, run.now)) throw refused('asked_lately');
    const { since, until } = yearsOf(engagement, run.person.timeZone);
    const now = run.now.toString();
    const id = before?.id ?? run.newId<'reference'>();
    if (before) {
      await store.changeRequest(
        tx,
        { workspace: place.workspace, reference: id },
        {
          ...{ state: 'asked', practice: engagement.practice, since_year: since, until_year: until },
          ...{ asked_at: now, changed_at: now },
        },
      );
    } else {
      const request = { id, person, practice: engagement.practice, since, until };
      if (!(await store.insertRequest(tx, place, request, now))) throw conflict('already_done');
    }
    run.emit({ kind: 'references.asked', facts: { reference: id }, notify: true });
    return { reference: id };
  },
});

/** Takes back that one has asked, while there is no answer. Codes: `refused` `reference_answered`. */
export const takeBackAsking = operation({
  name: 'references.takeBack',
  summary: 'Takes back that a principal was asked for a reference, while there is no answer',
  http: 'DELETE /workspaces/{workspace}/engagements/{engagement}/references/{reference}',
  input: place.extend({ reference: idOf('reference') }),
  output: z.object({}),
  may: assistants,
  async run(run, { workspace, engagement, reference }) {
    const found = await store.holdRequest(run.tx, { workspace, reference });
    if (found?.engagement !== engagement) throw notFound();
    if (found.kept === 'taken_back') return {};
    const state = stateOf({ kept: found.kept, hasDraft: false, isHidden: false });
    if (!after(state, 'takeBack')) throw refused('reference_answered');
    await store.changeRequest(
      run.tx,
      { workspace, reference },
      { state: 'taken_back', changed_at: run.now.toString() },
    );
    await enqueue(run.tx, 'forget_mails', { about: reference });
    run.emit({ kind: 'references.takenBack', facts: { reference }, notify: true });
    return {};
  },
});

/** Who of an engagement can be asked for a reference, who was, and what came of it; or why nobody can be asked yet. */
export const listAsked = operation({
  name: 'references.listAsked',
  summary: 'Who of an engagement can be asked for a reference, and what came of it',
  http: 'GET /workspaces/{workspace}/engagements/{engagement}/references',
  input: place,
  output: z.object({
    nobody: z.enum(['archived', 'no_principal', 'nothing_accepted']).nullable(),
    people: z.array(
      z.object({
        person: idOf('person'),
        /** Null for somebody whom the reader does not know any more. */
        name: z.string().nullable(),
        asked: z
          .object({
            reference: idOf('reference'),
            /** That somebody has begun to write is theirs to know: a draft counts as asked. */
            state: z.enum(referenceStates),
            at: instant,
            /** From when on they may be asked again; null while there is a reference of theirs. */
            againFrom: instant.nullable(),
            mayTakeBack: z.boolean(),
          })
          .nullable(),
        mayAsk: z.boolean(),
      }),
    ),
  }),
  may: assistants,
  async run(run, place) {
    const { tx, now } = run;
    const engagement = await store.engagementToAskIn(tx, place);
    if (!engagement) throw notFound();
    const principals = await store.principalsIn(tx, place);
    const isArchived = engagement.archivedAt !== null;
    const nobody = whyNobody({ ...engagement, isArchived, principals: principals.length });
    const requests = await store.requestsIn(tx, place);
    const gone = requests.filter(({ person }) => !principals.some(({ id }) => id === person));
    const names = await store.namesOf(
      tx,
      gone.map(({ person }) => person),
    );
    const hidden = (await pageOf(tx, place.workspace))?.hidden ?? [];
    const known = [
      ...principals.map(({ id, name }) => ({ person: id, name, isThere: true })),
      ...gone.map(({ person }) => ({ person, name: names.get(person) ?? null, isThere: false })),
    ];
    return {
      nobody,
      people: known.map(({ person, name, isThere }) => {
        const request = requests.find((one) => one.person === person);
        const asked = request && {
          ...request,
          state: stateOf({ kept: request.kept, hasDraft: false, isHidden: hidden.includes(request.id) }),
        };
        return {
          person,
          name,
          asked: asked
            ? {
                reference: asked.id,
                state: seenByPractice(asked.state),
                at: asked.askedAt,
                againFrom: mayAskAgainFrom(asked)?.toString() ?? null,
                mayTakeBack: after(asked.state, 'takeBack') !== null,
              }
            : null,
          mayAsk: nobody === null && isThere && mayBeAsked(asked ?? null, now),
        };
      }),
    };
  },
});

export const askingOperations: readonly Operation[] = [askForReference, takeBackAsking, listAsked];
