import type { Example } from './example.ts';
import { publishedAddress, type Corner } from './scene.ts';

const read = (input: object): Example => ({ by: 'visitor', input: () => input });
const there = { address: publishedAddress, guide: 'trust', language: 'es' };
const said = {
  ...{ ...there, secret: 'b'.repeat(32), form: 'c'.repeat(64), kind: 'question', name: 'Bruno' },
  ...{ email: 'bruno@example.org', text: '¿Y las claves?' },
};
const byLink = (rest: object = {}): Example => ({
  by: 'visitor',
  input: (at) => ({ secret: at.comments.secret, ...rest }),
  secretSuffices: true,
});
const ofComment = (by: Example['by'], which: 'waiting' | 'shown', rest: object = {}): Example => ({
  by,
  input: ({ workspace, comments }: Corner) => ({ workspace, comment: comments[which], ...rest }),
});
const inPractice: Example = { by: 'assistant', input: ({ workspace }) => ({ workspace }) };

export const commentExamples: Record<string, Example[]> = {
  'comments.readConversation': [read(there)],
  'comments.countConversations': [read({ address: publishedAddress, language: 'es' })],
  'comments.readEverywhere': [read({ guide: 'trust', language: 'es' })],
  'comments.write': [read(said)],
  'comments.readOwn': [byLink()],
  'comments.confirmOwn': [byLink()],
  'comments.takeBack': [byLink({ email: 'bruno@example.org' })],
  'comments.report': [
    {
      by: 'visitor',
      input: (_at, _person, { publicComment }) => ({
        ...{ address: publishedAddress, comment: publicComment, reason: 'private' },
      }),
    },
  ],
  'comments.list': [inPractice],
  'comments.count': [inPractice],
  'comments.show': [ofComment('assistant', 'waiting')],
  'comments.hide': [ofComment('assistant', 'shown')],
  'comments.keep': [ofComment('assistant', 'shown')],
  'comments.answer': [ofComment('assistant', 'waiting', { answer: 'Con un gestor.' })],
  'comments.removeAnswer': [ofComment('assistant', 'shown')],
  'comments.erase': [ofComment('owner', 'shown')],
};
