import { visitor } from '../../src/kernel/actor.ts';
import { finishAssessment, saveAnswers, startAssessment } from '../../src/rooms/readiness/index.server.ts';
import { shareAssessment } from '../../src/rooms/readiness/sharing.operations.server.ts';
import { copyToShare } from '../../src/rooms/readiness/sharing.ts';
import { answerAboutClient } from '../../src/rooms/readiness/two-views/operations.server.ts';
import type { CopyAtHand } from '../../src/rooms/readiness/index.server.ts';
import { assess, itemsOf, WEIGHT_PRESETS, type Answer } from '../../src/rooms/readiness/rules.ts';
import type { DemoPerson, EngagementKey } from './cast.ts';
import type { Scene } from './fill.ts';

/** What somebody answered that a well-prepared client would not have. */
export type Habits = Record<string, Answer>;
const habits: Record<EngagementKey, Habits> = {
  lumbre: { O1: 2, C2: 3, P1: 3, O3: 'b', T1: 3 },
  northway: { T4: 'b', D2: 1, Q1: 3, C1: 3 },
  horno: { T4: 'd', O1: 1, O2: 3, O3: 'c', A4: 'c', C1: 2, D1: 'b', T3: 1, S2: 'b', F1: 2, P4: 2 },
};

/** The client takes the short self-assessment without an account, and shares it with the engagement. */
export async function shareAssessmentOf(
  scene: Scene,
  engagement: EngagementKey,
  who: DemoPerson['key'],
): Promise<void> {
  const { assessment } = await takeTest(scene, habits[engagement]);
  const place = { workspace: scene.workspace, engagement: scene.engagements[engagement] };
  await scene.do(shareAssessment, scene.people[who], { ...place, assessment, what: 'answers' });
}

/** The assistant answers the same questions about a client, and sees two things differently. */
export async function viewClient(scene: Scene, engagement: EngagementKey): Promise<void> {
  const place = { workspace: scene.workspace, engagement: scene.engagements[engagement] };
  const answers = { ...answersWith(habits[engagement]), C2: 1, C1: 2, O1: 1, O2: 3, Q1: 4 };
  await scene.do(answerAboutClient, scene.people.lucia, { ...place, answers });
}

/** The copy of a finished test that somebody gives to a practice in which they have no place yet. */
export async function copyOf(scene: Scene, habits: Habits): Promise<CopyAtHand> {
  const { answers, finishedAt } = await takeTest(scene, habits);
  const result = assess(answers, { form: 'short', weights: WEIGHT_PRESETS.recommended });
  const about = { form: 'short' as const, edition: 1, finishedAt, activities: null, practiceEdition: null };
  return { ...about, ...copyToShare(result, answers, 'answers') };
}

async function takeTest(scene: Scene, habits: Habits) {
  const { secret: assessment } = await scene.do(startAssessment, visitor, { form: 'short' });
  const answers = answersWith(habits);
  await scene.do(saveAnswers, visitor, { assessment, answers });
  const { finishedAt } = await scene.do(finishAssessment, visitor, { assessment });
  return { assessment, answers, finishedAt };
}

const answersWith = (habits: Habits): Record<string, Answer> =>
  Object.fromEntries(itemsOf('short').map((item) => [item.id, habits[item.id] ?? wellPrepared(item)]));

function wellPrepared(item: ReturnType<typeof itemsOf>[number]): Answer {
  if (item.type === 'choice') return 'a';
  return item.reverse ? 0 : 4;
}
