import type { Example } from './example.ts';

const onBrief = (by: Example['by'], withMail: boolean): Example => ({
  by,
  input: ({ workspace, briefs }) => ({
    workspace,
    brief: briefs.sent.id,
    ...(withMail ? { mail: briefs.sent.mail } : {}),
  }),
});

const onHeld = (by: Example['by']): Example => ({
  by,
  input: ({ workspace, heldMail }) => ({ workspace, mail: heldMail }),
});

const onEngagement = (by: Example['by']): Example => ({
  by,
  input: ({ workspace, engagement }) => ({ workspace, engagement }),
});

export const correspondenceExamples: Record<string, Example[]> = {
  'correspondence.listMailsOfBrief': [onBrief('member', false)],
  'correspondence.listWaitingMails': [{ by: 'assistant', input: ({ workspace }) => ({ workspace }) }],
  'correspondence.getWaitingMail': [onHeld('assistant')],
  'correspondence.releaseMail': [onHeld('assistant')],
  'correspondence.getEngagementAddress': [onEngagement('member'), onEngagement('assistant')],
  'correspondence.replaceEngagementAddress': [onEngagement('principal')],
  'correspondence.dropMail': [onHeld('owner')],
  'correspondence.getMail': [onBrief('assistant', true), onBrief('principal', true)],
};
