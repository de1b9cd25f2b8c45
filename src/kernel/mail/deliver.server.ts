import type { Kysely } from 'kysely';
import { createTransport, type Transporter } from 'nodemailer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';
import { withReach } from '../database/context.server.ts';
import type { DB } from '../database/schema.ts';
import type { Attempt } from '../jobs.server.ts';
import type { Locale } from '../text.ts';
import { renderMail } from './render.ts';
import { openReplyAddress, type Replies } from './replies.server.ts';
import { mailsWithReaders } from './store.server.ts';
import type { MailTemplate, Reader } from './template.ts';
import { messageIdFor, threadHeaders } from './thread.ts';

export type Post = {
  db: Kysely<DB>;
  templates: Record<string, MailTemplate>;
  origin: string;
  from: string;
  /** Null without SMTP settings: mails are then kept for the operator's outbox page. */
  transport: Transporter | null;
  /** Null where answers by mail are not switched on. */
  replies: Replies | null;
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
      .select(['mails.workspace_id', 'mails.engagement_id', 'mails.brief_id', 'mails.matter', 'mails.things'])
      .select(['mails.answers_message', 'mails.depth'])
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
    const { before, replyTo } = await talkOf(post, { ...mail, id });
    const kind = { tellsOfWork: isAboutWork(mail), isAnswerable: replyTo !== null };
    const rendered = renderOrdered(post, mail.template, mail.facts, reader, kind);
    const host = new URL(post.origin).hostname;
    const submitted = mail.answers_message === null ? 'auto-generated' : 'auto-replied';
    await post.transport.sendMail({
      from: post.from,
      to: { name: '', address: mail.address },
      ...rendered,
      ...(replyTo ? answerable(replyTo, mail.address) : {}),
      ...threadHeaders({ brief: mail.brief_id, before, answers: mail.answers_message }, host),
      headers: { ...rendered.headers, 'Auto-Submitted': submitted },
      messageId: messageIdFor(id, host),
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

/** Answers go there, and so do reports that it did not arrive: the envelope bears that address too (RFC 5321, 4.4). */
const answerable = (replyTo: string, to: string) => ({
  replyTo: { name: '', address: replyTo },
  envelope: { from: replyTo, to: [to] },
});

type Talking = {
  id: string;
  workspace_id: string | null;
  person_id: string | null;
  engagement_id: string | null;
  brief_id: string | null;
  matter: string | null;
  things: string[];
  depth: number;
};

/** The mail that this person got before it about the same brief, and where an answer to this one goes. */
async function talkOf(post: Post, mail: Talking): Promise<{ before: string | null; replyTo: string | null }> {
  const { id, workspace_id: workspace, person_id: person, engagement_id: engagement, matter } = mail;
  if (!workspace || !person || !engagement || !matter) return { before: null, replyTo: null };
  return asSystem(post, async (tx) => {
    const earlier = await tx
      .selectFrom('mails')
      .select('id')
      .where('person_id', '=', person)
      .where('brief_id', '=', mail.brief_id)
      .where('state', '=', 'sent')
      .where('id', '<', id)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    const { brief_id: brief, things, depth } = mail;
    const answerable = { id, workspace, person, engagement, brief, matter, things, depth };
    const replyTo = post.replies && (await openReplyAddress(tx, post.replies, answerable, post.now()));
    return { before: earlier?.id ?? null, replyTo };
  });
}

/** Renders what was ordered for its reader; throws for a template that this version of the code does not know. */
export function renderOrdered(
  post: Pick<Post, 'templates' | 'origin'>,
  template: string,
  facts: unknown,
  reader: Reader,
  kind: Parameters<typeof renderMail>[3] = {},
) {
  const render = post.templates[template];
  if (!render) throw new Error(`No mail template ${template}`);
  return renderMail(render(facts as Record<string, never>, reader), reader, post.origin, kind);
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
