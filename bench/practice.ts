import { setTimeout as pause } from 'node:timers/promises';
import { briefAt, clearBrief, stepsOn, type Stage } from '../e2e/testing/briefs.ts';
import type { Owner } from '../e2e/testing/owner.ts';
import type { Seed, SeededPlace } from '../e2e/testing/seed.ts';

/** What is measured: people with their work, made through the product's own API. */
export interface MeasuredPractice {
  /** The practice that has 50 briefs, which its assistant sees on one page. */
  place: SeededPlace;
  /** One of these briefs, with 20 messages. */
  talkedOver: string;
  /** Another practice, where briefs are created: the list of the first one keeps its length. */
  growing: SeededPlace;
  /** A draft of the principal of the growing practice that lacks nothing. */
  draft(): Promise<string>;
}

const [listLength, conversationLength] = [50, 20];

/** The stages in which an assistant sees a brief in the list. */
const stages: Stage[] = [
  'sent',
  'asked',
  'said back',
  'understood',
  'promised',
  'delivered',
  'changes requested',
  'accepted',
  'declined',
];

export async function fillPractice(seed: Seed, owner: Owner): Promise<MeasuredPractice> {
  const [place, growing] = [await seed.place(), await seed.place({ practice: 'Nuria Campos' })];
  const steps = stepsOn(seed, owner, place);
  for (let number = 2; number <= listLength; number++) {
    const stage = stages[number % stages.length] ?? 'sent';
    await briefAt(stage, steps, { ...clearBrief, title: `${clearBrief.title} ${number}` });
  }
  const talkedOver = await briefAt('promised', steps);
  for (let number = 1; number <= conversationLength; number++)
    await steps.say(
      talkedOver,
      `Avance ${number}: ya está lista esa parte del boletín, la he dejado en la carpeta.`,
    );
  await queueIsEmpty(owner);
  const { begin } = stepsOn(seed, owner, growing);
  return { place, talkedOver, growing, draft: () => begin() };
}

/** The mails of all these steps are ordered and kept: the jobs would take part in what is measured. */
async function queueIsEmpty(owner: Owner): Promise<void> {
  const isBusy = async () => {
    const jobs = await owner.query({ power: 'system' }, 'select from graphile_worker._private_jobs limit 1');
    return jobs.length > 0;
  };
  while (await isBusy()) await pause(200);
}
