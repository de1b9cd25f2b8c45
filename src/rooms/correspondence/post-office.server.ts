import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Kysely } from 'kysely';
import { withReach } from '#kernel/database/context.server.ts';
import type { DB } from '#kernel/database/schema.ts';
import type { FileStore } from '#kernel/files/store.server.ts';
import type { BriefId, EngagementId, PersonId, WorkspaceId } from '#kernel/id.ts';
import { enqueue } from '#kernel/jobs.server.ts';
import type { Arrival, Knows, PostOffice } from '#kernel/mail/inbound/arrival.ts';
import { mailLimits, rawHeaders } from '#kernel/mail/inbound/limits.ts';
import { findReplyAddress } from '#kernel/mail/replies.server.ts';
import { tagOf, type InboundAddress } from '#kernel/mail/reply-address.ts';
import { cleanMessageId } from '#kernel/mail/thread.ts';
import { newId } from '#kernel/new-id.server.ts';
import { hashOf } from '#kernel/secret.server.ts';
import { engagementWithTag, insertMail, type InboundMail } from './store.server.ts';
import type { Matter } from './understanding.ts';

export type Sorting = { db: Kysely<DB>; files: FileStore; inbound: InboundAddress; now(): Temporal.Instant };

/** Whom an address of ours leads to. */
type Destination = Pick<
  InboundMail,
  'workspace' | 'engagement' | 'brief' | 'person' | 'matter' | 'things' | 'depth'
>;

/** Takes mail in for addresses of ours: kept for good before anybody is told that it has arrived; read later, by a job. */
export function openPostOffice(sorting: Sorting): PostOffice {
  return {
    knows: async (address) => (await destinationOf(sorting, address)).known,
    take: (arrival) => takeIn(sorting, arrival),
  };
}

async function destinationOf(
  { db, inbound, now }: Sorting,
  address: string,
): Promise<{ known: Exclude<Knows, 'yes'>; to: null } | { known: 'yes'; to: Destination }> {
  const tag = tagOf(inbound, address);
  if (!tag) return { known: 'no', to: null };
  const { found, own } = await withReach(db, { power: 'system', secret: hashOf(tag) }, async (tx) => {
    const found = await findReplyAddress(tx, inbound, address, now());
    return { found, own: found ? null : await engagementWithTag(tx, tag) };
  });
  if (own) {
    const draft = { brief: null, person: null, matter: 'start_draft', depth: 0 } as const;
    return { known: 'yes', to: { ...own, ...draft, things: [] } };
  }
  if (!found) return { known: 'no', to: null };
  if (found.isExpired) return { known: 'expired', to: null };
  // Written by the order of a mail, whose types these are.
  return {
    known: 'yes',
    to: {
      workspace: found.workspace as WorkspaceId,
      engagement: found.engagement as EngagementId,
      brief: found.brief as BriefId | null,
      person: found.person as PersonId,
      matter: found.matter as Matter,
      things: found.things,
      depth: found.depth,
    },
  };
}

/** Keeps the mail once in each workspace that it is for: one mail is one, whichever of our addresses it names. */
async function takeIn(sorting: Sorting, arrival: Arrival): Promise<number> {
  const destinations = new Map<WorkspaceId, Destination>();
  for (const address of arrival.recipients) {
    const { to } = await destinationOf(sorting, address);
    if (!to) continue;
    const before = destinations.get(to.workspace);
    // Where it names both, it is an answer and no new draft.
    if (!before || (before.matter === 'start_draft' && to.matter !== 'start_draft'))
      destinations.set(to.workspace, to);
  }
  for (const destination of destinations.values()) await keep(sorting, arrival, destination);
  return destinations.size;
}

async function keep({ db, files, now }: Sorting, arrival: Arrival, to: Destination): Promise<void> {
  const rawFile = newId<'file'>();
  const { raw } = arrival;
  await files.put(to.workspace, rawFile, Readable.from([raw]), mailLimits.bytes);
  const mail = newId<'inboundMail'>();
  const reach = { workspace: to.workspace, engagements: 'all', side: 'practice', power: 'system' } as const;
  const isNew = await withReach(db, reach, async (tx) => {
    const inserted = await insertMail(tx, {
      ...to,
      mail,
      messageId: identityOf(raw),
      way: arrival.way,
      envelopeFrom: arrival.envelopeFrom.slice(0, 320),
      rawFile,
      bytes: raw.length,
      receivedAt: now().toString(),
    });
    if (inserted) await enqueue(tx, 'read_mail', { workspace: to.workspace, mail });
    return inserted;
  });
  if (!isNew) await files.remove(to.workspace, rawFile);
}

/** What makes two deliveries the same mail: its Message-ID, or all of it where it has none that is usable. */
function identityOf(raw: Uint8Array): string {
  const [written] = rawHeaders(raw, 'message-id');
  return cleanMessageId(written) ?? `sha256:${createHash('sha256').update(raw).digest('hex')}`;
}
