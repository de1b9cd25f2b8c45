import type { z } from 'zod';
import type { Correspondent } from '#kernel/actor.ts';
import type { BriefId } from '#kernel/id.ts';
import type { ReadMail } from '#kernel/mail/inbound/read-mail.ts';
import { perform } from '#kernel/perform.server.ts';
import { getBrief, saveDraft, sendBrief, startBrief } from '#rooms/delegation/index.server.ts';
import type { ClarityField } from '#rooms/delegation/index.ts';
import { fieldFrom } from './draft-answers.ts';
import type { DraftFacts } from './draft-mails.server.ts';
import { attachAll, oneLine, settle, type AnsweringMail, type ReadingRoom } from './settling.server.ts';
import type { InboundMail, Settled } from './store.server.ts';
import type { Understood } from './understanding.ts';

type Brief = z.output<typeof getBrief.output>;
type Seen = Pick<Settled, 'sender' | 'subject' | 'words' | 'person'>;

/** The longest context that a draft takes. */
const longestContext = 20_000;

/**
 * A mail to the engagement's own address begins a draft: its subject is the title, its text the context. Whoever wrote
 * it gets the list of what is missing; the assistants hear that there is a draft.
 */
export async function startDraft(
  room: ReadingRoom,
  mail: InboundMail,
  read: ReadMail,
  person: Correspondent,
  seen: Seen,
): Promise<void> {
  const { workspace, engagement } = mail;
  const content = { title: titleFrom(read.subject), context: contextFrom(read) };
  const started = await perform(
    room.ground,
    startBrief,
    person,
    { workspace, engagement, ...content },
    `mail.${mail.mail}.start`,
  );
  // Put aside meanwhile, or they have no longer a part in it.
  if (!started.ok) return settle(room, mail, { ...seen, state: 'dropped', outcome: 'no_longer_here' });
  // An id as the operation made it.
  const brief = started.value.brief as BriefId;
  const files = await attachAll(room, { ...mail, brief }, read.files, person);
  const now = await briefOf(room, mail, brief, person);
  if (!now) return settle(room, mail, { ...seen, state: 'dropped', outcome: 'no_longer_here' });
  const happening =
    now.startedBy === 'client'
      ? { kind: 'correspondence.draftStarted', facts: { mail: mail.mail, person: person.id } }
      : null;
  await settle(
    room,
    mail,
    { ...seen, state: 'done', outcome: 'started', brief },
    {
      ...listing(workspace, now, read, { done: 'started', unclear: [], filled: [], files }),
      ...(happening ? { happening } : {}),
    },
  );
}

type Filling = {
  seen: Seen;
  brief: Brief;
  understood: Extract<Understood, { kind: 'fills' }>;
  files: string[];
};

/** An answer to that list fills the draft in, and sends it where it says so and nothing stands against it. */
export async function fillDraft(
  room: ReadingRoom,
  mail: InboundMail,
  read: ReadMail,
  person: Correspondent,
  { seen, brief: before, understood, files }: Filling,
): Promise<void> {
  const reading = { now: room.ground.now(), timeZone: person.timeZone, language: person.locale };
  const fields: Record<string, unknown> = {};
  const unclear: ClarityField[] = [];
  for (const [place, answer] of understood.answers) {
    // Fields as the list named them.
    const field = mail.things[place] as ClarityField | undefined;
    if (!field) continue;
    const value = fieldFrom(field, answer, reading);
    if (value === undefined) unclear.push(field);
    else fields[field] = value;
  }
  let brief = before;
  if (brief.state === 'draft' && (Object.keys(fields).length > 0 || understood.rest !== ''))
    brief = await saved(room, mail, brief, person, fields, understood.rest);
  let done: DraftFacts['done'] =
    Object.keys(fields).length > 0 || understood.rest !== '' || files.length > 0 ? 'filled' : 'unchanged';
  if (understood.sends && brief.state !== 'draft') done = 'sent';
  else if (understood.sends && unclear.length === 0) {
    const input = { workspace: mail.workspace, brief: mail.brief };
    const sent = await perform(room.ground, sendBrief, person, input, `mail.${mail.mail}.send`);
    if (sent.ok) done = 'sent';
    else done = brief.role === 'assistant' ? 'not_yours' : 'not_sent';
  } else if (understood.sends) done = 'not_sent';
  const filled = Object.keys(fields) as ClarityField[];
  await settle(
    room,
    mail,
    { ...seen, state: 'done', outcome: done },
    listing(mail.workspace, brief, read, { done, unclear, filled, files }),
  );
}

