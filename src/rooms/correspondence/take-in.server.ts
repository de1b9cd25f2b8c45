import { buffer } from 'node:stream/consumers';
import type { Correspondent } from '#kernel/actor.ts';
import type { WorkspaceId } from '#kernel/id.ts';
import type { Attempt } from '#kernel/jobs.server.ts';
import type { ReadMail } from '#kernel/mail/inbound/read-mail.ts';
import { perform } from '#kernel/perform.server.ts';
import { getBrief } from '#rooms/delegation/index.server.ts';
import { act } from './acts.server.ts';
import { fillDraft, startDraft } from './draft-by-mail.server.ts';
import { longestRow } from './files.ts';
import type { UnderstoodFacts } from './mails.server.ts';
import { doubtAbout, isAutomatic, isBounce } from './sender.ts';
import { asSystem, attachAll, oneLine, settle, shown, type ReadingRoom } from './settling.server.ts';
import { mailOf, senderIn, type InboundMail, type InboundMailId, type Settled } from './store.server.ts';
import { understand } from './understanding.ts';

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
  const isDraft = mail.matter === 'start_draft';
  const sender = isDraft
    ? await asSystem(room, mail.workspace, (tx) => senderIn(tx, mail, from))
    : mail.person;
  if (isDraft && !sender) return settle(room, mail, { ...seen, state: 'held', outcome: 'stranger' });
  const person = sender && (await room.correspondent(sender, mail.workspace, mail.mail));
  if (!person || (!mail.brief && !isDraft))
    return settle(room, mail, { ...seen, state: 'dropped', outcome: 'no_longer_here' });
  const isReleased = mail.outcome === 'released';
  const doubt = isReleased
    ? null
    : doubtAbout(
        { from: read.from?.address ?? null, headers: read.headers },
        person.email,
        room.trustedServer,
      );
  const whose = { ...seen, person: person.id };
  if (doubt) return settle(room, mail, { ...whose, state: 'held', outcome: doubt });
  if (isDraft) return startDraft(room, mail, read, person, whose);
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
  if (understood.kind === 'fills' && (brief.state === 'draft' || (understood.sends && !hasMore(understood))))
    return fillDraft(room, mail, read, person, { seen, brief, understood, files });
  const outcome = await act(room.ground, person, mail, { understood, words: read.anew }, files.length > 0);
  const facts: UnderstoodFacts = {
    ...outcome,
    path: `/w/${mail.workspace}/briefs/${mail.brief}`,
    title: brief.shownTitle,
    engagement: brief.engagementName,
    subject: oneLine(read.subject),
    quote: read.anew.slice(0, 3_000),
    files,
  };
  await settle(
    room,
    mail,
    { ...seen, state: 'done', outcome: outcome.done },
    { template: 'correspondence.understood', facts, read },
  );
}

const hasMore = ({ answers, rest }: { answers: ReadonlyMap<number, string>; rest: string }) =>
  answers.size > 0 || rest !== '';
