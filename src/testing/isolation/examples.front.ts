import { emptyEdition } from '#rooms/front/practice-page.ts';
import type { Example } from './example.ts';
import { publishedAddress, type Corner } from './scene.ts';

const inPractice = (by: Example['by'], rest: object = {}): Example => ({
  by,
  input: ({ workspace }) => ({ workspace, ...rest }),
});

const page = {
  ...{ address: 'nueva-direccion', name: 'Ana', timeZone: 'Europe/Madrid', spoken: ['es'], tools: [] },
  ...{ workDays: [1], workFrom: null, workUntil: null, freeFrom: null, language: 'es' },
  edition: { ...emptyEdition, headline: 'Agenda', about: 'Y facturas' },
};

const ofProspect = (rest: (at: Corner) => object = () => ({})): Example => ({
  by: 'owner',
  input: (at) => ({ workspace: at.workspace, prospect: at.prospect.id, ...rest(at) }),
});
const byLink: Example = {
  by: 'visitor',
  input: (at) => ({ secret: at.prospect.secret }),
  secretSuffices: true,
};
const asked = {
  ...{ name: 'Bruno', email: 'bruno@example.org', language: 'es', wish: 'talk', message: '', shared: null },
  ...{ address: publishedAddress, secret: 'a'.repeat(32) },
};

export const frontExamples: Record<string, Example[]> = {
  'front.getPracticePage': [inPractice('assistant')],
  'front.savePracticePage': [inPractice('owner', page)],
  'front.publishPracticePage': [inPractice('owner')],
  'front.withdrawPracticePage': [inPractice('owner')],
  'front.readPracticePage': [{ by: 'visitor', input: () => ({ address: publishedAddress }) }],
  'front.findPractices': [{ by: 'visitor', input: () => ({}) }],
  'front.listPracticePages': [{ by: 'visitor', input: () => ({}) }],
  'front.askPractice': [{ by: 'visitor', input: () => asked }],
  'front.readAsked': [byLink],
  'front.eraseAsked': [
    { ...byLink, input: (at) => ({ secret: at.prospect.secret, email: 'bruno@example.org' }) },
  ],
  'front.listProspects': [inPractice('owner')],
  'front.getProspect': [ofProspect()],
  'front.moveProspect': [ofProspect(() => ({ to: 'lost', why: 'price' }))],
  'front.noteProspect': [ofProspect(() => ({ text: 'Llamar el lunes' }))],
  'front.removeProspectNote': [ofProspect(({ prospect }) => ({ note: prospect.note }))],
  'front.winProspect': [ofProspect(() => ({ client: 'Estudio Bruno' }))],
  'front.eraseProspect': [ofProspect()],
};
