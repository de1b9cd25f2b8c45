import { randomUUIDv7 } from 'node:crypto';
import { clearBrief } from '../e2e/testing/briefs.ts';
import type { SeededPerson } from '../e2e/testing/seed.ts';
import type { MeasuredPractice } from './practice.ts';

/** A request as a browser sends it, signed in. */
export interface MeasuredRequest {
  says: string;
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  /** A new body for each request: a form that is sent again changes nothing. */
  body?(): string;
}

/** The three requests whose rate is compared: a list, a page with everything on it, a change. */
export function measuredRequests(
  { place, talkedOver, growing }: MeasuredPractice,
  origin: string,
): { list: MeasuredRequest; brief: MeasuredRequest; creation: MeasuredRequest } {
  const briefs = `/w/${place.workspace}/briefs`;
  const page = (says: string, path: string): MeasuredRequest => ({
    says,
    method: 'GET',
    path,
    headers: sessionOf(place.assistant),
  });
  return {
    list: page('List of 50 briefs', briefs),
    brief: page('Brief with 20 messages', `${briefs}/${talkedOver}`),
    creation: {
      says: 'Creating a brief',
      method: 'POST',
      path: `/w/${growing.workspace}/briefs/new?/save`,
      headers: {
        ...sessionOf(growing.principal),
        origin,
        accept: 'application/json',
        'x-sveltekit-action': 'true',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: () => newBrief(growing.engagement),
    },
  };
}

const sessionOf = ({ cookie }: SeededPerson) => ({ cookie: `delega.session_token=${cookie}` });

/** What the form of a new brief sends when it saves itself for the first time. */
function newBrief(engagement: string): string {
  const { title, outcome, context, doneCriteria, wishedWhy } = clearBrief;
  const criteria = doneCriteria.flatMap(({ text }) => [
    ['doneCriteriaId[]', ''],
    ['doneCriteria[]', text],
  ]);
  return new URLSearchParams([
    ...Object.entries({
      title,
      outcome,
      context,
      wishedWhy,
      wishedBy: '2030-05-14T12:00',
      autonomyLevel: '3',
    }),
    ...Object.entries({ effortHours: '3', effortMinutes: '0', limitAmount: '', limitCurrency: 'EUR' }),
    ...criteria,
    ['engagement', engagement],
    ['key', randomUUIDv7()],
  ]).toString();
}

/** Sends it once. */
export async function send(origin: string, { method, path, headers, body }: MeasuredRequest): Promise<void> {
  const answer = await fetch(origin + path, { method, headers, body: body?.() });
  const text = await answer.text();
  if (!answer.ok || isRefusal(text)) throw new Error(`${path}: ${answer.status} ${text}`);
}

/** A form that is refused says so inside an answer that is well by its status. */
export const isRefusal = (text: string): boolean => text.startsWith('{"type":"failure"');
