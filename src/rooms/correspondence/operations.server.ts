import { z } from 'zod';
import { notFound } from '#kernel/errors.ts';
import { idOf, type EngagementId } from '#kernel/id.ts';
import { enqueue } from '#kernel/jobs.server.ts';
import { inEngagement, practice } from '#kernel/may.server.ts';
import { operation, type Run } from '#kernel/operation.server.ts';
import { maySeeBrief } from '#rooms/delegation/index.server.ts';
import {
  countWaiting,
  mailOf,
  mailsAboutBrief,
  settleMail,
  waitingMails,
  waitingStates,
  type InboundMail,
  type MailKey,
} from './store.server.ts';

const aBrief = { workspace: idOf('workspace'), brief: idOf('brief') };

const mailLine = z.object({
  mail: z.string(),
  /** As the mail says it: name and address. */
  sender: z.string(),
  subject: z.string(),
  receivedAt: z.string(),
});

/** What came by mail about a brief and is part of it. */
export const listMailsOfBrief = operation({
  name: 'correspondence.listMailsOfBrief',
  summary: 'Lists the mails that were answered about a brief',
  http: 'GET /workspaces/{workspace}/briefs/{brief}/mails',
  input: z.object(aBrief),
  output: z.object({ mails: z.array(mailLine) }),
  may: maySeeBrief,
  async run({ tx }, input) {
    return { mails: (await mailsAboutBrief(tx, input)).map(lineOf) };
  },
});

/** Where the whole original of a mail is: its content comes from the page's own address, for who may see the brief. */
export const getMail = operation({
  name: 'correspondence.getMail',
  summary: 'Says what is known of a mail about a brief',
  http: 'GET /workspaces/{workspace}/briefs/{brief}/mails/{mail}',
  input: z.object({ ...aBrief, mail: idOf('inboundMail') }),
  output: mailLine.extend({ rawFile: z.string(), bytes: z.number() }),
  may: maySeeBrief,
  async run({ tx }, { workspace, brief, mail }) {
    const found = await mailOf(tx, { workspace, mail });
    if (!found || found.brief !== brief || found.state !== 'done') throw notFound();
    return { ...lineOf(found), rawFile: found.rawFile, bytes: found.bytes };
  },
});

/** Mails on one page of the list. */
const pageSize = 25;

const waitingMail = mailLine.extend({
  state: z.enum(waitingStates),
  /** Why it is there: a doubt about the sender, or what was too much. */
  outcome: z.string().nullable(),
  words: z.string(),
  brief: z.string().nullable(),
  engagementName: z.string(),
  /** Whose answer it would be, or whom our mail did not reach. */
  person: z.string().nullable(),
  /** Whether it would begin a draft. */
  isDraft: z.boolean(),
});

/** What somebody of the practice is to look at: held, because the sender may be another; not arrived; not readable. */
export const listWaitingMails = operation({
  name: 'correspondence.listWaitingMails',
  summary: 'Lists the mails that are held, did not arrive, or could not be read',
  http: 'GET /workspaces/{workspace}/mails',
  input: z.object({
    workspace: idOf('workspace'),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
  }),
  output: z.object({ mails: z.array(waitingMail), total: z.number(), pages: z.number() }),
  may: practice,
  async run({ tx }, { workspace, page }) {
    const total = await countWaiting(tx, workspace);
    const mails = await waitingMails(tx, workspace, { size: pageSize, page });
    return { mails, total, pages: Math.max(1, Math.ceil(total / pageSize)) };
  },
});

async function engagementOfWaiting(run: Run, key: MailKey): Promise<EngagementId | null> {
  const found = await mailOf(run.tx, key);
  const isWaiting = waitingStates.some((state) => state === found?.state);
  return found && isWaiting ? found.engagement : null;
}

const aMail = z.object({ workspace: idOf('workspace'), mail: idOf('inboundMail') });
const mayDecide = inEngagement<MailKey>(engagementOfWaiting, 'assistant');

/** What is known of a mail that waits; its content comes from the page's own address. */
export const getWaitingMail = operation({
  name: 'correspondence.getWaitingMail',
  summary: 'Says what is known of a mail that waits for a look',
  http: 'GET /workspaces/{workspace}/mails/{mail}',
  input: aMail,
  output: mailLine.extend({ rawFile: z.string(), bytes: z.number() }),
  may: mayDecide,
  async run({ tx }, key) {
    const found = await mailOf(tx, key);
    if (!found) throw notFound();
    return { ...lineOf(found), rawFile: found.rawFile, bytes: found.bytes };
  },
});

/**
 * Lets a held mail through, as a message in the conversation: whoever released it may not decide for the client, whatever
 * the mail says.
 */
export const releaseMail = operation({
  name: 'correspondence.releaseMail',
  summary: 'Lets a held mail through: its words become a message in the conversation',
  http: 'POST /workspaces/{workspace}/mails/{mail}/release',
  input: aMail,
  output: z.object({}),
  may: mayDecide,
  async run(run, key) {
    const found = await mailOf(run.tx, key);
    // Nobody's: there is no one in whose name it could pass.
    if (!found?.person) throw notFound();
    const settled = { state: 'received', outcome: 'released' } as const;
    const isMine = await settleMail(run.tx, key, 'held', settled, { person: run.person.id, at: run.now });
    if (!isMine) throw notFound();
    await enqueue(run.tx, 'read_mail', key);
    run.emit({ kind: 'correspondence.mailReleased', engagement: run.engagement, facts: { mail: key.mail } });
    return {};
  },
});

/** Puts a mail aside that waits for a look; its original stays. */
export const dropMail = operation({
  name: 'correspondence.dropMail',
  summary: 'Puts a mail aside that was held, did not arrive, or could not be read',
  http: 'POST /workspaces/{workspace}/mails/{mail}/drop',
  input: aMail,
  output: z.object({}),
  may: mayDecide,
  async run(run, key) {
    const found = await mailOf(run.tx, key);
    if (!found) throw notFound();
    const settled = { state: 'dropped', outcome: found.state } as const;
    await settleMail(run.tx, key, found.state, settled, { person: run.person.id, at: run.now });
    run.emit({ kind: 'correspondence.mailDropped', engagement: run.engagement, facts: { mail: key.mail } });
    return {};
  },
});

const lineOf = ({ mail, sender, subject, receivedAt }: InboundMail): z.input<typeof mailLine> => ({
  ...{ mail, sender, subject, receivedAt },
});
