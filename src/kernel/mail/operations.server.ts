import { z } from 'zod';
import { notFound } from '../errors.ts';
import { idOf } from '../id.ts';
import { enqueue } from '../jobs.server.ts';
import { operator } from '../may.server.ts';
import { operation } from '../operation.server.ts';
import { mailsWithReaders } from './store.server.ts';

/** Mails on one page of the operator's list. */
const pageSize = 50;

const orderedMail = z.object({
  id: z.string(),
  state: z.enum(['waiting', 'sent', 'kept', 'stuck']),
  address: z.string(),
  name: z.string().nullable(),
  locale: z.enum(['es', 'en']),
  timeZone: z.string(),
  template: z.string(),
  facts: z.unknown(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  attempts: z.number(),
  lastError: z.string().nullable(),
});

/** The mails that were ordered, newest first: what was kept without SMTP, what waits, what is stuck. */
export const listMails = operation({
  name: 'kernel.listMails',
  summary:
    'The operator looks at the mails that wait, are stuck, or were kept for want of SMTP (on the operator page only)',
  http: null,
  input: z.object({
    state: z.enum(['all', 'waiting', 'sent', 'kept', 'stuck']).default('all'),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
  }),
  output: z.object({
    mails: z.array(orderedMail),
    counts: z.record(z.string(), z.number()),
    pages: z.number(),
  }),
  may: operator,
  async run({ tx }, { state, page }) {
    const perState = await tx
      .selectFrom('mails')
      .select(['state', (eb) => eb.fn.countAll<number>().as('mails')])
      .groupBy('state')
      .execute();
    const counts = Object.fromEntries(perState.map((row) => [row.state, row.mails]));
    const total = state === 'all' ? perState.reduce((sum, row) => sum + row.mails, 0) : (counts[state] ?? 0);
    let rows = mailsWithReaders(tx)
      .select([
        'mails.id',
        'mails.state',
        'mails.template',
        'mails.facts',
        'mails.created_at',
        'mails.sent_at',
        'mails.attempts',
        'mails.last_error',
      ])
      .orderBy('mails.id', 'desc')
      .limit(pageSize)
      .offset((page - 1) * pageSize);
    if (state !== 'all') rows = rows.where('mails.state', '=', state);
    const mails = (await rows.execute()).map((row) => ({
      id: row.id,
      state: row.state as z.infer<typeof orderedMail>['state'],
      address: row.address ?? '',
      name: row.name,
      locale: row.locale === 'en' ? ('en' as const) : ('es' as const),
      timeZone: row.time_zone ?? 'UTC',
      template: row.template,
      facts: row.facts,
      createdAt: row.created_at,
      sentAt: row.sent_at,
      attempts: row.attempts,
      lastError: row.last_error,
    }));
    return { mails, counts, pages: Math.max(1, Math.ceil(total / pageSize)) };
  },
});

/** Tries a mail again that is stuck or was kept. Codes: `not_found` where it has left already. */
export const retryMail = operation({
  name: 'kernel.retryMail',
  summary: 'The operator has a mail sent again that did not get out (on the operator page only)',
  http: null,
  input: z.object({ mail: idOf('mail') }),
  output: z.object({}),
  may: operator,
  naturallyIdempotent: true,
  async run({ tx }, { mail }) {
    const waiting = await tx
      .updateTable('mails')
      .set({ state: 'waiting' })
      .where('id', '=', mail)
      .where('state', 'in', ['stuck', 'kept', 'waiting'])
      .returning('id')
      .executeTakeFirst();
    if (!waiting) throw notFound();
    await enqueue(tx, 'deliver_mail', { mail });
    return {};
  },
});
