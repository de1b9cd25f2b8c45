import type { Selectable } from 'kysely';
import type { Tx } from '#kernel/database/context.server.ts';
import type { InboundMails } from '#kernel/database/schema.ts';
import type { BriefId, EngagementId, Id, PersonId, WorkspaceId } from '#kernel/id.ts';
import type { Matter } from './understanding.ts';

export type InboundMailId = Id<'inboundMail'>;
export type MailKey = { workspace: WorkspaceId; mail: InboundMailId };
export type MailState = 'received' | 'done' | 'held' | 'dropped' | 'automatic' | 'bounced' | 'unreadable';

/** A mail that has arrived, as its row holds it. */
export type InboundMail = MailKey & {
  engagement: EngagementId;
  brief: BriefId | null;
  person: PersonId | null;
  matter: Matter;
  things: string[];
  depth: number;
  messageId: string;
  envelopeFrom: string;
  sender: string;
  subject: string;
  words: string;
  rawFile: string;
  bytes: number;
  receivedAt: string;
  state: MailState;
  outcome: string | null;
};

const columns = [
  'workspace_id',
  'inbound_mail_id',
  'engagement_id',
  'brief_id',
  'person_id',
  'matter',
  'things',
  'depth',
  'message_id',
  'envelope_from',
  'sender',
  'subject',
  'words',
  'raw_file',
  'bytes',
  'received_at',
  'state',
  'outcome',
] as const satisfies readonly (keyof InboundMails)[];

/** One mail within reach; null where there is none. */
export async function mailOf(tx: Tx, { workspace, mail }: MailKey): Promise<InboundMail | null> {
  const row = await tx
    .selectFrom('inbound_mails')
    .select(columns)
    .where('workspace_id', '=', workspace)
    .where('inbound_mail_id', '=', mail)
    .executeTakeFirst();
  return row ? mailIn(row) : null;
}

/** What was written by mail about a brief and did something, in the order in which it came. */
export async function mailsAboutBrief(
  tx: Tx,
  { workspace, brief }: { workspace: WorkspaceId; brief: BriefId },
): Promise<InboundMail[]> {
  const rows = await tx
    .selectFrom('inbound_mails')
    .select(columns)
    .where('workspace_id', '=', workspace)
    .where('brief_id', '=', brief)
    .where('state', '=', 'done')
    .orderBy('inbound_mail_id')
    .limit(200)
    .execute();
  return rows.map(mailIn);
}

/** States in which somebody of the practice is to look at a mail. */
export const waitingStates = ['held', 'bounced', 'unreadable'] as const satisfies readonly MailState[];
export type WaitingState = (typeof waitingStates)[number];

