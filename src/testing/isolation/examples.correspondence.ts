import type { Example } from './example.ts';

const onBrief = (by: Example['by'], withMail: boolean): Example => ({
  by,
  input: ({ workspace, briefs }) => ({
    workspace,
    brief: briefs.sent.id,
    ...(withMail ? { mail: briefs.sent.mail } : {}),
  }),
});

export const correspondenceExamples: Record<string, Example[]> = {
  'correspondence.listMailsOfBrief': [onBrief('member', false)],
  'correspondence.getMail': [onBrief('assistant', true), onBrief('principal', true)],
};
