import { z } from 'zod';
import { notFound } from '#kernel/errors.ts';
import { idOf } from '#kernel/id.ts';
import { operation } from '#kernel/operation.server.ts';
import { signedIn } from '#kernel/may.server.ts';
import { line, locale, timeZone, type Locale } from '#kernel/text.ts';
import { inSession } from './may.server.ts';

const nothing = z.object({});
const done = z.object({});
const moment = z.string();

const profile = z.object({ name: line(100), locale, timeZone });
/** Whether mails tell what waits for the person in their work; those about signing in always come. */
const workMails = z.boolean();

export const readProfile = operation({
  name: 'people.readProfile',
  summary: 'Who the caller is: name, address, language and time zone',
  http: 'GET /me',
  input: nothing,
  output: profile.extend({ email: z.string(), twoFactor: z.boolean(), workMails }),
  may: signedIn,
  async run({ tx, person }) {
    const row = await tx
      .selectFrom('people')
      .select(['name', 'email', 'locale', 'time_zone', 'two_factor_enabled', 'work_mails'])
      .where('id', '=', person.id)
      .executeTakeFirstOrThrow();
    return {
      name: row.name,
      email: row.email,
      locale: row.locale as Locale,
      timeZone: row.time_zone,
      twoFactor: row.two_factor_enabled,
      workMails: row.work_mails,
    };
  },
});

export const changeProfile = operation({
  name: 'people.changeProfile',
  summary:
    'Changes the name, language and time zone of the caller, and whether mails tell of work that waits',
  http: 'PUT /me',
  input: profile.extend({ workMails: workMails.optional() }),
  output: done,
  may: signedIn,
  naturallyIdempotent: true,
  async run({ tx, person, now }, { name, locale, timeZone, workMails }) {
    await tx
      .updateTable('people')
      .set({ name, locale, time_zone: timeZone, work_mails: workMails, updated_at: now.toString() })
      .where('id', '=', person.id)
      .execute();
    return {};
  },
});

const session = z.object({
  id: idOf('session'),
  begunAt: moment,
  usedAt: moment,
  userAgent: z.string().nullable(),
  isThisOne: z.boolean(),
});

export const listSessions = operation({
  name: 'people.listSessions',
  summary: 'The browsers in which the caller is signed in (pages only: for people, not tokens)',
  http: null,
  input: nothing,
  output: z.object({ sessions: z.array(session) }),
  may: inSession,
  naturallyIdempotent: true,
  async run({ tx, person, actor, now }) {
    const rows = await tx
      .selectFrom('sessions')
      .select(['id', 'created_at', 'updated_at', 'user_agent'])
      .where('person_id', '=', person.id)
      .where('expires_at', '>', now.toString())
      .orderBy('updated_at', 'desc')
      .limit(100)
      .execute();
    const own = actor.kind === 'person' ? actor.session.id : null;
    return {
      sessions: rows.map((row) => ({
        id: row.id,
        begunAt: row.created_at,
        usedAt: row.updated_at,
        userAgent: row.user_agent,
        isThisOne: row.id === own,
      })),
    };
  },
});

export const endSession = operation({
  name: 'people.endSession',
  summary: 'Ends one of the sessions of the caller (pages only: for people, not tokens)',
  http: null,
  input: z.object({ session: idOf('session') }),
  output: done,
  may: inSession,
  async run({ tx, person }, { session }) {
    const ended = await tx
      .deleteFrom('sessions')
      .where('id', '=', session)
      .where('person_id', '=', person.id)
      .executeTakeFirst();
    if (ended.numDeletedRows === 0n) throw notFound();
    return {};
  },
});

export const endOtherSessions = operation({
  name: 'people.endOtherSessions',
  summary: 'Ends every session of the caller but this one (pages only: for people, not tokens)',
  http: null,
  input: nothing,
  output: done,
  may: inSession,
  naturallyIdempotent: true,
  async run({ tx, actor }) {
    if (actor.kind !== 'person') return {};
    await tx
      .deleteFrom('sessions')
      .where('person_id', '=', actor.id)
      .where('id', '!=', actor.session.id)
      .execute();
    return {};
  },
});

export const listPasskeys = operation({
  name: 'people.listPasskeys',
  summary: 'The passkeys of the caller (pages only: for people, not tokens)',
  http: null,
  input: nothing,
  output: z.object({
    passkeys: z.array(
      z.object({
        id: z.uuid(),
        name: z.string().nullable(),
        addedAt: moment.nullable(),
        isSynced: z.boolean(),
      }),
    ),
  }),
  may: inSession,
  naturallyIdempotent: true,
  async run({ tx, person }) {
    const rows = await tx
      .selectFrom('passkeys')
      .select(['id', 'name', 'created_at', 'backed_up'])
      .where('person_id', '=', person.id)
      .orderBy('id')
      .execute();
    return {
      passkeys: rows.map(({ id, name, created_at, backed_up }) => ({
        id,
        name,
        addedAt: created_at,
        isSynced: backed_up,
      })),
    };
  },
});

export const accountOperations = [
  readProfile,
  changeProfile,
  listSessions,
  endSession,
  endOtherSessions,
  listPasskeys,
];