/** The draft with those fields and, below its context, what belonged to none. Somebody else may write in it meanwhile. */
async function saved(
  room: ReadingRoom,
  mail: InboundMail,
  before: Brief,
  person: Correspondent,
  fields: Record<string, unknown>,
  rest: string,
): Promise<Brief> {
  let brief = before;
  for (let attempt = 1; attempt <= 3; attempt++) {
    const base = typeof fields.context === 'string' ? fields.context : brief.content.context;
    const context = base.endsWith(rest) ? base : clipped([base, rest].filter(Boolean).join('\n\n'));
    const input = {
      ...{ workspace: mail.workspace, brief: mail.brief, revision: brief.revision },
      ...fields,
      ...(context === brief.content.context ? {} : { context }),
    };
    const outcome = await perform(room.ground, saveDraft, person, input);
    const now = await briefOf(room, mail, mail.brief, person);
    if (!now) throw new Error('A draft went away while it was filled in');
    if (outcome.ok) return now;
    brief = now;
  }
  throw new Error('A draft could not be filled in by mail');
}

async function briefOf(room: ReadingRoom, mail: InboundMail, brief: BriefId | null, person: Correspondent) {
  const found = await perform(room.ground, getBrief, person, { workspace: mail.workspace, brief });
  return found.ok ? found.value : null;
}

type Did = Pick<DraftFacts, 'done' | 'unclear' | 'files'> & { filled: readonly ClarityField[] };

/** The mail that says how the draft now stands, and can be answered with what it lacks. */
function listing(
  workspace: string,
  brief: Brief,
  read: ReadMail,
  { done, unclear, filled, files }: Did,
): AnsweringMail {
  const isDraft = brief.state === 'draft';
  const missing = isDraft ? brief.missing.toSorted((one, other) => rank(one) - rank(other)) : [];
  const { content } = brief;
  const facts: DraftFacts = {
    ...{ done, unclear, files },
    path: `/w/${workspace}/briefs/${brief.brief}`,
    title: brief.shownTitle,
    engagement: brief.engagementName,
    subject: oneLine(read.subject),
    isOfClient: brief.role !== 'assistant',
    filled: filled.map((field) => ({ field, value: written(content, field) })),
    missing,
  };
  return {
    ...{ template: 'correspondence.draft', facts, read },
    matter: isDraft ? 'fill_draft' : 'talk',
    things: missing.map(({ field }) => field),
    hasMovedOn: filled.length > 0 || done === 'sent',
  };
}

/** What is needed first. */
const rank = ({ level }: { level: 'required' | 'helps' }) => (level === 'required' ? 0 : 1);

/** A field as it now stands in the draft, for the mail to repeat; dates and amounts are put into words there. */
function written(content: Brief['content'], field: ClarityField): string {
  const value = content[field];
  if (value === null) return '';
  return Array.isArray(value) ? value.map(({ text }) => `– ${text}`).join('\n') : String(value);
}

/** Without what mail programs put before it. */
function titleFrom(subject: string): string {
  const words = oneLine(subject).replace(/^(?:(?:re|rv|fw|fwd|aw|resp?|enc|tr)\s*:\s*)+/iu, '');
  return [...words].slice(0, 200).join('').trim();
}

/** What was written anew; of a mail that was passed on, all of it, since that is what it is about. */
function contextFrom({ anew, text, subject }: ReadMail): string {
  const isPassedOn = /^\s*(?:rv|fwd?|tr|enc)\s*:/iu.test(subject);
  return clipped((isPassedOn || anew.trim() === '' ? text : anew).trim());
}

const clipped = (text: string): string => {
  const characters = [...text];
  return characters.length <= longestContext ? text : `${characters.slice(0, longestContext - 1).join('')}…`;
};
