import { notFound } from '#kernel/errors.ts';
import { operation, type Run } from '#kernel/operation.server.ts';
import { clear, mayTake, record, settle, takeUp } from '../access.server.ts';
import type { HeldBrief } from '../brief-store.server.ts';
import { resumedClock, stoppedClock } from '../clock.ts';
import { whyNotAnswer, whyNotAsk, whyNotWithdrawQuestion } from '../conditions.ts';
import { answerQuestionInput, askQuestionsInput, withdrawQuestionInput } from '../inputs.ts';
import type { BriefStanding } from '../steps.ts';
import { closeQuestion, insertQuestions, isQuestionOpen } from '../store.server.ts';
import { briefStep } from '../views.ts';

/** Asks one question or several at once. The promise's clock stands from now on; the client gets one mail for all. */
export const askQuestions = operation({
  name: 'delegation.askQuestions',
  summary: 'Asks what must be known to go on; the clock of the promise stands until all is answered',
  http: 'POST /workspaces/{workspace}/briefs/{brief}/questions',
  input: askQuestionsInput,
  output: briefStep,
  may: mayTake('askQuestion'),
  async run(run, { questions: texts, ...input }) {
    const held = await takeUp(run, input, 'askQuestion');
    const { questionsAsked, openQuestions, clock } = held.standing;
    texts.forEach((question, index) => clear(whyNotAsk({ question, askedSoFar: questionsAsked + index })));
    // Ids made in one millisecond are in no order; sorted, they keep that of the questions.
    const ids = texts.map(() => run.newId<'question'>()).sort();
    const questions = texts.map((text, index) => ({ id: ids[index] ?? run.newId<'question'>(), text }));
    await insertQuestions(run.tx, held, questions, { by: run.person.id, at: run.now });
    questions.forEach(({ id }, index) =>
      record(
        run,
        held,
        { kind: 'delegation.questionAsked', facts: { questionId: id } },
        index === 0 ? 'notify' : 'quietly',
      ),
    );
    return settle(run, held, 'askQuestion', {
      questionsAsked: questionsAsked + texts.length,
      openQuestions: openQuestions + texts.length,
      clock: clock && stoppedClock(clock, run.now),
    });
  },
});

/** Answers an open question. With the last one the clock runs again, and the assistant gets the answers by mail. */
export const answerQuestion = operation({
  name: 'delegation.answerQuestion',
  summary: 'Answers an open question; the last answer lets the clock run again',
  http: 'POST /workspaces/{workspace}/briefs/{brief}/questions/{question}/answer',
  input: answerQuestionInput,
  output: briefStep,
  may: mayTake('answerQuestion'),
  async run(run, { question, answer, ...input }) {
    const held = await takeUp(run, input, 'answerQuestion');
    const isOpen = await isQuestionOpen(run.tx, held, question);
    if (isOpen === null) throw notFound();
    clear(whyNotAnswer({ answer, isOpen }));
    await closeQuestion(run.tx, held, question, answer, { by: run.person.id, at: run.now });
    const after = withOneClosed(run, held);
    record(
      run,
      held,
      { kind: 'delegation.questionAnswered', facts: { questionId: question } },
      after.openQuestions === 0 ? 'notify' : 'quietly',
    );
    return settle(run, held, 'answerQuestion', after);
  },
});

/** Takes an open question back; where it was the last one, the clock runs again. */
export const withdrawQuestion = operation({
  name: 'delegation.withdrawQuestion',
  summary: 'Takes an open question back',
  http: 'POST /workspaces/{workspace}/briefs/{brief}/questions/{question}/withdraw',
  input: withdrawQuestionInput,
  output: briefStep,
  may: mayTake('withdrawQuestion'),
  async run(run, { question, ...input }) {
    const held = await takeUp(run, input, 'withdrawQuestion');
    const isOpen = await isQuestionOpen(run.tx, held, question);
    if (isOpen === null) throw notFound();
    clear(whyNotWithdrawQuestion({ isOpen }));
    await closeQuestion(run.tx, held, question, null, { by: run.person.id, at: run.now });
    record(run, held, { kind: 'delegation.questionWithdrawn', facts: { questionId: question } });
    return settle(run, held, 'withdrawQuestion', withOneClosed(run, held));
  },
});

function withOneClosed(run: Run, { standing }: HeldBrief): Pick<BriefStanding, 'openQuestions' | 'clock'> {
  const openQuestions = Math.max(0, standing.openQuestions - 1);
  const { clock } = standing;
  return { openQuestions, clock: clock && openQuestions === 0 ? resumedClock(clock, run.now) : clock };
}
