import { z } from 'zod';
import { notFound } from '#kernel/errors.ts';
import { idOf } from '#kernel/id.ts';
import { operation } from '#kernel/operation.server.ts';
import { maySeeBrief } from '#rooms/delegation/index.server.ts';
import { mailOf, mailsAboutBrief, type InboundMail } from './store.server.ts';

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

const lineOf = ({ mail, sender, subject, receivedAt }: InboundMail): z.input<typeof mailLine> => ({
  ...{ mail, sender, subject, receivedAt },
});
