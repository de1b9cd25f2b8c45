import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PersonId } from '#kernel/id.ts';
import { PLANS, type PlanId } from '../plans.ts';
import {
  agreementOf,
  exerciseOf,
  exercisesOf,
  mayBeHandedOver,
  procedureLines,
  type WeekLine,
} from './exercises.ts';
import {
  inOrder,
  isFitDay,
  isWorthAMail,
  nextStep,
  numbersOf,
  plansToBegin,
  progressOf,
  standingOf,
  waitsFor,
  type PlanStep,
  type PlanStepId,
} from './rules.ts';

const [irene, marta] = ['irene', 'marta'] as PersonId[] as [PersonId, PersonId];
const today = '2026-11-27';
const at = Temporal.Instant.from('2026-11-27T10:00:00Z');
const planIds = Object.keys(PLANS) as PlanId[];

const aStep = (facts: Partial<PlanStep> = {}): PlanStep => ({
  id: 'step' as PlanStepId,
  ...{ plan: 'R6', number: 1, words: '', position: 1 },
  ...{ owner: null, dueOn: null, done: null, told: null },
  ...facts,
});
const done = { by: irene, at: at.toString() };

const anyDay = fc
  .integer({ min: -400, max: 400 })
  .map((days) => Temporal.PlainDate.from(today).add({ days }).toString());
const anyStep = fc
  .record({
    plan: fc.constantFrom(...planIds),
    number: fc.option(fc.integer({ min: 1, max: 5 })),
    position: fc.integer({ min: 1, max: 80 }),
    owner: fc.option(fc.constantFrom(irene, marta)),
    dueOn: fc.option(anyDay),
    done: fc.option(fc.constant(done)),
  })
  .map((facts) => aStep(facts));
const anySteps = fc.array(anyStep, { maxLength: 20 });

describe('how a step stands', () => {
  test('by its day, and done whatever its day', () => {
    expect(standingOf(aStep(), today)).toEqual({ state: 'undated' });
    expect(standingOf(aStep({ dueOn: '2026-11-28' }), today)).toMatchObject({ state: 'dated' });
    expect(standingOf(aStep({ dueOn: today }), today)).toMatchObject({ state: 'today' });
    expect(standingOf(aStep({ dueOn: '2026-10-30' }), today)).toMatchObject({ state: 'overdue', days: 28 });
    expect(standingOf(aStep({ dueOn: '2020-01-01', done }), today)).toEqual({ state: 'done', ...done });
  });

  test('it waits for its owner from its day on, until it is done', () => {
    const step = aStep({ owner: irene, dueOn: today });
    expect(waitsFor(step, irene, today)).toBe(true);
    expect(waitsFor(step, marta, today)).toBe(false);
    expect(waitsFor(step, irene, '2026-11-26')).toBe(false);
    expect(waitsFor({ ...step, done }, irene, today)).toBe(false);
    expect(waitsFor(aStep({ owner: irene }), irene, today)).toBe(false);
  });

  test('what waits for somebody is due today or overdue, and never otherwise', () => {
    fc.assert(
      fc.property(anyStep, (step) => {
        const isDue = ['today', 'overdue'].includes(standingOf(step, today).state);
        expect(waitsFor(step, irene, today)).toBe(isDue && step.owner === irene);
      }),
    );
  });
});

