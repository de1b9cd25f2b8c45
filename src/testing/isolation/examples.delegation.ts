import { newId } from '#kernel/new-id.server.ts';
import type { SceneBrief } from './content.ts';
import type { Example } from './example.ts';
import type { Corner, Scene } from './scene.ts';

/** About a brief in that state, with what else the input says. */
const on = (
  state: keyof Corner['briefs'],
  by: Example['by'],
  rest: (brief: SceneBrief, scene: Scene) => object = () => ({}),
): Example => ({
  by,
  input: ({ workspace, briefs }, _person, scene) => ({
    workspace,
    brief: briefs[state].id,
    ...rest(briefs[state], scene),
  }),
});

const inWorkspace: Example = { by: 'member', input: ({ workspace }) => ({ workspace }) };
const tomorrow = ({ clock }: Scene) => ({ by: clock.now.add({ hours: 24 }).toString() });
const aFile = { name: 'foto.png', bytes: 3, mediaType: 'image/png', sha256: 'b'.repeat(64) };

export const delegationExamples: Record<string, Example[]> = {
  'delegation.getHome': [inWorkspace],
  'delegation.listBriefs': [
    { by: 'assistant', input: ({ workspace, engagement }) => ({ workspace, engagement }) },
  ],
  'delegation.getBrief': [on('delivered', 'assistant'), on('draft', 'member')],

  'delegation.startBrief': [
    { by: 'member', input: ({ workspace, engagement }) => ({ workspace, engagement, title: 'Nuevo' }) },
  ],
  'delegation.saveDraft': [on('draft', 'principal', () => ({ revision: 1, title: 'Otro' }))],
  'delegation.sendBrief': [on('draft', 'member')],
  'delegation.returnToDraft': [on('sent', 'principal')],
  'delegation.duplicateBrief': [on('accepted', 'member')],

  'delegation.askQuestions': [on('promised', 'assistant', () => ({ questions: ['¿Cuántas?'] }))],
  'delegation.answerQuestion': [on('sent', 'member', ({ question }) => ({ question, answer: 'Dos' }))],
  'delegation.withdrawQuestion': [on('sent', 'assistant', ({ question }) => ({ question }))],

  'delegation.writeTeachBack': [on('sent', 'assistant', () => ({ teachBack: 'Ordeno la lista' }))],
  'delegation.confirmTeachBack': [on('sent', 'principal', ({ teachBack }) => ({ teachBack }))],
  'delegation.correctTeachBack': [
    on('sent', 'member', ({ teachBack }) => ({ teachBack, correction: 'No solo la lista' })),
  ],

  'delegation.promiseBrief': [on('understood', 'assistant', (_brief, scene) => tomorrow(scene))],
  'delegation.proposeDate': [
    on('promised', 'assistant', (_brief, scene) => ({ ...tomorrow(scene), reason: 'Antes no puedo' })),
  ],
  'delegation.agreeDate': [on('understood', 'principal', ({ proposal }) => ({ proposal }))],
  'delegation.refuseDate': [on('understood', 'principal', ({ proposal }) => ({ proposal }))],

  'delegation.declineBrief': [on('sent', 'assistant', () => ({ reason: 'No es lo mío' }))],
  'delegation.withdrawBrief': [on('promised', 'principal')],
  'delegation.archiveBrief': [on('accepted', 'principal')],
  'delegation.restoreBrief': [on('archived', 'principal')],

  'delegation.deliverBrief': [on('promised', 'assistant', ({ file }) => ({ note: 'Hecho', files: [file] }))],
  'delegation.acceptDelivery': [
    on('delivered', 'principal', ({ delivery, criterion }) => ({
      delivery,
      criteriaMet: { [criterion]: true },
    })),
  ],
  'delegation.requestChanges': [
    on('delivered', 'principal', ({ delivery, criterion }) => ({ delivery, criteria: [criterion] })),
  ],

  'delegation.postMessage': [on('sent', 'member', () => ({ text: 'Hola' }))],
  'delegation.listFiles': [on('promised', 'principal')],
  'delegation.getFile': [on('promised', 'member', ({ file }) => ({ file }))],
  'delegation.attachFile': [on('promised', 'member', () => ({ file: newId(), ...aFile }))],
  'delegation.removeFile': [on('promised', 'assistant', ({ file }) => ({ file }))],
};
