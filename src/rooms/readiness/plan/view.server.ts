import type { z } from 'zod';
import * as m from '#messages';
import type { PersonId } from '#kernel/id.ts';
import { formatDate, formatWeekday } from '#ui/dates.ts';
import type { PlanId } from '../plans.ts';
import { planTexts, type Locale } from '../texts.server.ts';
import type { compareViews } from '../two-views/operations.server.ts';
import { planViews } from '../views.server.ts';
import { agreementOf, exerciseOf, exercisesOf, mayBeHandedOver, procedureLines } from './exercises.ts';
import type { Exercise } from './exercises.ts';
import type { getPlan } from './operations.server.ts';
import { nextStep, progressOf, standingOf, waitsFor, type PlanStep } from './rules.ts';

type Found = z.output<(typeof getPlan)['output']>;
type Compared = z.output<(typeof compareViews)['output']>;
export type Reading = { locale: Locale; timeZone: string; person: PersonId };

/** The plan as its page shows it. Scores are those of the last answering, as far as the reader may look at it. */
export function planView(found: Found, compared: Compared, reading: Reading) {
  const { locale } = reading;
  // Ids and who did what come from the rows: the wire only carries them as text.
  const steps = found.steps.map((step) => ({ ...step, told: null })) as PlanStep[];
  const shown = steps.map((step) => stepView(step, found, reading));
  const next = nextStep(steps);
  const plans = [...new Set(steps.map(({ plan }) => plan))];
  return {
    isArchived: found.isArchived,
    side: found.side,
    progress: { ...progressOf(steps) },
    next: shown.find(({ id }) => id === next?.id) ?? null,
    hasPlan: steps.length > 0,
    plans: planViews(
      plans.map((plan) => ({ plan, isOptional: false })),
      locale,
    ).map((plan) => ({
      ...{ id: plan.id, name: plan.name, goal: plan.goal, exit: plan.exit, stopRule: plan.stopRule },
      ...{ guide: plan.guide, score: scoreText(plan.id, compared, reading) },
      time: m.public_result_plan_time({ weeks: plan.weeks, hours: plan.clientHours }, { locale }),
      steps: shown.filter((step) => step.plan === plan.id),
      progress: progressOf(steps.filter((step) => step.plan === plan.id)),
    })),
    toBegin: planViews(found.toBegin, locale).map(({ id, name, goal, weeks, clientHours }) => ({
      ...{ id, name, goal },
      time: m.public_result_plan_time({ weeks, hours: clientHours }, { locale }),
      isOptional: found.toBegin.some(({ plan, isOptional }) => plan === id && isOptional),
    })),
    people: found.people.map(({ person, name }) => ({
      value: person,
      label: person === reading.person ? m.readiness_prep_me({ name }, { locale }) : name,
    })),
    // The reader has to answer before the other side's scores are shown.
    scoresWait: compared.client === null && found.side === 'practice' && compared.answeredAt === null,
    exercises: exercisesOf(steps),
    ...exerciseViews(found, reading),
  };
}
export type PlanPage = ReturnType<typeof planView>;

function stepView(step: PlanStep, found: Found, reading: Reading) {
  const { locale } = reading;
  const exercise = exerciseOf(step);
  return {
    id: step.id,
    plan: step.plan,
    text: step.number === null ? step.words : (planTexts(step.plan, locale).steps[step.number - 1] ?? ''),
    isOwn: step.number === null,
    isDone: step.done !== null,
    waits: waitsFor(step, reading.person, found.today),
    owner: step.owner,
    ownerName: found.people.find(({ person }) => person === step.owner)?.name ?? null,
    dueOn: step.dueOn,
    ...standingTexts(step, found, reading),
    exercise: exercise && { href: `#exercise-${exercise}`, label: exerciseText(exercise, locale) },
  };
}
export type StepView = ReturnType<typeof stepView>;

/** How a step stands, in words; overdue is said quietly. */
function standingTexts(step: PlanStep, { today, people }: Found, { locale, timeZone }: Reading) {
  const standing = standingOf(step, today);
  const date = (day: string) => formatWeekday(`${day}T12:00:00Z`, 'UTC', locale);
  switch (standing.state) {
    case 'done': {
      const name = people.find(({ person }) => person === standing.by)?.name;
      const on = formatDate(standing.at, timeZone, locale);
      return {
        standing: name
          ? m.readiness_prep_done_by({ name, date: on }, { locale })
          : m.readiness_prep_done_on({ date: on }, { locale }),
        tone: 'leaf' as const,
      };
    }
    case 'overdue': {
      const date_ = date(standing.dueOn);
      return { standing: m.readiness_prep_was_for({ date: date_ }, { locale }), tone: 'caution' as const };
    }
    case 'today':
      return { standing: m.readiness_prep_today({}, { locale }), tone: 'info' as const };
    case 'dated':
      return {
        standing: m.readiness_prep_for({ date: date(standing.dueOn) }, { locale }),
        tone: 'neutral' as const,
      };
    case 'undated':
      return { standing: null, tone: 'neutral' as const };
  }
}

function exerciseText(exercise: Exercise, locale: Locale): string {
  const texts = {
    brief: m.readiness_prep_do_brief,
    week: m.readiness_prep_do_week,
    procedure: m.readiness_prep_do_procedure,
    channels: m.readiness_prep_do_channels,
  };
  return texts[exercise]({}, { locale });
}

/** The requirement's score when the client answered last, and what it was the first time. */
function scoreText(plan: PlanId, { history, client }: Compared, { locale, timeZone }: Reading) {
  if (plan === 'ACTIVITY_SITUATION' || !client) return null;
  const score = client.scores[plan];
  if (score === 'insufficient') return null;
  const first = history.client.find(({ scores }) => scores[plan] !== 'insufficient')?.scores[plan];
  const said = { score: String(Math.floor(score)), date: formatDate(client.at, timeZone, locale) };
  if (history.client.length < 2 || typeof first !== 'number') return m.readiness_prep_score(said, { locale });
  return m.readiness_prep_score_from({ ...said, from: String(Math.floor(first)) }, { locale });
}

function exerciseViews(found: Found, { locale, timeZone }: Reading) {
  const text = (exercise: 'channels' | 'procedure') => {
    const kept = found.texts.find((one) => one.exercise === exercise);
    if (!kept) return { version: 0, title: '', text: '', lines: [], agreement: null, mayConfirm: false };
    // Who confirmed stands in the row; the wire carries ids as text.
    const agreed = agreementOf(kept as Parameters<typeof agreementOf>[0]);
    return {
      ...{ version: kept.version, title: kept.title, text: kept.text },
      lines: exercise === 'procedure' ? procedureLines(kept.text) : [],
      agreement:
        agreed === 'agreed'
          ? m.readiness_prep_agreed({ date: formatDate(laterOf(kept), timeZone, locale) }, { locale })
          : agreed === `waits_for_${found.side}`
            ? m.readiness_prep_waits_for_you({}, { locale })
            : m.readiness_prep_waits_for_them({}, { locale }),
      mayConfirm: agreed === `waits_for_${found.side}`,
    };
  };
  const week = found.week.map((line) => ({ ...line, isFit: mayBeHandedOver(line) }));
  return { channels: text('channels'), procedure: text('procedure'), week };
}

const laterOf = ({ practice, client }: Found['texts'][number]) =>
  [practice?.at ?? '', client?.at ?? ''].toSorted().at(-1) ?? '';
