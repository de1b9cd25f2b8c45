import {
  acceptDelivery,
  answerQuestion,
  askQuestions,
  confirmTeachBack,
  correctTeachBack,
  declineBrief,
  deliverBrief,
  getBrief,
  postMessage,
  promiseBrief,
  requestChanges,
  sendBrief,
  startBrief,
  writeTeachBack,
} from '../../src/rooms/delegation/index.server.ts';
import type { BriefId } from '../../src/kernel/id.ts';
import { engagements, people } from './cast.ts';
import type { Scene, Step } from './fill.ts';
import type { Ending, Told } from './story.ts';

/** How far each ending has come on the way to `accepted`. */
const reach: Record<Ending, number> = {
  draft: 0,
  sent: 1,
  declined: 1,
  said_back: 2,
  understood: 3,
  promised: 4,
  asked: 4,
  delivered: 5,
  changes: 6,
  accepted: 7,
};

type Act = (scene: Scene) => Promise<unknown>;

/** The steps of a brief with their moments: working hours of the client apart, and none later than now. */
export function stepsOf(brief: Told, now: Temporal.Instant): Step[] {
  const zone = people.find((person) => person.key === brief.by)?.timeZone ?? 'UTC';
  const begun = now
    .toZonedDateTimeISO(zone)
    .subtract({ days: brief.began })
    .with({ hour: 9, minute: 40, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 });
  const wishedBy = begun.add({ days: brief.wishedIn }).with({ hour: 17, minute: 0 }).toInstant();
  const acts = actsOf(brief, wishedBy);
  return acts.map(([hours, act], index) => {
    const planned = begun.toInstant().add({ minutes: Math.round(hours * 60) });
    const latest = now.subtract({ minutes: 11 * (acts.length - index) });
    return { at: Temporal.Instant.compare(planned, latest) < 0 ? planned : latest, act };
  });
}

/** Each act with the hours since the brief was begun: in the daytime of whoever acts, from London to Córdoba. */
function actsOf(brief: Told, wishedBy: Temporal.Instant): [number, Act][] {
  const far = reach[brief.ending];
  const delivery = brief.wishedIn * 24 - 20;
  const acts: [number, Act][] = [[0, (scene) => start(scene, brief, wishedBy)]];
  if (far >= 1) acts.push([0.4, (scene) => scene.do(sendBrief, by(scene, brief), at(scene, brief))]);
  if (brief.ending === 'declined') {
    acts.push([
      5,
      (scene) =>
        scene.do(declineBrief, scene.people.lucia, { ...at(scene, brief), reason: brief.reason ?? '' }),
    ]);
  }
  if (brief.question?.answer && far >= 2) {
    acts.push([3, (scene) => ask(scene, brief)], [7, (scene) => answer(scene, brief)]);
  }
  if (brief.teachBack && far >= 2) acts.push([8, (scene) => sayBack(scene, brief)]);
  if (brief.correction && far >= 3) {
    acts.push(
      [25, (scene) => judgeTeachBack(scene, brief, 'correct')],
      [28, (scene) => sayBack(scene, brief)],
    );
  }
  if (far >= 3) acts.push([29, (scene) => judgeTeachBack(scene, brief, 'confirm')]);
  if (far >= 4) {
    acts.push([
      30,
      (scene) => scene.do(promiseBrief, scene.people.lucia, { ...at(scene, brief), by: wishedBy.toString() }),
    ]);
  }
  if (brief.question && !brief.question.answer && far >= 4) acts.push([53, (scene) => ask(scene, brief)]);
  for (const [index, message] of (brief.messages ?? []).entries()) {
    const words = (scene: Scene) => ({ ...at(scene, brief), text: message.text });
    acts.push([52 + index * 2, (scene) => scene.do(postMessage, scene.people[message.by], words(scene))]);
  }
  if (far >= 5) acts.push([delivery, (scene) => deliver(scene, brief)]);
  if (brief.changes && far >= 6) {
    acts.push(
      [delivery + 3, (scene) => change(scene, brief)],
      [delivery + 7, (scene) => deliver(scene, brief)],
    );
  }
  if (far >= 7) acts.push([delivery + 20, (scene) => accept(scene, brief)]);
  return acts.sort(([a], [b]) => a - b);
}

