import type { Kysely } from 'kysely';
import { createTransport, type Transporter } from 'nodemailer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';
import { withReach } from '../database/context.server.ts';
import type { DB } from '../database/schema.ts';
import type { Attempt } from '../jobs.server.ts';
import type { Locale } from '../text.ts';
import { renderMail } from './render.ts';
import { mailsWithReaders } from './store.server.ts';
import type { MailTemplate, Reader } from './template.ts';

export type Post = {
  db: Kysely<DB>;
  templates: Record<string, MailTemplate>;
  origin: string;
  from: string;
  /** Null without SMTP settings: mails are then kept for the operator's outbox page. */
  transport: Transporter | null;
  now(): Temporal.Instant;
};

/** The way out for mails, by an address like `smtp://user:password@host:587`; null for none. */
export function transportTo(smtpUrl: string | null): Transporter | null {
  if (!smtpUrl) return null;
  // `url` is an option of nodemailer that its types lack.
  return createTransport({
    url: smtpUrl,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
  } as SMTPTransport.Options);
}

/**
 * Sends one mail that was ordered. Runs as a job: a failure is written down for the operator and thrown, so that the
 * job comes back later; after the last try the mail is `stuck`. A mail that has left is not sent again.
 */
export async function deliverMail(post: Post, id: string, attempt: Attempt): Promise<void> {
  const mail = await asSystem(post, (tx) =>
    mailsWithReaders(tx)
      .select(['mails.template', 'mails.facts', 'mails.state', 'mails.event_id', 'mails.person_id'])
      .where('mails.id', '=', id)
      .executeTakeFirst(),
  );
  if (!mail || mail.state === 'sent' || mail.state === 'kept') return;
  if (!mail.address) return mark(post, id, { state: 'stuck', last_error: 'no address' });
  if (!post.transport) return mark(post, id, { state: 'kept' });
  try {
    const reader: Reader = {
      name: mail.name,
      locale: (mail.locale ?? 'es') as Locale,
      timeZone: mail.time_zone ?? 'UTC',
    };
    const rendered = renderOrdered(post, mail.template, mail.facts, reader, isAboutWork(mail));
    await post.transport.sendMail({
      from: post.from,
      to: { name: '', address: mail.address },
      ...rendered,
      headers: { ...rendered.headers, 'Auto-Submitted': 'auto-generated' },
      messageId: `<${id}@${new URL(post.origin).hostname}>`,
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await mark(post, id, {
      state: attempt.isLast ? 'stuck' : 'waiting',
      attempts: attempt.number,
      last_error: message,
    });
    throw error;
  }
  // What was sent needs not be kept: it may hold links that sign somebody in.
  await mark(post, id, {
    state: 'sent',
    attempts: attempt.number,
    sent_at: post.now().toString(),
    facts: '{}',
  });
}

/** Renders what was ordered for its reader; throws for a template that this version of the code does not know. */
export function renderOrdered(
  post: Pick<Post, 'templates' | 'origin'>,
  template: string,
  facts: unknown,
  reader: Reader,
  tellsOfWork = false,
) {
  const render = post.templates[template];
  if (!render) throw new Error(`No mail template ${template}`);
  return renderMail(render(facts as Record<string, never>, reader), reader, post.origin, tellsOfWork);
}

/** What happened in somebody's work: they can do without being told of it. The rest is about signing in, or asked for. */
function isAboutWork(mail: { event_id: string | null; person_id: string | null }): boolean {
  return mail.event_id !== null && mail.person_id !== null;
}

function asSystem<T>(post: Post, work: Parameters<typeof withReach<T>>[2]): Promise<T> {
  return withReach(post.db, { power: 'system' }, work);
}

type Mark = { state: string; attempts?: number; last_error?: string; sent_at?: string; facts?: string };

async function mark(post: Post, id: string, changes: Mark): Promise<void> {
  await asSystem(post, (tx) => tx.updateTable('mails').set(changes).where('id', '=', id).execute());
}
