import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { notFound } from '#kernel/errors.ts';
import { idOf } from '#kernel/id.ts';
import { engagementInInput, inEngagement } from '#kernel/may.server.ts';
import { operation } from '#kernel/operation.server.ts';
import { changeTag, tagOfEngagement } from './store.server.ts';

const ofEngagement = z.object({ workspace: idOf('workspace'), engagement: idOf('engagement') });
type OfEngagement = z.output<typeof ofEngagement>;
const itsTag = z.object({ tag: z.string() });

/**
 * What the engagement's own address bears: behind the plus sign of MAIL_INBOUND_ADDRESS, or before its domain. A mail
 * there from one of its people begins a draft.
 */
export const getEngagementAddress = operation({
  name: 'correspondence.getEngagementAddress',
  summary: "Shows what stands in the engagement's own mail address, at which a mail begins a brief",
  http: 'GET /workspaces/{workspace}/engagements/{engagement}/mail-address',
  input: ofEngagement,
  output: itsTag,
  may: inEngagement<OfEngagement>(engagementInInput, 'assistant', 'principal', 'member'),
  run: async ({ tx }, input) => ({ tag: await tagOfEngagement(tx, input) }),
});

/** Gives the engagement another address, where the one before came to those whom it does not concern: it ends at once. */
export const replaceEngagementAddress = operation({
  name: 'correspondence.replaceEngagementAddress',
  summary: "Replaces the engagement's own mail address; the one before is refused from then on",
  http: 'POST /workspaces/{workspace}/engagements/{engagement}/mail-address/replace',
  input: ofEngagement,
  output: itsTag,
  may: inEngagement<OfEngagement>(engagementInInput, 'assistant', 'principal'),
  async run(run, input) {
    const tag = randomBytes(12).toString('hex');
    if (!(await changeTag(run.tx, input, tag))) throw notFound();
    run.emit({ kind: 'correspondence.addressReplaced', engagement: input.engagement });
    return { tag };
  },
});
