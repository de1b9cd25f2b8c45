import { setTimeout as pause } from 'node:timers/promises';
import { bestAnswers } from '../e2e/testing/assessment.ts';
import { atMost, print } from './report.ts';

const people = 500;
const steps = 9;
/** What somebody takes to read a step and answer, in milliseconds: less than anybody really does. */
const leastThought = 2000;
const mostThought = 6000;

/** How long so many people wait for a step of the fit test when all of them take it at the same time. */
export async function measureRush(origin: string): Promise<void> {
  const waits: number[] = [];
  await Promise.all(Array.from({ length: people }, (_, number) => takeTest(origin, number, waits)));
  const sorted = waits.toSorted((one, other) => one - other);
  const within = (part: number) => sorted[Math.floor(sorted.length * part)] ?? Number.NaN;
  print(
    `${people} people take the fit test at once, each step in ${leastThought / 1000} to ${mostThought / 1000} s`,
    [
      { what: 'Half of the steps answered within', is: `${within(0.5).toFixed(0)} ms` },
      atMost('99 of 100 answered within', within(0.99), 500, 'ms'),
    ],
  );
}

/** From the first page to the result, as a browser without script goes. @throws where a step is not answered as it should be */
async function takeTest(origin: string, number: number, waits: number[]): Promise<void> {
  const headers = {
    origin,
    accept: 'text/html',
    'accept-language': 'es',
    'content-type': 'application/x-www-form-urlencoded',
    'x-forwarded-for': `10.${number >> 8}.${number & 255}.1`,
  };
  let cookie = '';
  /** Sends a form and follows to the page that comes of it; the time of both is what the person waits. */
  const press = async (path: string, fields: Record<string, string>) => {
    const begun = performance.now();
    const answer = await fetch(origin + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...headers, cookie },
      body: new URLSearchParams(fields),
    });
    if (answer.status !== 303) throw new Error(`${path} was answered with ${answer.status}`);
    await answer.arrayBuffer();
    cookie ||= answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
    const next = answer.headers.get('location') ?? '';
    const page = await fetch(origin + next, { headers: { ...headers, cookie } });
    if (!page.ok) throw new Error(`${next} was answered with ${page.status}`);
    await page.arrayBuffer();
    waits.push(performance.now() - begun);
    return next;
  };
  await pause(Math.random() * mostThought);
  let at = await press('/test', { form: 'full' });
  const answers = Object.fromEntries(
    Object.entries(bestAnswers).map(([item, answer]) => [item, String(answer)]),
  );
  for (let step = 1; step <= steps; step++) {
    await pause(leastThought + Math.random() * (mostThought - leastThought));
    at = await press(at, { ...answers, go: 'next' });
  }
  if (!at.startsWith('/result/')) throw new Error(`The test ended at ${at}`);
}
