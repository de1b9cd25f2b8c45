import type { BriefAction } from './rules.ts';
import type { BriefView } from './views.ts';

/** What a reader may be asked for next, each on a panel of its own. */
export type PanelName = 'answer' | 'confirm' | 'agree' | 'review' | 'teachBack' | 'deliver' | 'promise';

type Needed = {
  readonly name: PanelName;
  /** It is what is awaited of the reader; the other panels can wait. */
  readonly isAwaited: boolean;
};

type Facts = Pick<BriefView, 'mayDo' | 'waitsFor' | 'questions'>;

/** For each panel: the action it is for, and for what it is awaited. In the order of the page. */
const panels: readonly (readonly [PanelName, BriefAction, ...BriefView['waitsFor']['why'][]])[] = [
  ['answer', 'answerQuestion', 'answer_questions'],
  ['confirm', 'confirmTeachBack', 'confirm_teach_back'],
  ['agree', 'agreeDate', 'agree_date'],
  ['review', 'acceptDelivery', 'review_delivery'],
  ['teachBack', 'writeTeachBack', 'say_it_back'],
  ['deliver', 'deliverBrief', 'deliver', 'rework'],
  ['promise', 'promiseBrief', 'promise'],
];

/**
 * The panels of a brief's page for its reader. A question waits for its answer before anything is delivered, and there
 * is nothing to answer where none is open.
 */
export function panelsFor({ mayDo, waitsFor, questions }: Facts): readonly Needed[] {
  const hasOpenQuestion = questions.some(({ status }) => status === 'open');
  const isOfUse = (name: PanelName) =>
    name === 'answer' ? hasOpenQuestion : name !== 'deliver' || !hasOpenQuestion;
  return panels
    .filter(([name, action]) => mayDo.includes(action) && isOfUse(name))
    .map(([name, , ...reasons]) => ({ name, isAwaited: waitsFor.mine && reasons.includes(waitsFor.why) }));
}
