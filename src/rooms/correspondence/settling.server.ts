import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Correspondent } from '#kernel/actor.ts';
import { withReach } from '#kernel/database/context.server.ts';
import { appendHappenings, orderMail } from '#kernel/events.server.ts';
import type { FileStore } from '#kernel/files/store.server.ts';
import type { PersonId, WorkspaceId } from '#kernel/id.ts';
import type { MailFile, ReadMail } from '#kernel/mail/inbound/read-mail.ts';
import type { MailReader } from '#kernel/mail/inbound/reader.server.ts';
import { cleanMessageId } from '#kernel/mail/thread.ts';
import type { Happening } from '#kernel/operation.server.ts';
import { perform, type Ground } from '#kernel/perform.server.ts';
import { attachFile, takeFile } from '#rooms/delegation/index.server.ts';
import { worthKeeping } from './files.ts';
import { settleMail, waitingStates, type InboundMail, type Settled } from './store.server.ts';
import type { Matter } from './understanding.ts';

/** What reading the mail that came needs. */
export type ReadingRoom = {
  ground: Ground;
  files: FileStore;
  reader: MailReader;
  /** The name of the server whose word about senders counts; null where none was named. */
  trustedServer: string | null;
  /** The person, with their places in that workspace alone; null for who has none there any more. */
  correspondent(person: PersonId, workspace: WorkspaceId, mail: string): Promise<Correspondent | null>;
};

/** Files that came along, on the brief where it takes some; their names. The same mail read again attaches them once. */
export async function attachAll(
  { ground, files }: ReadingRoom,
  mail: InboundMail,
  attached: readonly MailFile[],
  person: Correspondent,
): Promise<string[]> {
  const names: string[] = [];
  for (const [index, file] of worthKeeping(attached).entries()) {
    const id = idWithin(mail.mail, index);
    const upload = { file: id, name: file.name, content: Readable.from([file.content]) };
    const received = await takeFile(files, mail.workspace, upload, (upload) =>
      perform(
        ground,
        attachFile,
        person,
        { workspace: mail.workspace, brief: mail.brief, ...upload },
        `mail.${mail.mail}.file.${index}`,
      ),
    );
    if ('file' in received) names.push(received.name);
  }
  return names;
}

/** How many mails of ours in a row may answer each other: two programs that answer by themselves would never end. */
const longestLoop = 3;

/** The mail that answers one that was read. */
export type AnsweringMail = {
  template: string;
  facts: Record<string, unknown>;
  read: ReadMail;
  matter?: Matter;
  /** What it can be answered with: see `Talk`. */
  things?: readonly string[];
  /** What somebody is to be told beside whoever wrote. */
  happening?: Pick<Happening, 'kind' | 'facts'>;
  /** A person wrote it, since it filled in what was asked: no two programs are at it. */
  hasMovedOn?: boolean;
};

/** Says what became of the mail, and orders the answer with it: once, whoever settles it first. */
export async function settle(
  room: ReadingRoom,
  mail: InboundMail,
  settled: Settled,
  answer?: AnsweringMail,
): Promise<void> {
  const now = room.ground.now();
  await asSystem(room, mail.workspace, async (tx) => {
    const isMine = await settleMail(tx, mail, mail.state, settled, { person: null, at: now });
    if (!isMine) return;
    const isWaiting = waitingStates.some((state) => state === settled.state);
    const waits = { kind: 'correspondence.mailWaits', facts: { mail: mail.mail, why: settled.state } };
    const happenings = [...(isWaiting ? [waits] : []), ...(answer?.happening ? [answer.happening] : [])];
    const told = happenings.map((one) => ({ ...one, engagement: mail.engagement, notify: true }));
    const actor = { kind: 'system', task: 'read_mail' } as const;
    await appendHappenings({ tx, actor, now, newId: room.ground.newId }, mail.workspace, told, []);
    const person = settled.person ?? mail.person;
    if (!answer || !person || (mail.depth >= longestLoop && !answer.hasMovedOn)) return;
    await orderMail(tx, now, mail.workspace, {
      ...{ template: answer.template, to: person, facts: answer.facts },
      talk: {
        ...{ engagement: mail.engagement, brief: settled.brief ?? mail.brief },
        ...{ matter: answer.matter ?? 'talk', things: answer.things ?? [] },
        answers: {
          messageId: cleanMessageId(answer.read.messageId) ?? '',
          depth: answer.hasMovedOn ? 1 : mail.depth + 1,
        },
      },
    });
  });
}

export const asSystem = <T>(
  { ground }: ReadingRoom,
  workspace: WorkspaceId,
  work: Parameters<typeof withReach<T>>[2],
) => withReach(ground.db, { workspace, engagements: 'all', side: 'practice', power: 'system' }, work);

export const oneLine = (text: string): string =>
  text
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 200);

export function shown({ from }: ReadMail): string {
  if (!from) return '';
  return oneLine(from.name && from.name !== from.address ? `${from.name} <${from.address}>` : from.address);
}

/** An id that the same mail gives its files each time it is read (RFC 9562, version 8). */
function idWithin(mail: string, index: number): string {
  const hash = createHash('sha256').update(`${mail}/${index}`).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
