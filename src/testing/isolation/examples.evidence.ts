import type { Example } from './example.ts';

const inEngagement = (by: Example['by'], rest: object = {}): Example => ({
  by,
  input: ({ workspace, engagement }) => ({ workspace, engagement, ...rest }),
});

export const evidenceExamples: Record<string, Example[]> = {
  'engagements.endEngagement': [
    inEngagement('owner', {
      on: '2026-11-24',
      early: 'no',
      by: 'both',
      reason: 'work_done',
      words: 'Gracias',
    }),
  ],
  'engagements.resumeEngagement': [inEngagement('owner')],
  'engagements.renewEngagement': [inEngagement('owner', { until: '2027-06-30' })],
  'engagements.removeRenewal': [
    {
      by: 'owner',
      input: ({ workspace, engagement, renewal }) => ({ workspace, engagement, renewal }),
    },
  ],
  'evidence.answerPulse': [
    inEngagement('member', { satisfaction: 4 }),
    inEngagement('assistant', { satisfaction: 5 }),
  ],
  'evidence.withdrawPulse': [inEngagement('principal')],
  'evidence.getEvidence': [{ by: 'owner', input: ({ workspace }) => ({ workspace }) }],
  'evidence.shareEvidence': [{ by: 'owner', input: ({ workspace }) => ({ workspace, takesPart: 'no' }) }],
  'evidence.listPulses': [inEngagement('member'), inEngagement('owner')],
};
