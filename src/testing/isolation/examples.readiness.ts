import { WEIGHT_PRESETS } from '#rooms/readiness/rules.ts';
import type { Example } from './example.ts';
import { publishedAddress } from './scene.ts';

/** A self-assessment that its secret alone opens. */
const loose = (input: object = {}, by: Example['by'] = 'visitor'): Example => ({
  by,
  input: (_at, person, scene) => ({ assessment: scene.of(person).loose.secret, ...input }),
  secretSuffices: true,
});
/** A self-assessment in the person's account, named by its id. */
const kept = (input: object = {}): Example => ({
  by: 'principal',
  input: (_at, person, scene) => ({ assessment: scene.of(person).assessment, ...input }),
});

const answers = { A5: 'a' };
const question = { type: 'freq5', text: { es: 'Guardas copias.' } };
const ownersEdit = (edit: object): Example => ({
  by: 'owner',
  input: ({ workspace }) => ({ workspace, ...edit }),
});

export const readinessExamples: Record<string, Example[]> = {
  'readiness.startAssessment': [{ by: 'visitor', input: () => ({ form: 'short' }) }],
  'readiness.saveAnswers': [loose({ answers }), kept({ answers })],
  'readiness.finishAssessment': [loose(), kept()],
  'readiness.getAssessment': [loose(), kept()],
  'readiness.getResult': [loose(), kept()],
  'readiness.showResult': [loose(), kept()],
  'readiness.hideResult': [loose(), kept()],
  'readiness.deleteAssessment': [loose(), kept()],
  'readiness.claimAssessment': [loose({}, 'newcomer'), kept()],
  'readiness.listOwnAssessments': [{ by: 'principal', input: () => ({}) }],
  'readiness.shareAssessment': [
    {
      by: 'principal',
      input: ({ workspace, engagement }, person, scene) => ({
        workspace,
        engagement,
        assessment: scene.of(person).assessment,
        what: 'answers',
      }),
    },
    {
      by: 'member',
      secretSuffices: true,
      input: ({ workspace, engagement }, person, scene) => ({
        workspace,
        engagement,
        assessment: scene.of(person).loose.secret,
        what: 'verdict',
      }),
    },
  ],
  'readiness.withdrawShared': [
    {
      by: 'principal',
      input: ({ workspace, engagement, sharedAssessment }) => ({
        workspace,
        engagement,
        shared: sharedAssessment,
      }),
    },
  ],
  'readiness.exportAnswers': [
    { by: 'assistant', input: ({ workspace, engagement }) => ({ workspace, engagement }) },
  ],
  'readiness.listShared': [
    { by: 'assistant', input: ({ workspace, engagement }) => ({ workspace, engagement }) },
  ],
  'readiness.withdrawAllShared': [
    { by: 'principal', input: ({ workspace, engagement }) => ({ workspace, engagement }) },
  ],
  'readiness.answerAboutClient': [
    {
      by: 'assistant',
      input: ({ workspace, engagement }) => ({ workspace, engagement, answers: { T1: 4 } }),
    },
  ],
  'readiness.compareViews': [
    {
      by: 'assistant',
      input: ({ workspace, engagement, people }) => ({
        workspace,
        engagement,
        contact: people.principal.id,
        assistant: people.assistant.id,
      }),
    },
    { by: 'principal', input: ({ workspace, engagement }) => ({ workspace, engagement }) },
  ],
  'readiness.eraseOwnViews': [
    { by: 'assistant', input: ({ workspace, engagement }) => ({ workspace, engagement }) },
  ],
  'readiness.skipRound': [
    { by: 'member', input: ({ workspace, engagement }) => ({ workspace, engagement }) },
  ],
  'readiness.listWaitingRounds': [{ by: 'assistant', input: ({ workspace }) => ({ workspace }) }],
  'readiness.startPracticeAssessment': [
    { by: 'principal', input: ({ workspace }) => ({ workspace, form: 'short' }) },
  ],
  'readiness.getEdition': [{ by: 'member', input: ({ workspace }) => ({ workspace }) }],
  'readiness.listEditions': [{ by: 'member', input: ({ workspace }) => ({ workspace }) }],
  'readiness.getEditionDraft': [{ by: 'assistant', input: ({ workspace }) => ({ workspace }) }],
  'readiness.editQuestion': [ownersEdit({ item: 'T1', text: { es: 'Otra' } })],
  'readiness.addQuestion': [ownersEdit({ requirement: 'R2', ...question })],
  'readiness.changeAddedQuestion': [ownersEdit({ item: 'N1', ...question })],
  'readiness.removeAddedQuestion': [ownersEdit({ item: 'N1' })],
  'readiness.moveAddedQuestion': [ownersEdit({ item: 'N1', to: 'up' })],
  'readiness.discardEditionDraft': [ownersEdit({})],
  'readiness.publishEdition': [ownersEdit({})],
  'readiness.restoreEdition': [ownersEdit({ number: 1 })],
  'readiness.getTestOfPractice': [{ by: 'member', input: ({ workspace }) => ({ workspace }) }],
  'readiness.getPracticeTest': [{ by: 'visitor', input: () => ({ address: publishedAddress }) }],
  'readiness.getWeights': [{ by: 'member', input: ({ workspace }) => ({ workspace }) }],
  'readiness.setWeights': [
    { by: 'owner', input: ({ workspace }) => ({ workspace, weights: WEIGHT_PRESETS.equal }) },
  ],
};