function start(scene: Scene, brief: Told, wishedBy: Temporal.Instant): Promise<unknown> {
  return (
    scene
      .do(startBrief, by(scene, brief), {
        workspace: scene.workspace,
        engagement: scene.engagements[brief.engagement],
        title: brief.title,
        outcome: brief.outcome,
        context: brief.context,
        doneCriteria: brief.criteria.map((text) => ({ text })),
        wishedBy: wishedBy.toString(),
        wishedWhy: brief.why,
        autonomyLevel: brief.autonomy,
        effortMinutes: brief.effortMinutes,
        limitMinutes: brief.limitMinutes,
        toConsult: brief.toConsult,
        links: brief.links,
      })
      // An output is plain JSON; this is the id of the brief that was just begun.
      .then((started) => scene.briefs.set(brief.title, started.brief as BriefId))
  );
}

const by = (scene: Scene, brief: Told) => scene.people[brief.by];

function at(scene: Scene, brief: Told): { workspace: Scene['workspace']; brief: BriefId } {
  const id = scene.briefs.get(brief.title);
  if (!id) throw new Error(`Not begun: ${brief.title}`);
  return { workspace: scene.workspace, brief: id };
}

/** Who decides for the client of a brief. */
function principal(scene: Scene, brief: Told) {
  const engagement = engagements.find(({ key }) => key === brief.engagement);
  if (!engagement) throw new Error(`No engagement ${brief.engagement}`);
  return scene.people[engagement.principal];
}

const view = (scene: Scene, brief: Told) => scene.do(getBrief, scene.people.lucia, at(scene, brief));

function ask(scene: Scene, brief: Told) {
  const questions = [brief.question?.text ?? ''];
  return scene.do(askQuestions, scene.people.lucia, { ...at(scene, brief), questions });
}

async function answer(scene: Scene, brief: Told) {
  const { questions } = await view(scene, brief);
  const question = questions.at(-1)!.id;
  return scene.do(answerQuestion, by(scene, brief), {
    ...at(scene, brief),
    question,
    answer: brief.question?.answer ?? '',
  });
}

function sayBack(scene: Scene, brief: Told) {
  return scene.do(writeTeachBack, scene.people.lucia, {
    ...at(scene, brief),
    teachBack: brief.teachBack ?? '',
  });
}

async function judgeTeachBack(scene: Scene, brief: Told, verdict: 'confirm' | 'correct') {
  const { teachBacks } = await view(scene, brief);
  const key = { ...at(scene, brief), teachBack: teachBacks.at(-1)!.id };
  if (verdict === 'confirm') return scene.do(confirmTeachBack, by(scene, brief), key);
  return scene.do(correctTeachBack, by(scene, brief), { ...key, correction: brief.correction ?? '' });
}

function deliver(scene: Scene, brief: Told) {
  return scene.do(deliverBrief, scene.people.lucia, { ...at(scene, brief), note: brief.note ?? '' });
}

async function change(scene: Scene, brief: Told) {
  const { deliveries } = await view(scene, brief);
  const delivery = deliveries.at(-1)!.id;
  return scene.do(requestChanges, principal(scene, brief), {
    ...at(scene, brief),
    delivery,
    reason: brief.changes ?? '',
  });
}

async function accept(scene: Scene, brief: Told) {
  const { deliveries, content } = await view(scene, brief);
  const criteriaMet = Object.fromEntries(content.doneCriteria.map(({ id }) => [id, true]));
  const delivery = deliveries.at(-1)!.id;
  return scene.do(acceptDelivery, principal(scene, brief), { ...at(scene, brief), delivery, criteriaMet });
}
