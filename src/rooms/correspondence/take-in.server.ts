import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import type { Correspondent } from '#kernel/actor.ts';
import { withReach } from '#kernel/database/context.server.ts';
import { appendHappenings, orderMail } from '#kernel/events.server.ts';
import type { FileStore } from '#kernel/files/store.server.ts';
import type { PersonId, WorkspaceId } from '#kernel/id.ts';
import type { Attempt } from '#kernel/jobs.server.ts';
import type { MailFile, ReadMail } from '#kernel/mail/inbound/read-mail.ts';
import type { MailReader } from '#kernel/mail/inbound/reader.server.ts';
import { cleanMessageId } from '#kernel/mail/thread.ts';
import { perform, type Ground } from '#kernel/perform.server.ts';
import { attachFile, getBrief, takeFile } from '#rooms/delegation/index.server.ts';
import { act, type Outcome } from './acts.server.ts';
import { longestRow, worthKeeping } from './files.ts';
import type { UnderstoodFacts } from './mails.server.ts';
import { doubtAbout, isAutomatic, isBounce } from './sender.ts';
import {
  mailOf,
  settleMail,
  waitingStates,
  type InboundMail,
  type InboundMailId,
  type Settled,
} from './store.server.ts';
import { understand } from './understanding.ts';

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

/** Reads one mail that was kept, and does what it means. As a job: done again after a failure, it does nothing twice. */
export async function readKeptMail(
  room: ReadingRoom,
  { workspace, mail: id }: { workspace: string; mail: string },
  attempt: Attempt,
): Promise<void> {
  // A job's payload was written by `enqueue`, so these are ids.
  const key = { workspace: workspace as WorkspaceId, mail: id as InboundMailId };
  const mail = await asSystem(room, key.workspace, (tx) => mailOf(tx, key));
  if (!mail || mail.state !== 'received') return;
  try {
    await readAndAct(room, mail);
  } catch (failure) {
    if (attempt.isLast) await settle(room, mail, { state: 'unreadable', outcome: 'failed' });
    throw failure;
  }
}

async function readAndAct(room: ReadingRoom, mail: InboundMail): Promise<void> {
  const stored = await room.files.get(mail.workspace, mail.rawFile);
  if (!stored) return settle(room, mail, { state: 'unreadable', outcome: 'no_file' });
  const { mail: read, tooMuch } = await room.reader.read(await buffer(stored.content));
  if (!read) return settle(room, mail, { state: 'unreadable', outcome: tooMuch });
  const seen = { sender: shown(read), subject: oneLine(read.subject), words: read.anew.slice(0, longestRow) };
  const from = read.from?.address ?? '';
  if (isBounce(read.headers, mail.envelopeFrom, from))
    return settle(room, mail, { ...seen, state: 'bounced', outcome: null });
  if (isAutomatic(read.headers, read.subject))
    return settle(room, mail, { ...seen, state: 'automatic', outcome: null });
  const person = mail.person && (await room.correspondent(mail.person, mail.workspace, mail.mail));
  if (!person || !mail.brief)
    return settle(room, mail, { ...seen, state: 'dropped', outcome: 'no_longer_here' });
  const isReleased = mail.outcome === 'released';
  const doubt = isReleased
    ? null
    : doubtAbout(
        { from: read.from?.address ?? null, headers: read.headers },
        person.email,
        room.trustedServer,
      );
  if (doubt) return settle(room, mail, { ...seen, state: 'held', outcome: doubt });
  await actOn(room, mail, read, person, seen);
}

/** Does what an answer about a brief means, in the name of whoever wrote it, and answers what was understood. */
async function actOn(
  room: ReadingRoom,
  mail: InboundMail,
  read: ReadMail,
  person: Correspondent,
  seen: Pick<Settled, 'sender' | 'subject' | 'words'>,
): Promise<void> {
  const on = { workspace: mail.workspace, brief: mail.brief };
  const found = await perform(room.ground, getBrief, person, on);
  if (!found.ok) return settle(room, mail, { ...seen, state: 'dropped', outcome: 'no_longer_here' });
  const brief = found.value;
  const understood = understand({
    // Whoever let a held mail through lets its words be read, and decides nothing for anybody.
    matter: mail.outcome === 'released' ? 'talk' : mail.matter,
    questions: mail.things.length,
    ...{ words: read.anew, whole: read.text },
    names: Object.values(brief.people).map(({ name }) => name),
  });
  const files = await attachAll(room, mail, read.files, person);
  const outcome = await act(room.ground, person, mail, understood, files.length > 0);
  const facts: UnderstoodFacts = {
    ...outcome,
    path: `/w/${mail.workspace}/briefs/${mail.brief}`,
    title: brief.shownTitle,
    engagement: brief.engagementName,
    subject: oneLine(read.subject),
    quote: read.anew.slice(0, 3_000),
    files,
  };
  await settle(room, mail, { ...seen, state: 'done', outcome: outcome.done }, { facts, read });
}

/** Files that came along, on the brief where it takes some; their names. The same mail read again attaches them once. */
async function attachAll(
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

/** Says what became of the mail, and orders the answer with it: once, whoever settles it first. */
async function settle(
  room: ReadingRoom,
  mail: InboundMail,
  settled: Settled,
  answer?: { facts: UnderstoodFacts; read: ReadMail },
): Promise<void> {
  const now = room.ground.now();
  await asSystem(room, mail.workspace, async (tx) => {
    const isMine = await settleMail(tx, mail, mail.state, settled, { person: null, at: now });
    if (isMine && waitingStates.some((state) => state === settled.state)) {
      const facts = { mail: mail.mail, why: settled.state };
      const happening = {
        kind: 'correspondence.mailWaits',
        engagement: mail.engagement,
        facts,
        notify: true,
      };
      const appending = {
        tx,
        actor: { kind: 'system', task: 'read_mail' },
        now,
        newId: room.ground.newId,
      } as const;
      await appendHappenings(appending, mail.workspace, [happening], []);
    }
    if (!isMine || !answer || !mail.person || mail.depth >= longestLoop) return;
    await orderMail(tx, now, mail.workspace, {
      template: 'correspondence.understood',
      to: mail.person,
      facts: answer.facts,
      talk: {
        ...{ engagement: mail.engagement, brief: mail.brief, matter: 'talk' },
        answers: { messageId: cleanMessageId(answer.read.messageId) ?? '', depth: mail.depth + 1 },
      },
    });
  });
}

const asSystem = <T>(
  { ground }: ReadingRoom,
  workspace: WorkspaceId,
  work: Parameters<typeof withReach<T>>[2],
) => withReach(ground.db, { workspace, engagements: 'all', side: 'practice', power: 'system' }, work);

const oneLine = (text: string): string =>
  text
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 200);

function shown({ from }: ReadMail): string {
  if (!from) return '';
  return oneLine(from.name && from.name !== from.address ? `${from.name} <${from.address}>` : from.address);
}

/** An id that the same mail gives its files each time it is read (RFC 9562, version 8). */
function idWithin(mail: string, index: number): string {
  const hash = createHash('sha256').update(`${mail}/${index}`).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

export type { Outcome };