/** Mails that wait for a look, of the engagements within reach: the newest first, with whom and what they are about. */
export async function waitingMails(
  tx: Tx,
  workspace: WorkspaceId,
  { size, page }: { size: number; page: number },
) {
  const rows = await tx
    .selectFrom('inbound_mails as mail')
    .innerJoin('engagements', (join) =>
      join
        .onRef('engagements.workspace_id', '=', 'mail.workspace_id')
        .onRef('engagements.engagement_id', '=', 'mail.engagement_id'),
    )
    .leftJoin('people', 'people.id', 'mail.person_id')
    .select([
      'mail.inbound_mail_id as mail',
      'mail.state',
      'mail.outcome',
      'mail.sender',
      'mail.subject',
      'mail.words',
      'mail.received_at as receivedAt',
      'mail.brief_id as brief',
      'mail.matter',
      'engagements.name as engagementName',
      'people.name as person',
    ])
    .where('mail.workspace_id', '=', workspace)
    .where('mail.state', 'in', waitingStates)
    .orderBy('mail.inbound_mail_id', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  // As the statement asks for them.
  return rows.map(({ matter, ...row }) => ({
    ...{ ...row, state: row.state as WaitingState },
    isDraft: matter === 'start_draft',
  }));
}

/** How many mails wait for a look. */
export async function countWaiting(tx: Tx, workspace: WorkspaceId): Promise<number> {
  const row = await tx
    .selectFrom('inbound_mails')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('workspace_id', '=', workspace)
    .where('state', 'in', waitingStates)
    .executeTakeFirstOrThrow();
  return row.n;
}

/** Writes a mail that has arrived; false where it was there already, however it came. */
export async function insertMail(
  tx: Tx,
  mail: Omit<InboundMail, 'sender' | 'subject' | 'words' | 'state' | 'outcome'> & { way: 'smtp' | 'imap' },
): Promise<boolean> {
  const row = await tx
    .insertInto('inbound_mails')
    .values({
      workspace_id: mail.workspace,
      inbound_mail_id: mail.mail,
      engagement_id: mail.engagement,
      brief_id: mail.brief,
      person_id: mail.person,
      message_id: mail.messageId,
      way: mail.way,
      envelope_from: mail.envelopeFrom,
      matter: mail.matter,
      things: mail.things,
      depth: mail.depth,
      raw_file: mail.rawFile,
      bytes: mail.bytes,
      received_at: mail.receivedAt,
    })
    .onConflict((same) => same.columns(['workspace_id', 'message_id']).doNothing())
    .returning('inbound_mail_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Whose address it is, of those who take part in the engagement or own the practice; null for anybody else's. */
export async function senderIn(
  tx: Tx,
  { workspace, engagement }: { workspace: WorkspaceId; engagement: EngagementId },
  address: string,
): Promise<PersonId | null> {
  const row = await tx
    .selectFrom('people')
    .select('people.id')
    .where((eb) => eb(eb.fn<string>('lower', ['people.email']), '=', address.toLowerCase()))
    .where((eb) =>
      eb.or([
        eb.exists(
          eb
            .selectFrom('engagement_members as part')
            .select('part.person_id')
            .whereRef('part.person_id', '=', 'people.id')
            .where('part.workspace_id', '=', workspace)
            .where('part.engagement_id', '=', engagement)
            .where('part.until', 'is', null),
        ),
        eb.exists(
          eb
            .selectFrom('workspace_members as owner')
            .select('owner.person_id')
            .whereRef('owner.person_id', '=', 'people.id')
            .where('owner.workspace_id', '=', workspace)
            .where('owner.role', '=', 'owner')
            .where('owner.until', 'is', null),
        ),
      ]),
    )
    .executeTakeFirst();
  return row ? (row.id as PersonId) : null;
}

/** The engagement to whose own address a mail came, in any workspace: for the system, with the tag's hash in its reach. None once it is put aside. */
export async function engagementWithTag(
  tx: Tx,
  tag: string,
): Promise<{ workspace: WorkspaceId; engagement: EngagementId } | null> {
  const row = await tx
    .selectFrom('engagements')
    .select(['workspace_id', 'engagement_id'])
    .where('mail_tag', '=', tag)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  return row
    ? { workspace: row.workspace_id as WorkspaceId, engagement: row.engagement_id as EngagementId }
    : null;
}

/** What stands in the engagement's own address. */
export async function tagOfEngagement(
  tx: Tx,
  { workspace, engagement }: { workspace: WorkspaceId; engagement: EngagementId },
): Promise<string> {
  const row = await tx
    .selectFrom('engagements')
    .select('mail_tag')
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .executeTakeFirstOrThrow();
  return row.mail_tag;
}

/** Gives the engagement another address; false where there is none within reach. */
export async function changeTag(
  tx: Tx,
  { workspace, engagement }: { workspace: WorkspaceId; engagement: EngagementId },
  tag: string,
): Promise<boolean> {
  const row = await tx
    .updateTable('engagements')
    .set({ mail_tag: tag })
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .returning('engagement_id')
    .executeTakeFirst();
  return row !== undefined;
}

export type Settled = {
  state: MailState;
  outcome: string | null;
  sender?: string;
  subject?: string;
  words?: string;
  brief?: BriefId | null;
  person?: PersonId | null;
};

/** Says what became of a mail, as long as it is in that state; false where somebody else was first. */
export async function settleMail(
  tx: Tx,
  { workspace, mail }: MailKey,
  from: MailState,
  settled: Settled,
  by: { person: PersonId | null; at: Temporal.Instant },
): Promise<boolean> {
  const row = await tx
    .updateTable('inbound_mails')
    .set({
      state: settled.state,
      outcome: settled.outcome,
      settled_by: by.person,
      settled_at: by.at.toString(),
      ...(settled.sender === undefined ? {} : { sender: settled.sender }),
      ...(settled.subject === undefined ? {} : { subject: settled.subject }),
      ...(settled.words === undefined ? {} : { words: settled.words }),
      ...(settled.brief === undefined ? {} : { brief_id: settled.brief }),
      ...(settled.person === undefined ? {} : { person_id: settled.person }),
    })
    .where('workspace_id', '=', workspace)
    .where('inbound_mail_id', '=', mail)
    .where('state', '=', from)
    .returning('inbound_mail_id')
    .executeTakeFirst();
  return row !== undefined;
}

function mailIn(row: Pick<Selectable<InboundMails>, (typeof columns)[number]>): InboundMail {
  // Ids and words as this file writes them.
  return {
    workspace: row.workspace_id as WorkspaceId,
    mail: row.inbound_mail_id as InboundMailId,
    engagement: row.engagement_id as EngagementId,
    brief: row.brief_id as BriefId | null,
    person: row.person_id as PersonId | null,
    matter: row.matter as Matter,
    things: row.things,
    depth: row.depth,
    messageId: row.message_id,
    envelopeFrom: row.envelope_from,
    sender: row.sender,
    subject: row.subject,
    words: row.words,
    rawFile: row.raw_file,
    bytes: row.bytes,
    receivedAt: row.received_at,
    state: row.state as MailState,
    outcome: row.outcome,
  };
}

/** Who began a draft by that mail, and under which title: for the mail that tells the practice. */
export async function draftTold(tx: Tx, workspace: WorkspaceId, mail: string) {
  const row = await tx
    .selectFrom('inbound_mails as mail')
    .innerJoin('people', 'people.id', 'mail.person_id')
    .innerJoin('engagements', (join) =>
      join
        .onRef('engagements.workspace_id', '=', 'mail.workspace_id')
        .onRef('engagements.engagement_id', '=', 'mail.engagement_id'),
    )
    .innerJoin('briefs', (join) =>
      join
        .onRef('briefs.workspace_id', '=', 'mail.workspace_id')
        .onRef('briefs.brief_id', '=', 'mail.brief_id'),
    )
    .select(['people.name as who', 'engagements.name as engagement', 'briefs.title'])
    .where('mail.workspace_id', '=', workspace)
    .where('mail.inbound_mail_id', '=', mail)
    .executeTakeFirst();
  return row ?? null;
}
