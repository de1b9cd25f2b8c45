import type { Correspondent } from '#kernel/actor.ts';
import type { Operation } from '#kernel/operation.server.ts';
import { perform, type Ground } from '#kernel/perform.server.ts';
import {
  acceptDelivery,
  agreeDate,
  answerQuestion,
  confirmTeachBack,
  correctTeachBack,
  postMessage,
  requestChanges,
} from '#rooms/delegation/index.server.ts';
import type { InboundMail } from './store.server.ts';
import type { SaysBecause, Understood } from './understanding.ts';

/** What a mail has done, and for what it could do no more. */
export type Outcome = {
  done:
    | 'said'
    | 'answered'
    | 'confirmed'
    | 'corrected'
    | 'agreed'
    | 'accepted'
    | 'changes'
    | 'files'
    | 'nothing'
    | 'refused';
  /** Why its words were only said. `closed`: what it answered was no longer open. */
  because?: SaysBecause | 'closed' | undefined;
  /** How many questions it answered. */
  count?: number;
};

/**
 * Does what a mail means by the very operations that the pages use: what is refused there is refused here, and then the words
 * still reach the other side as a message.
 */
export async function act(
  ground: Ground,
  person: Correspondent,
  mail: InboundMail,
  { understood, words }: { understood: Understood; words: string },
  hasFiles: boolean,
): Promise<Outcome> {
  const on = { workspace: mail.workspace, brief: mail.brief };
  const [thing = ''] = mail.things;
  let step = 0;
  const doIt = async (operation: Operation, input: object): Promise<boolean> =>
    (await perform(ground, operation, person, { ...on, ...input }, `mail.${mail.mail}.${step++}`)).ok;
  const say = async (words: string, because: Outcome['because']): Promise<Outcome> =>
    (await doIt(postMessage, { text: clipped(words) })) ? { done: 'said', because } : { done: 'refused' };

  switch (understood.kind) {
    case 'nothing':
      return { done: hasFiles ? 'files' : 'nothing' };
    case 'says':
      return say(understood.words, understood.because);
    // Only a draft is filled in: see draft-by-mail.server.ts. This one was sent meanwhile.
    case 'fills':
      return say(words, 'closed');
    case 'answers': {
      let count = 0;
      const closed: string[] = [];
      for (const [place, answer] of understood.answers) {
        const isTaken = await doIt(answerQuestion, { question: mail.things[place], answer: clipped(answer) });
        if (isTaken) count += 1;
        else closed.push(answer);
      }
      if (closed.length > 0) {
        const said = await say(closed.join('\n\n'), 'closed');
        if (count === 0) return said;
      }
      return { done: 'answered', count };
    }
    case 'corrects':
      return (await doIt(correctTeachBack, { teachBack: thing, correction: clipped(understood.words) }))
        ? { done: 'corrected' }
        : say(understood.words, 'closed');
    case 'wants_changes':
      return (await doIt(requestChanges, { delivery: thing, reason: clipped(understood.words) }))
        ? { done: 'changes' }
        : say(understood.words, 'closed');
    case 'agrees':
      return (await agree()) ?? say(understood.words, 'closed');
  }

  async function agree(): Promise<Outcome | null> {
    if (mail.matter === 'confirm_teach_back')
      return (await doIt(confirmTeachBack, { teachBack: thing })) ? { done: 'confirmed' } : null;
    if (mail.matter === 'agree_date')
      return (await doIt(agreeDate, { proposal: thing })) ? { done: 'agreed' } : null;
    return (await doIt(acceptDelivery, { delivery: thing })) ? { done: 'accepted' } : null;
  }
}

/** As much as the product takes of one text; the whole is in the original. */
function clipped(text: string): string {
  const characters = [...text];
  return characters.length <= longestText ? text : `${characters.slice(0, longestText - 1).join('')}…`;
}
const longestText = 10_000;
