/** What the page of a relationship shows, in the reader's language: texts are made here, so that it carries no rules. */
import type { Locale } from '#kernel/text.ts';
import * as m from '#messages';
import { formatMinutes } from '#rooms/delegation/index.ts';
import { bandView, requirementName } from '#rooms/readiness/index.server.ts';
import { cityOf, formatDate, formatWeekday } from '#ui/dates.ts';
import type { RelationshipView } from './operations.server.ts';

type FoundFigure = RelationshipView['figures'][number];
type Reader = { workspace: string; locale: Locale; timeZone: string };

/** Requests that stand under a figure; the others are in the list of all. */
const sourcesShown = 24;

export function relationshipPage(found: RelationshipView, reader: Reader) {
  const { locale, workspace } = reader;
  const engagement = `/w/${workspace}/engagements/${found.engagement.id}`;
  const figuresOf = (subject: string) => {
    const ofSubject = found.figures.filter((figure) => figure.subject === subject);
    const figures = ofSubject.flatMap((figure) => figureView(figure, found, reader) ?? []);
    const withoutCase = ofSubject
      .filter(({ value }) => value === null)
      .map(({ figure }) => ({ id: figure, name: nameOf(figure) }));
    return { figures, withoutCase };
  };
  return {
    name: found.engagement.name,
    trail: trailOf(found, workspace),
    isEmpty: found.firstSentAt === null,
    signals: found.signals.map((signal) => signalView(signal, found, locale)),
    nothingNoticed: isInGrace(found) ? m.relationship_signals_grace() : m.relationship_signals_none(),
    declared: found.declared
      ? m.relationship_declared_by({
          name: found.declared.by.name,
          date: formatDate(found.declared.sharedAt, reader.timeZone, locale),
        })
      : found.side === 'client'
        ? m.relationship_declared_own_missing()
        : m.relationship_declared_missing(),
    share: found.declared === null && found.side === 'client' ? `${engagement}#assessments` : null,
    requirements: found.requirements.map(({ requirement, declared, gap }) => ({
      id: requirement,
      name: requirementName(requirement, locale),
      declared: found.declared && declaredView(declared, locale),
      ...figuresOf(requirement),
      noRecords: sayIfAny(`relationship_no_records_${requirement.toLowerCase()}`),
      gap: gap && {
        lead: gap.kind === 'worse' ? m.relationship_gap_worse() : m.relationship_gap_better(),
        questions:
          gap.kind === 'worse' ? gap.figures.map((id) => say(`relationship_question_${snake(id)}`)) : [],
      },
    })),
    assistant: figuresOf('assistant'),
    how: howView(found, reader),
  };
}
export type RelationshipPage = ReturnType<typeof relationshipPage>;

function trailOf({ engagement, side }: RelationshipView, workspace: string) {
  const here = { href: `/w/${workspace}/engagements/${engagement.id}`, label: engagement.name };
  if (side === 'client') return [here];
  return [
    { href: `/w/${workspace}/clients`, label: m.engagements_list_title() },
    { href: `/w/${workspace}/clients/${engagement.client.id}`, label: engagement.client.name },
    here,
  ];
}

/** As in `signalsOf`: two weeks from the first request on. */
function isInGrace({ firstSentAt, window }: RelationshipView): boolean {
  return firstSentAt !== null && Date.parse(window.until) - Date.parse(firstSentAt) < 14 * 24 * 3_600_000;
}

function declaredView(score: number | null, locale: Locale) {
  if (score === null)
    return { text: m.relationship_declared_insufficient(), score: null, ...bandView(null, locale) };
  const whole = Math.floor(score);
  return { text: m.relationship_declared_score({ score: whole }), score: whole, ...bandView(score, locale) };
}

function signalView(
  {
    signal,
    figure,
    level,
    state,
    since,
    isOlder,
    evaluatedAt,
    numerator,
    denominator,
  }: RelationshipView['signals'][number],
  { hours }: RelationshipView,
  locale: Locale,
) {
  const day = (at: string) => formatWeekday(at, hours.timeZone, locale);
  const began = { since: day(since) };
  return {
    id: signal,
    text: say(`relationship_signal_${snake(signal)}`),
    level:
      state === 'first' ? m.relationship_signal_level_first() : say(`relationship_signal_level_${level}`),
    tone:
      state === 'first' ? ('neutral' as const) : level === 'alert' ? ('clay' as const) : ('caution' as const),
    since:
      state === 'first'
        ? m.relationship_signal_first()
        : isOlder
          ? m.relationship_signal_since_before(began)
          : m.relationship_signal_since(began),
    last: m.relationship_signal_last({ at: day(evaluatedAt), numerator, denominator }),
    href: `#${figure}`,
    // What the plan for systems says of it.
    advice: signal === 'emergencyMode' && state === 'on' ? m.readiness_plan_r6_stop_rule() : null,
  };
}

