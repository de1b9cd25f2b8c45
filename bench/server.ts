import type { Product } from '../e2e/testing/product.ts';
import { startBare, type Bare } from './bare.ts';
import { load, medianRate, type Rate } from './load.ts';
import { processorMs } from './processes.ts';
import { record, statementsOf, type Recording } from './recording.ts';
import { atMost, partOf, print, type Figure } from './report.ts';
import { send, type measuredRequests, type MeasuredRequest } from './requests.ts';

type Requests = ReturnType<typeof measuredRequests>;

const rounds = 3;
const round = { duration: 3 };
/** Counted, not timed: on a busy machine seconds would end before the code is compiled. */
const warmUp = { amount: 600 };

/** Measures the requests against the bare server, and what they cost. */
export async function measureServer(product: Product, appUrl: string, requests: Requests): Promise<void> {
  const { list, brief, creation } = requests;
  const recordings: Record<string, Recording> = {};
  for (const request of [list, brief, creation]) {
    // The first time, prepared statements are prepared and pages compiled.
    for (let time = 0; time < 3; time++) await send(product.origin, request);
    recordings[request.path] = await record(product, () => send(product.origin, request));
  }
  print('SQL statements, the session included, BEGIN with its settings and COMMIT counted as one each', [
    statementFigure(list, recordings),
    statementFigure(brief, recordings),
    { ...statementFigure(creation, recordings), aim: undefined },
  ]);

  const bare = await startBare({ appUrl, recordings });
  try {
    const compared = {
      list: await compare(product, bare, list),
      brief: await compare(product, bare, brief),
      creation: await compare(product, bare, creation),
    };
    const { list: lists, brief: briefs, creation: creations } = compared;
    print('Rate on 20 connections, as a part of a bare node:http and pg server that sends the same SQL', [
      partOf(list.says, lists.product.perSecond, lists.bare.perSecond, 5),
      partOf(brief.says, briefs.product.perSecond, briefs.bare.perSecond),
      partOf(creation.says, creations.product.perSecond, creations.bare.perSecond, 9),
    ]);
    print('99 of 100 answered within', [
      withinFigure(list, lists),
      withinFigure(brief, briefs),
      withinFigure(creation, creations),
    ]);
    print('Processor time of a request, PostgreSQL included', [
      { ...atMost(list.says, lists.processorMs, 3, 'ms', 2), is: spent(lists) },
      { what: brief.says, is: spent(briefs) },
      { what: creation.says, is: spent(creations) },
    ]);
  } finally {
    bare.stop();
  }
}

interface Comparison {
  product: Rate;
  bare: Rate;
  /** Of the product and its PostgreSQL, for one request. */
  processorMs: number;
  /** Of the bare server and the same PostgreSQL: what the statements alone cost. */
  bareProcessorMs: number;
}

/** In turns, so that whatever else the machine does meets both alike. */
async function compare(product: Product, bare: Bare, request: MeasuredRequest): Promise<Comparison> {
  await load(product.origin, request, warmUp);
  await load(bare.origin, request, warmUp);
  const [ours, bares]: [Rate[], Rate[]] = [[], []];
  let [spentMs, bareSpentMs] = [0, 0];
  for (let time = 0; time < rounds; time++) {
    const before = processorMs(product);
    ours.push(await load(product.origin, request, round));
    spentMs += processorMs(product) - before;
    const bareBefore = processorMs(product, bare.pid);
    bares.push(await load(bare.origin, request, round));
    bareSpentMs += processorMs(product, bare.pid) - bareBefore;
  }
  const [rate, bareRate] = [medianRate(ours), medianRate(bares)];
  return {
    product: rate,
    bare: bareRate,
    processorMs: spentMs / rate.requests,
    bareProcessorMs: bareSpentMs / bareRate.requests,
  };
}

const spent = ({ processorMs: ms, bareProcessorMs }: Comparison): string =>
  `${ms.toFixed(2)} ms (bare ${bareProcessorMs.toFixed(2)} ms)`;

function statementFigure({ says, path }: MeasuredRequest, recordings: Record<string, Recording>): Figure {
  const recording = recordings[path];
  return atMost(says, recording ? statementsOf(recording).length : Number.NaN, 5, 'statements');
}

const withinFigure = ({ says }: MeasuredRequest, { product, bare }: Comparison): Figure => ({
  what: says,
  is: `${product.p99Ms} ms (bare ${bare.p99Ms} ms)`,
});
