import type { Example } from './example.ts';
import { publishedAddress } from './scene.ts';

const words = {
  ...{ text: 'Desde entonces sé cada lunes qué falta.', shownAs: 'initial' },
  ...{ role: 'Arquitectura', business: 'Estudio Lumbre' },
};
const own = (by: 'principal' | 'member', rest: object = {}): Example => ({
  by,
  input: ({ workspace, references }) => ({
    ...{ workspace, reference: references[by === 'principal' ? 'asked' : 'published'], ...rest },
  }),
});
const inEngagement = (rest: (at: Parameters<Example['input']>[0]) => object = () => ({})): Example => ({
  by: 'assistant',
  input: (at) => ({ workspace: at.workspace, engagement: at.engagement, ...rest(at) }),
});
const ofPublished = (rest: object = {}): Example => ({
  by: 'owner',
  input: ({ workspace, references }) => ({ workspace, reference: references.published, ...rest }),
});
const byLink = (rest: object = {}): Example => ({
  by: 'visitor',
  input: ({ references }) => ({ secret: references.secret, ...rest }),
  secretSuffices: true,
});

export const referenceExamples: Record<string, Example[]> = {
  // The principal was asked a month ago: they can be again.
  'references.ask': [inEngagement(({ people }) => ({ person: people.principal.id }))],
  'references.takeBack': [inEngagement(({ references }) => ({ reference: references.asked }))],
  'references.listAsked': [inEngagement()],
  'references.listOwn': [{ by: 'principal', input: () => ({}) }],
  'references.getOwn': [own('principal'), own('member')],
  'references.saveDraft': [own('principal', words), own('member', words)],
  'references.publish': [
    own('principal', { ...words, language: 'es', consent: 'yes' }),
    own('member', { ...words, language: 'es', consent: 'yes' }),
  ],
  'references.decline': [own('principal')],
  'references.withdraw': [own('member')],
  'references.readByLink': [byLink()],
  'references.withdrawByLink': [byLink({ email: 'mila@example.org' })],
  'references.readShown': [{ by: 'visitor', input: () => ({ address: publishedAddress }) }],
  'references.list': [{ by: 'assistant', input: ({ workspace }) => ({ workspace }) }],
  'references.hide': [ofPublished()],
  'references.show': [ofPublished()],
  'references.move': [ofPublished({ way: 'down' })],
};
