import { createHmac } from 'node:crypto';
import type { Tx } from '../database/context.server.ts';
import { hashOf } from '../secret.server.ts';
import { addressWith, tagOf, type InboundAddress } from './reply-address.ts';

/** How answers find their way back. `key` makes the tokens: with it and a mail's id, the token is the same at each try. */
export type Replies = { address: InboundAddress; key: Buffer };

/** How long a mail can be answered: a client who comes back from a long leave still can. */
const answerableDays = 120;

/** A mail that is about to leave and can be answered. */
export type Answerable = {
  id: string;
  workspace: string;
  person: string;
  engagement: string;
  brief: string | null;
  matter: string;
  things: string[];
  depth: number;
};

/**
 * The address to which an answer to this mail goes. Written down before the mail leaves, by the hash of its token alone:
 * whoever reads the database can't answer for anybody.
 */
export async function openReplyAddress(
  tx: Tx,
  replies: Replies,
  mail: Answerable,
  now: Temporal.Instant,
): Promise<string> {
  const token = tokenFor(replies.key, mail.id);
  await tx
    .insertInto('reply_addresses')
    .values({
      workspace_id: mail.workspace,
      token_hash: hashOf(token),
      mail_id: mail.id,
      person_id: mail.person,
      engagement_id: mail.engagement,
      brief_id: mail.brief,
      matter: mail.matter,
      things: mail.things,
      depth: mail.depth,
      created_at: now.toString(),
      expires_at: now.add({ hours: answerableDays * 24 }).toString(),
    })
    .onConflict((same) => same.doNothing())
    .execute();
  return addressWith(replies.address, token);
}

/** What a reply address stands for. */
export type ReplyAddress = Omit<Answerable, 'id'> & { mail: string; isExpired: boolean };

/** What an address of ours stands for, in any workspace: for the system alone. Null where it is no reply address. */
export async function findReplyAddress(
  tx: Tx,
  inbound: InboundAddress,
  address: string,
  now: Temporal.Instant,
): Promise<ReplyAddress | null> {
  const token = tagOf(inbound, address);
  if (!token || !isToken(token)) return null;
  const row = await tx
    .selectFrom('reply_addresses')
    .select([
      'workspace_id',
      'mail_id',
      'person_id',
      'engagement_id',
      'brief_id',
      'matter',
      'things',
      'depth',
      'expires_at',
    ])
    .where('token_hash', '=', hashOf(token))
    .executeTakeFirst();
  if (!row) return null;
  return {
    mail: row.mail_id,
    workspace: row.workspace_id,
    person: row.person_id,
    engagement: row.engagement_id,
    brief: row.brief_id,
    matter: row.matter,
    things: row.things,
    depth: row.depth,
    isExpired: Temporal.Instant.compare(Temporal.Instant.from(row.expires_at), now) <= 0,
  };
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const isToken = (text: string) => /^[a-z2-7]{32}$/.test(text);

/** 160 bits as base32 in lower case (RFC 4648), 32 characters: mail servers keep letters, but not their case. */
function tokenFor(key: Buffer, mail: string): string {
  const bits = createHmac('sha256', key).update(mail).digest().subarray(0, 20);
  let token = '';
  for (let group = 0; group < 4; group++) {
    let value = 0n;
    for (const byte of bits.subarray(group * 5, group * 5 + 5)) value = (value << 8n) | BigInt(byte);
    for (let place = 7; place >= 0; place--) token += alphabet[Number((value >> BigInt(place * 5)) & 31n)];
  }
  return token;
}