const nameOf = (figure: FoundFigure['figure']) => say(`relationship_figure_${snake(figure)}_name`);

/** A figure as its card shows it; null where there was nothing to count. */
function figureView(found: FoundFigure, { briefs, hours }: RelationshipView, { workspace, locale }: Reader) {
  const { figure, weeks, sources, medianMinutes, value } = found;
  if (value === null) return null;
  const counted = sources.toSorted((one, other) => Number(other.counts) - Number(one.counts));
  return {
    id: figure,
    name: nameOf(figure),
    how: say(`relationship_figure_${snake(figure)}_how`),
    ...valueTexts({ ...found, value }, locale),
    median:
      medianMinutes === null
        ? null
        : m.relationship_median({ time: formatMinutes(Math.round(medianMinutes)) }),
    bars: barsOf(found),
    weeks: weeks.map((week) => ({
      name: m.relationship_week({ date: formatWeekday(week.from, hours.timeZone, locale) }),
      value: week.denominator === 0 ? '–' : countText(found, week, locale),
    })),
    sources: counted.slice(0, sourcesShown).map(({ brief, counts }) => ({
      href: `/w/${workspace}/briefs/${brief}`,
      title: briefs[brief] ?? m.relationship_untitled(),
      counts,
    })),
    more: Math.max(0, sources.length - sourcesShown),
  };
}
export type FigureView = NonNullable<ReturnType<typeof figureView>>;

/** What stands large, what stands beside it, and what it can't tell. Of few events no percentage is made. */
function valueTexts(found: FoundFigure & { value: number }, locale: Locale) {
  const { value, kind, isFew, interval } = found;
  const count = countText(found, found, locale);
  const caution = isFew
    ? m.relationship_few()
    : interval &&
      m.relationship_interval({ low: percent(interval.low, locale), high: percent(interval.high, locale) });
  if (isFew) return { value: count, detail: null, caution };
  const large = kind === 'average' ? decimal(value, locale) : percent(value, locale);
  return { value: large, detail: count, caution };
}

type Count = { numerator: number; denominator: number };

function countText(
  { kind }: Pick<FoundFigure, 'kind'>,
  { numerator, denominator }: Count,
  locale: Locale,
): string {
  if (kind === 'average') return m.relationship_each({ numerator, denominator });
  const said = (count: number) => (kind === 'time' ? hoursText(count, locale) : String(count));
  return m.relationship_of({ numerator: said(numerator), denominator: said(denominator) });
}

/** The weeks as bars of at most 100; null where a week has no case. Averages are drawn up to four, or their highest. */
function barsOf({ kind, weeks }: FoundFigure): (number | null)[] {
  const values = weeks.map(({ numerator, denominator }) =>
    denominator === 0 ? null : numerator / denominator,
  );
  const top = kind === 'average' ? Math.max(4, ...values.map((value) => value ?? 0)) : 1;
  return values.map((value) => (value === null ? null : Math.round((100 * Math.min(value, top)) / top)));
}

function howView({ window, hours }: RelationshipView, { locale, timeZone }: Reader): string[] {
  const { from, until } = hours;
  const working = { days: daysText(hours.days, locale), from, until };
  return [
    m.relationship_how_window({
      from: formatDate(window.from, timeZone, locale),
      until: formatDate(window.until, timeZone, locale),
      city: cityOf(hours.timeZone, locale),
    }),
    hours.areAnnounced
      ? m.relationship_how_hours_announced(working)
      : m.relationship_how_hours_usual(working),
    m.relationship_how_few(),
    m.relationship_how_interval(),
    m.relationship_how_not(),
  ];
}

/** Days of the week by name, 1 Monday to 7 Sunday: 5 January 2026 was a Monday. */
function daysText(days: readonly number[], locale: Locale): string {
  const name = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const names = days.toSorted().map((day) => name.format(Date.UTC(2026, 0, 4 + day)));
  return new Intl.ListFormat(locale).format(names);
}

const percent = (share: number, locale: Locale) =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);
const decimal = (value: number, locale: Locale) =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value);
/** Sums of working time, whose minutes nobody needs. */
const hoursText = (minutes: number, locale: Locale) => `${decimal(minutes / 60, locale)} h`;

/** `onlyQuiet` as a key says it: `only_quiet`. */
const snake = (id: string) => id.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

// The compiled messages are typed one by one; by key those without values are all functions of this shape.
const byKey = m as unknown as Readonly<Record<string, (() => string) | undefined>>;
const sayIfAny = (key: string): string | null => byKey[key]?.() ?? null;
function say(key: string): string {
  const text = sayIfAny(key);
  if (text === null) throw new Error(`There is no text ${key}`);
  return text;
}
