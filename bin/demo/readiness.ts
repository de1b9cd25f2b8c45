import { visitor } from '../../src/kernel/actor.ts';
import { finishAssessment, saveAnswers, startAssessment } from '../../src/rooms/readiness/index.server.ts';
import { shareAssessment } from '../../src/rooms/readiness/sharing.operations.server.ts';
import { itemsOf, type Answer } from '../../src/rooms/readiness/rules.ts';
import type { DemoPerson, EngagementKey } from './cast.ts';
import type { Scene } from './fill.ts';

/** What each client answered that a well-prepared one would not have. */
const habits: Record<EngagementKey, Record<string, Answer>> = {
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
  const { secret: assessment } = await scene.do(startAssessment, visitor, { form: 'short' });
  const answers = Object.fromEntries(
    itemsOf('short').map((item) => [item.id, habits[engagement][item.id] ?? wellPrepared(item)]),
  );
  await scene.do(saveAnswers, visitor, { assessment, answers });
  await scene.do(finishAssessment, visitor, { assessment });
  const place = { workspace: scene.workspace, engagement: scene.engagements[engagement] };
  await scene.do(shareAssessment, scene.people[who], { ...place, assessment, what: 'answers' });
}

function wellPrepared(item: ReturnType<typeof itemsOf>[number]): Answer {
  if (item.type === 'choice') return 'a';
  return item.reverse ? 0 : 4;
}