describe('the order of steps', () => {
  test('plans as they were begun, own steps after those of the content', () => {
    const steps = [
      aStep({ plan: 'R2', number: null, position: 9 }),
      aStep({ plan: 'R6', number: 2, position: 2 }),
      aStep({ plan: 'R2', number: 1, position: 6 }),
      aStep({ plan: 'R6', number: 1, position: 1 }),
      aStep({ plan: 'R6', number: null, position: 8 }),
    ];
    expect(inOrder(steps).map(({ position }) => position)).toEqual([1, 2, 8, 6, 9]);
  });

  test('no step is lost or doubled, and each plan stands together', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const ordered = inOrder(steps);
        expect(new Set(ordered)).toEqual(new Set(steps));
        expect(ordered).toHaveLength(steps.length);
      }),
    );
  });

  test('next is the earliest day, else the first in order; nothing when all is done', () => {
    const [first, second] = [aStep({ position: 1 }), aStep({ position: 2, number: 2, dueOn: '2026-12-24' })];
    expect(nextStep([first, second])).toBe(second);
    expect(nextStep([first, { ...second, dueOn: null }])).toBe(first);
    expect(nextStep([{ ...first, done }])).toBeNull();
    expect(nextStep([])).toBeNull();
  });

  test('next is open, and no other open step has an earlier day', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const next = nextStep(steps);
        const open = steps.filter((step) => !step.done);
        expect(next === null).toBe(open.length === 0);
        if (next) {
          expect(open).toContain(next);
          expect(open.every(({ dueOn }) => (next.dueOn ?? '9999') <= (dueOn ?? '9999'))).toBe(true);
        }
      }),
    );
  });

  test('progress counts what is done, and undoing gives back what doing added', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const { done: count, of } = progressOf(steps);
        expect(of).toBe(steps.length);
        expect(progressOf([...steps, aStep({ done })]).done).toBe(count + 1);
        expect(progressOf([...steps, aStep()]).done).toBe(count);
      }),
    );
  });
});

describe('beginning and planning', () => {
  test('a plan is begun once; those that are named and not there stay in their order', () => {
    expect(plansToBegin(['R6', 'R2', 'R6', 'R4'], [aStep({ plan: 'R2' })])).toEqual(['R6', 'R4']);
  });

  test('a step is set for today or later, within two years; a day that stood there may stay', () => {
    expect(isFitDay(today, null, today)).toBe(true);
    expect(isFitDay('2026-11-26', null, today)).toBe(false);
    expect(isFitDay('2026-11-26', '2026-11-26', today)).toBe(true);
    expect(isFitDay('2028-11-27', null, today)).toBe(true);
    expect(isFitDay('2028-11-28', null, today)).toBe(false);
  });

  test('a mail goes to whoever is given a step by somebody else, once a step and once a day', () => {
    const step = aStep();
    const given = { step, to: irene, by: marta, at };
    expect(isWorthAMail(given, [step])).toBe(true);
    expect(isWorthAMail({ ...given, by: irene }, [step])).toBe(false);
    expect(isWorthAMail({ ...given, to: null }, [step])).toBe(false);
    expect(isWorthAMail({ ...given, step: aStep({ owner: irene }) }, [])).toBe(false);
    const told = { person: irene, at: at.subtract({ hours: 300 }).toString() };
    expect(isWorthAMail({ ...given, step: aStep({ told }) }, [])).toBe(false);
    const justTold = { person: irene, at: at.subtract({ hours: 23 }).toString() };
    expect(isWorthAMail(given, [step, aStep({ told: justTold })])).toBe(false);
    expect(isWorthAMail(given, [step, aStep({ told })])).toBe(true);
  });
});

describe('exercises', () => {
  test('each stands at a step that the content has', () => {
    for (const plan of planIds) {
      expect(exerciseOf({ plan, number: PLANS[plan].steps + 1 })).toBeNull();
      expect(exerciseOf({ plan, number: null })).toBeNull();
    }
    const all = planIds.flatMap((plan) => numbersOf(plan).map((number) => ({ plan, number })));
    expect(exercisesOf(all)).toEqual(['brief', 'week', 'procedure', 'channels']);
    expect(exercisesOf(all.filter(({ plan }) => plan === 'R4'))).toEqual([]);
  });

  test('fit to be handed over is what repeats, can be explained and can be mended', () => {
    const line: WeekLine = { repeats: true, explainable: true, mendable: true };
    expect(mayBeHandedOver(line)).toBe(true);
    for (const missing of ['repeats', 'explainable', 'mendable'])
      expect(mayBeHandedOver({ ...line, [missing]: false })).toBe(false);
  });

  test('a text is agreed once both sides have confirmed it', () => {
    expect(agreementOf({ practice: done, client: done })).toBe('agreed');
    expect(agreementOf({ practice: done, client: null })).toBe('waits_for_client');
    expect(agreementOf({ practice: null, client: done })).toBe('waits_for_practice');
  });

  test('a procedure is its lines, without numbers typed in front and empty ones', () => {
    expect(procedureLines('1. Abrir\n\n- Revisar 3 facturas\n  2) Enviar\n')).toEqual([
      'Abrir',
      'Revisar 3 facturas',
      'Enviar',
    ]);
  });
});
