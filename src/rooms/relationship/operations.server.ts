import { z } from 'zod';
import type { Side } from '#kernel/actor.ts';
import { notFound } from '#kernel/errors.ts';
import { idOf } from '#kernel/id.ts';
import { engagementInInput, inEngagement } from '#kernel/may.server.ts';
import { operation } from '#kernel/operation.server.ts';
import { shownTitle } from '#rooms/delegation/index.ts';
import { announcedHours } from '#rooms/front/index.server.ts';
import { latestScoresIn } from '#rooms/readiness/index.server.ts';
import { figures, subjectOf } from './figures.ts';
import { gapOf } from './gap.ts';
import { relationshipOf, type Figure } from './rules.ts';
import { signals } from './signals.ts';
import * as store from './store.server.ts';
import { horizonOf } from './windows.ts';
import { hoursOf } from './working-time.ts';

const instant = z.string();
const figureId = z.enum(figures);

const figureView = z.object({
  figure: figureId,
  /** The requirement that it belongs to, or what the assistant's side brings. */
  subject: z.enum(['R2', 'R3', 'R5', 'R6', 'R7', 'assistant']),
  kind: z.enum(['share', 'average', 'time']),
  /** Numerator ÷ denominator; null where there was nothing to count. Of `time` both are minutes of working time. */
  value: z.number().nullable(),
  numerator: z.number(),
  denominator: z.number(),
  /** How many events were counted; below 8 they are few. */
  events: z.number(),
  isFew: z.boolean(),
  /** Wilson's interval of a share, 95 %. */
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** Of answers and first replies: the median, in minutes of working time. */
  medianMinutes: z.number().nullable(),
  weeks: z.array(z.object({ from: instant, until: instant, numerator: z.number(), denominator: z.number() })),
  /** The briefs that it comes from; `counts` where the brief is in the numerator. */
  sources: z.array(z.object({ brief: z.string(), counts: z.boolean() })),
});

const declaredView = z.object({
  by: z.object({ person: z.string(), name: z.string() }),
  sharedAt: instant,
  finishedAt: instant,
});

/**
 * What the log of an engagement says of it, beside what was declared: the same figures for everybody in it. The declared
 * scores are those of the copy shared last that the reader may see.
 */
export const getRelationship = operation({
  name: 'relationship.getRelationship',
  summary:
    'Shows what the records of an engagement say, requirement by requirement, beside the declared scores',
  http: 'GET /workspaces/{workspace}/engagements/{engagement}/relationship',
  input: z.object({ workspace: idOf('workspace'), engagement: idOf('engagement') }),
  output: z.object({
    engagement: z.object({
      id: z.string(),
      name: z.string(),
      client: z.object({ id: z.string(), name: z.string() }),
    }),
    window: z.object({ from: instant, until: instant }),
    hours: z.object({
      timeZone: z.string(),
      days: z.array(z.number()),
      from: z.string(),
      until: z.string(),
      /** Whether the practice announced them; otherwise they are the usual ones. */
      areAnnounced: z.boolean(),
    }),
    firstSentAt: instant.nullable(),
    declared: declaredView.nullable(),
    requirements: z.array(
      z.object({
        requirement: z.enum(['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7']),
        /** 0 to 100; null where nothing was shared, or too little was answered. */
        declared: z.number().nullable(),
        /** Where what was declared and what happened part. */
        gap: z.object({ kind: z.enum(['worse', 'better']), figures: z.array(figureId) }).nullable(),
      }),
    ),
    figures: z.array(figureView),
    signals: z.array(
      z.object({
        signal: z.enum(signals),
        figure: figureId,
        level: z.enum(['notice', 'alert']),
        state: z.enum(['on', 'first']),
        since: instant,
        isOlder: z.boolean(),
        evaluatedAt: instant,
        numerator: z.number(),
        denominator: z.number(),
      }),
    ),
    /** The names of all briefs among the sources, by id; null for one that was never given any. */
    briefs: z.record(z.string(), z.string().nullable()),
    /** The reader's side. */
    side: z.enum(['practice', 'client']),
  }),
  may: inEngagement(engagementInInput, 'assistant', 'principal', 'member'),
  async run({ tx, now, role }, input) {
    const side: Side = role === 'assistant' ? 'practice' : 'client';
    const place = await store.placeOf(tx, input);
    if (!place) throw notFound();
    const announced = await announcedHours(tx, input.workspace);
    const hours = hoursOf(place.timeZone, announced);
    const records = await store.requestsSince(tx, input, horizonOf(now, hours.timeZone));
    const declared = await latestScoresIn(tx, input);
    const found = relationshipOf(records, { now, hours, firstSentAt: place.firstSentAt });
    const named = new Set(found.figures.flatMap(({ sources }) => sources.map(({ brief }) => brief)));
    return {
      engagement: { id: input.engagement, name: place.name, client: place.client },
      window: said(found.window),
      hours: { ...hours, days: [...hours.days], areAnnounced: hours.isAnnounced },
      firstSentAt: place.firstSentAt?.toString() ?? null,
      declared: declared && {
        by: { person: declared.by.id, name: declared.by.name },
        sharedAt: declared.at,
        finishedAt: declared.finishedAt,
      },
      requirements: (['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7'] as const).map((requirement) => {
        const score = declared?.requirements.find((one) => one.requirement === requirement)?.score;
        const known = typeof score === 'number' ? score : null;
        const gap = gapOf(requirement, known, found.figures);
        return { requirement, declared: known, gap: gap && { ...gap, figures: [...gap.figures] } };
      }),
      figures: found.figures.map(figureOf),
      signals: found.signals.map(({ signal, figure, level, state, since, isOlder, last }) => ({
        ...{ signal, figure, level, state, isOlder },
        since: since.toString(),
        evaluatedAt: last.at.toString(),
        numerator: last.tally.numerator,
        denominator: last.tally.denominator,
      })),
      briefs: Object.fromEntries(
        records.filter(({ brief }) => named.has(brief)).map((one) => [one.brief, shownTitle(one)]),
      ),
      side,
    };
  },
});

const said = ({ from, until }: { from: Temporal.Instant; until: Temporal.Instant }) => ({
  from: from.toString(),
  until: until.toString(),
});

function figureOf({ minutes: _minutes, weeks, sources, ...figure }: Figure): z.input<typeof figureView> {
  return {
    ...figure,
    subject: subjectOf[figure.figure],
    weeks: weeks.map(({ numerator, denominator, ...week }) => ({ ...said(week), numerator, denominator })),
    // The latest first: ids of briefs are in the order in which they were begun.
    sources: sources.toSorted((one, other) => (one.brief < other.brief ? 1 : -1)),
  };
}

export type RelationshipView = z.output<(typeof getRelationship)['output']>;
