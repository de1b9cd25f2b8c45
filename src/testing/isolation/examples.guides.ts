import type { Example } from './example.ts';
import { publishedAddress } from './scene.ts';

const guide = { guide: 'trust', language: 'es' };
const ofGuide = (by: Example['by'], rest: object = {}): Example => ({
  by,
  input: ({ workspace }) => ({ workspace, ...guide, ...rest }),
});
const text = { title: 'Confiar', description: 'Otra', body: 'Paso a paso.' };
const read = (input: object): Example => ({ by: 'visitor', input: () => input });

export const guideExamples: Record<string, Example[]> = {
  'guides.listOwn': [{ by: 'assistant', input: ({ workspace }) => ({ workspace }) }],
  'guides.getOwn': [ofGuide('assistant')],
  'guides.saveDraft': [ofGuide('owner', { ...text, revision: 1 })],
  'guides.discardDraft': [ofGuide('owner')],
  'guides.publish': [ofGuide('owner')],
  'guides.withdraw': [ofGuide('owner')],
  'guides.listVersions': [ofGuide('assistant')],
  'guides.readVersion': [ofGuide('assistant', { number: 1 })],
  'guides.restoreVersion': [ofGuide('owner', { number: 1 })],
  'guides.readOfPractice': [read({ address: publishedAddress, ...guide })],
  'guides.listOfPractice': [read({ address: publishedAddress, language: 'es' })],
  'guides.listEditions': [read({})],
};
