import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { bestAnswers } from '../e2e/testing/assessment.ts';
import type { Product } from '../e2e/testing/product.ts';
import { seededRandom, type Random } from '../src/rooms/evidence/random.ts';
import { processorMs } from './processes.ts';
import { atMost, print } from './report.ts';

const people = 500;
const steps = 9;

/**
 * What somebody takes to read a step's four to seven questions and answer them, in milliseconds, drawn anew for each step with a
 * fixed seed. Brisk is still under two minutes for all 51 questions, a third of what the page tells people to expect. The
 * burst is what no people do: pressing on within six seconds, step after step.
 */
const paces = {
  brisk: { least: 5000, most: 15_000 },
  burst: { least: 2000, most: 6000 },
};

/** How long so many people wait for a step of the fit test when all of them are in it at the same time. */
export async function measureRush(product: Product): Promise<void> {
  for (const pace of Object.values(paces)) {
    const waits: number[] = [];
    const spentBefore = processorMs(product);
    const takers = Array.from({ length: people }, (_, number) =>
      takeTest(product.origin, number, seededRandom(number), pace, waits),
    );
    await Promise.all(takers);
    const spent = processorMs(product) - spentBefore;
    const sorted = waits.toSorted((one, other) => one - other);
    const within = (part: number) => sorted[Math.floor(sorted.length * part)] ?? Number.NaN;
    print(
      `${people} people take the fit test at once, each step in ${pace.least / 1000} to ${pace.most / 1000} s`,
      [
        { what: 'Half of the steps answered within', is: `${within(0.5).toFixed(0)} ms` },
        atMost('99 of 100 answered within', within(0.99), 500, 'ms'),
        { what: 'Processor time of a step', is: `${(spent / waits.length).toFixed(1)} ms` },
      ],
    );
  }
}

/** From the first page to the result, as a browser without script goes. @throws where a step is not answered as it should be */
async function takeTest(
  origin: string,
  number: number,
  random: Random,
  { least, most }: { least: number; most: number },
  waits: number[],
): Promise<void> {
  const headers = {
    origin,
    accept: 'text/html',
    'accept-language': 'es',
    'x-forwarded-for': `10.${number >> 8}.${number & 255}.1`,
  };
  let cookie = '';
  /** Sends a form and follows to the page that comes of it; the time of both is what the person waits. */
  const press = async (path: string, fields: Record<string, string>) => {
    // While somebody thinks, the server closes what stands idle: each press begins with a connection of its own.
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const send = (path: string, body?: string) =>
      answerTo(origin + path, agent, { ...headers, ...(cookie && { cookie }) }, body);
    const begun = performance.now();
    const saved = await send(path, new URLSearchParams(fields).toString());
    if (saved.status !== 303) throw new Error(`${path} was answered with ${saved.status}`);
    cookie ||= saved.headers['set-cookie']?.[0]?.split(';', 1)[0] ?? '';
    const next = saved.headers.location ?? '';
    const page = await send(next);
    if (page.status !== 200) throw new Error(`${next} was answered with ${page.status}`);
    waits.push(performance.now() - begun);
    agent.destroy();
    return next;
  };
  await pause(random() * most);
  let at = await press('/test', { form: 'full' });
  const entries = Object.entries(bestAnswers).map(([item, answer]) => [item, String(answer)] as const);
  /** A step's questions begin with one letter, in the order of the steps. */
  const answersOf = (step: number) =>
    Object.fromEntries(entries.filter(([item]) => item.startsWith('TCDFPOQAS'.charAt(step - 1))));
  for (let step = 1; step <= steps; step++) {
    await pause(least + random() * (most - least));
    at = await press(at, { ...answersOf(step), go: 'next' });
  }
  if (!at.startsWith('/result/')) throw new Error(`The test ended at ${at}`);
}

/** Reads an answer to its end. Without fetch, which costs nearly as much as the server. */
function answerTo(
  address: string,
  agent: Agent,
  headers: Record<string, string>,
  body: string | undefined,
): Promise<{ status: number | undefined; headers: IncomingHttpHeaders }> {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  return new Promise((resolve, reject) => {
    const asked = request(address, {
      agent,
      method: body === undefined ? 'GET' : 'POST',
      headers: body === undefined ? headers : { ...headers, ...form },
    });
    asked.on('response', (answer) => {
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers })).resume();
    });
    asked.on('error', reject).end(body);
  });
}
