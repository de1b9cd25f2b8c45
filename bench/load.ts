import autocannon from 'autocannon';
import { isRefusal, type MeasuredRequest } from './requests.ts';

/** What a server does under load: requests answered a second, and the time within which 99 of 100 are answered. */
export interface Rate {
  perSecond: number;
  p99Ms: number;
  requests: number;
}

/** Sends the request on 20 connections, for a time or so many times. @throws where an answer was no success */
export async function load(
  origin: string,
  request: MeasuredRequest,
  length: { duration: number } | { amount: number },
): Promise<Rate> {
  const { method, path, headers, body } = request;
  const result = await autocannon({
    url: origin,
    connections: 20,
    ...length,
    verifyBody: (text) => !isRefusal(String(text)),
    requests: [{ method, path, headers, setupRequest: (sent) => ({ ...sent, body: body?.() }) }],
  });
  const failures = result.non2xx + result.mismatches + result.errors;
  if (failures > 0) throw new Error(`${origin}${path}: ${failures} requests failed under load`);
  return {
    perSecond: result['2xx'] / result.duration,
    p99Ms: result.latency.p99,
    requests: result['2xx'],
  };
}

/** The rate in the middle, with the p99 in the middle. */
export function medianRate(rates: Rate[]): Rate {
  return {
    perSecond: median(rates.map(({ perSecond }) => perSecond)),
    p99Ms: median(rates.map(({ p99Ms }) => p99Ms)),
    requests: rates.reduce((sum, { requests }) => sum + requests, 0),
  };
}

export function median(numbers: number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
