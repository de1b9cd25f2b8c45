import { emptyEdition } from '#rooms/front/practice-page.ts';
import type { Example } from './example.ts';
import { publishedAddress } from './scene.ts';

const inPractice = (by: Example['by'], rest: object = {}): Example => ({
  by,
  input: ({ workspace }) => ({ workspace, ...rest }),
});

const page = {
  ...{ address: 'nueva-direccion', name: 'Ana', timeZone: 'Europe/Madrid', spoken: ['es'], tools: [] },
  ...{ workDays: [1], workFrom: null, workUntil: null, freeFrom: null, language: 'es' },
  edition: { ...emptyEdition, headline: 'Agenda', about: 'Y facturas' },
};

export const frontExamples: Record<string, Example[]> = {
  'front.getPracticePage': [inPractice('assistant')],
  'front.savePracticePage': [inPractice('owner', page)],
  'front.publishPracticePage': [inPractice('owner')],
  'front.withdrawPracticePage': [inPractice('owner')],
  'front.readPracticePage': [{ by: 'visitor', input: () => ({ address: publishedAddress }) }],
  'front.listPracticePages': [{ by: 'visitor', input: () => ({}) }],
};
