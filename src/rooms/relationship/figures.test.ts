import { describe, expect, test } from 'vitest';
import { tally, valueOf, type FigureId } from './figures.ts';
import { madrid, on, request, sent } from './records.fixtures.ts';
import { lifeAt, type RequestRecord } from './records.ts';
import { workingClock } from './working-time.ts';

/** Four weeks up to Friday, 27 November 2026, at noon. */
const window = { from: on('2026-10-30 12:00'), until: on('2026-11-27 12:00') };
const clock = workingClock(madrid, { from: on('2026-08-01 00:00'), until: on('2027-01-31 00:00') });
const found = (figure: FigureId, ...records: RequestRecord[]) =>
  tally(
    figure,
    records.map((record) => lifeAt(record, window.until)),
    window,
    clock,
  );
const share = (figure: FigureId, ...records: RequestRecord[]) => {
  const { numerator, denominator } = found(figure, ...records);
  return `${numerator} of ${denominator}`;
};

const planned = sent('2026-11-16 10:00', '2026-11-20 18:00');
const calm = request([planned]);

describe('how a request comes', () => {
  test('it is complete with a purpose, a size and an example', () => {
    expect(share('complete', calm)).toBe('1 of 1');
    for (const lacking of ['hasPurpose', 'hasSize', 'hasExample'])
      expect(share('complete', request([planned], { [lacking]: false }))).toBe('0 of 1');
  });

  test('a request that was taken back is none until it is sent again, and then counts as it was sent last', () => {
    const takenBack = { kind: 'takenBack', at: on('2026-11-16 11:00') } as const;
    expect(share('urgent', request([planned, takenBack]))).toBe('0 of 0');
    const again = request([
      sent('2026-11-16 10:00', '2026-11-16 12:00'),
      takenBack,
      sent('2026-11-16 15:00', '2026-11-20 18:00'),
    ]);
    expect(share('urgent', again)).toBe('0 of 1');
    expect(share('complete', again)).toBe('1 of 1');
  });

  test('what an earlier sending held is not known any more', () => {
    const again = request([
      planned,
      { kind: 'takenBack', at: on('2026-11-16 11:00') },
      sent('2026-11-28 10:00', '2026-12-04 18:00'),
    ]);
    const before = lifeAt(again, on('2026-11-16 10:30'));
    expect(before.sent?.content).toBeNull();
  });

  test('from level 3 on, how far the assistant decides includes what to ask about first', () => {
    expect(share('howFar', request([planned], { autonomyLevel: null }))).toBe('0 of 1');
    expect(share('howFar', request([planned], { autonomyLevel: 2 }))).toBe('1 of 1');
    expect(share('howFar', request([planned], { autonomyLevel: 3 }))).toBe('0 of 1');
    expect(share('howFar', request([planned], { autonomyLevel: 3, saysWhatToConsult: true }))).toBe('1 of 1');
  });

  test('what was sent before the window does not count', () => {
    expect(share('urgent', request([sent('2026-10-30 11:59', '2026-10-30 13:00')]))).toBe('0 of 0');
    expect(share('urgent', request([sent('2026-10-30 12:00', '2026-10-30 13:00')]))).toBe('1 of 1');
  });
});

describe('notice', () => {
  test('less than one working day is urgent, from two on the notice is met', () => {
    const asked = (until: string) => request([sent('2026-11-23 10:00', until)]);
    expect(share('urgent', asked('2026-11-24 09:59'))).toBe('1 of 1');
    expect(share('urgent', asked('2026-11-24 10:00'))).toBe('0 of 1');
    expect(share('notice', asked('2026-11-25 09:59'))).toBe('0 of 1');
    expect(share('notice', asked('2026-11-25 10:00'))).toBe('1 of 1');
  });

  test('a weekend gives no notice: on Friday evening for Monday noon is urgent', () => {
    expect(share('urgent', request([sent('2026-11-20 19:00', '2026-11-23 12:00')]))).toBe('1 of 1');
  });

  test('a wish for next year is notice enough', () => {
    expect(share('notice', request([sent('2026-11-23 10:00', '2027-11-23 10:00')]))).toBe('1 of 1');
  });

  test('at night it was sent in quiet hours; it asks for work in them where no working time is left', () => {
    const atNight = (until: string) => request([sent('2026-11-21 22:00', until)]);
    expect(share('quiet', atNight('2026-11-27 12:00'), calm)).toBe('1 of 2');
    expect(share('onlyQuiet', atNight('2026-11-23 10:00'))).toBe('0 of 1');
    expect(share('onlyQuiet', atNight('2026-11-23 09:00'))).toBe('1 of 1');
    expect(share('onlyQuiet', request([sent('2026-11-23 17:59', '2026-11-23 20:00')]))).toBe('0 of 1');
  });
});

describe('talking', () => {
  const said = (at: string) => ({ kind: 'saidBack', at: on(at) }) as const;

  test('each correction is one more round of saying it back; words replaced before anybody read them are none', () => {
    const twice = request([
      planned,
      said('2026-11-16 11:00'),
      said('2026-11-16 11:05'),
      { kind: 'corrected', at: on('2026-11-16 12:00') },
      said('2026-11-16 13:00'),
      { kind: 'confirmed', at: on('2026-11-16 14:00') },
    ]);
    const once = request([
      planned,
      said('2026-11-16 11:00'),
      { kind: 'confirmed', at: on('2026-11-16 12:00') },
    ]);
    expect(valueOf(found('rounds', once, twice))).toBe(1.5);
    expect(found('rounds', once, twice).sources.filter(({ counts }) => counts)).toEqual([
      { brief: twice.brief, counts: true },
    ]);
  });

  const asked = (at: string, question = 'q') => ({ kind: 'asked', question, at: on(at) }) as const;
  const answered = (at: string, question = 'q') => ({ kind: 'answered', question, at: on(at) }) as const;

  test('an answer is in time within one working day, nights and weekends left out', () => {
    const onFriday = asked('2026-11-20 17:00');
    expect(share('answered', request([planned, onFriday, answered('2026-11-23 17:00')]))).toBe('1 of 1');
    expect(share('answered', request([planned, onFriday, answered('2026-11-23 17:01')]))).toBe('0 of 1');
    expect(found('answered', request([planned, onFriday, answered('2026-11-23 17:00')])).minutes).toEqual([
      540,
    ]);
  });

  test('a question that can still be answered in time counts not yet, one that waits too long does', () => {
    expect(share('answered', request([planned, asked('2026-11-27 09:00')]))).toBe('0 of 0');
    expect(share('answered', request([planned, asked('2026-11-25 09:00')]))).toBe('0 of 1');
  });

  test('a question taken back soon was none, and taking the request back is an answer', () => {
    const unasked = { kind: 'unasked', question: 'q', at: on('2026-11-17 10:00') } as const;
    expect(share('answered', request([planned, asked('2026-11-17 09:00'), unasked]))).toBe('0 of 0');
    const takenBack = { kind: 'takenBack', at: on('2026-11-17 11:00') } as const;
    expect(share('answered', request([planned, asked('2026-11-17 09:00'), takenBack]))).toBe('1 of 1');
  });

  test('while questions are open the work stands, and two at once do not stand twice', () => {
    const standing = request([
      sent('2026-11-23 09:00', '2026-11-27 18:00'),
      asked('2026-11-23 09:00'),
      asked('2026-11-23 10:00', 'other'),
      answered('2026-11-23 12:00'),
      answered('2026-11-23 18:00', 'other'),
      { kind: 'delivered', at: on('2026-11-24 18:00') },
      asked('2026-11-25 09:00', 'late'),
    ]);
    expect(found('blocked', standing)).toMatchObject({ numerator: 540, denominator: 1080, events: 1 });
  });

  test('the first sign to a request comes within one working day, or does not', () => {
    expect(share('replied', request([planned, said('2026-11-17 10:00')]))).toBe('1 of 1');
    expect(share('replied', request([planned, said('2026-11-17 10:01')]))).toBe('0 of 1');
    expect(share('replied', request([planned, { kind: 'declined', at: on('2026-11-16 11:00') }]))).toBe(
      '1 of 1',
    );
    expect(share('replied', calm)).toBe('0 of 1');
    expect(share('replied', request([sent('2026-11-27 09:00', '2026-12-04 18:00')]))).toBe('0 of 0');
    expect(share('replied', request([planned, { kind: 'withdrawn', at: on('2026-11-16 11:00') }]))).toBe(
      '0 of 0',
    );
  });
});

describe('delivering', () => {
  const promised = { kind: 'promised', by: on('2026-11-19 18:00'), at: on('2026-11-16 12:00') } as const;
  const delivered = (at: string) => ({ kind: 'delivered', at: on(at) }) as const;
  const accepted = { kind: 'accepted', at: on('2026-11-24 10:00') } as const;
  const changes = (namesCriterion: boolean) =>
    ({ kind: 'changesRequested', namesCriterion, at: on('2026-11-20 10:00') }) as const;

  test('a delivery after the promised moment is late, one at the moment is not', () => {
    expect(share('late', request([planned, promised, delivered('2026-11-19 18:00')]))).toBe('0 of 1');
    expect(share('late', request([planned, promised, delivered('2026-11-19 18:01')]))).toBe('1 of 1');
  });

  test('time in which an answer was waited for is given back', () => {
    const wait = [
      { kind: 'asked', question: 'q', at: on('2026-11-18 10:00') },
      { kind: 'answered', question: 'q', at: on('2026-11-18 16:00') },
    ] as const;
    expect(share('late', request([planned, promised, ...wait, delivered('2026-11-20 00:00')]))).toBe(
      '0 of 1',
    );
    expect(share('late', request([planned, promised, ...wait, delivered('2026-11-20 00:01')]))).toBe(
      '1 of 1',
    );
  });

  test('what was urgent, or is new wishes after a delivery, is never late by itself; a rework for no date neither', () => {
    const urgent = sent('2026-11-16 10:00', '2026-11-16 12:00');
    expect(share('late', request([urgent, promised, delivered('2026-11-25 10:00')]))).toBe('0 of 1');
    const again = { kind: 'promised', by: on('2026-11-23 12:00'), at: on('2026-11-20 11:00') } as const;
    const first = [planned, promised, delivered('2026-11-19 10:00')];
    expect(share('late', request([...first, changes(false), again, delivered('2026-11-24 10:00')]))).toBe(
      '0 of 2',
    );
    expect(share('late', request([...first, changes(true), again, delivered('2026-11-24 10:00')]))).toBe(
      '1 of 2',
    );
    expect(share('late', request([...first, changes(true), delivered('2026-11-24 10:00')]))).toBe('0 of 1');
  });

  test('a delivery comes back for a criterion, or for something else, or is accepted at once', () => {
    const first = [planned, promised, delivered('2026-11-19 10:00')];
    const atOnce = request([...first, accepted]);
    const unmet = request([...first, changes(true), delivered('2026-11-23 10:00'), accepted]);
    const other = request([...first, changes(false)]);
    expect(share('criterionUnmet', atOnce, unmet, other)).toBe('1 of 4');
    expect(share('newWishes', atOnce, unmet, other)).toBe('1 of 4');
    expect(share('firstTime', atOnce, unmet, other)).toBe('1 of 2');
  });

  test('after a promise something moves: a date, what is wanted, or the whole request', () => {
    const end = [delivered('2026-11-19 10:00'), accepted] as const;
    const agreed = { kind: 'dateAgreed', by: on('2026-11-20 18:00'), at: on('2026-11-17 10:00') } as const;
    expect(share('moved', request([planned, promised, ...end]))).toBe('0 of 1');
    expect(share('moved', request([planned, promised, agreed, ...end]))).toBe('1 of 1');
    expect(share('moved', request([planned, agreed, ...end]))).toBe('0 of 1');
    expect(
      share(
        'moved',
        request([
          planned,
          promised,
          delivered('2026-11-19 10:00'),
          changes(true),
          delivered('2026-11-23 10:00'),
          accepted,
        ]),
      ),
    ).toBe('1 of 1');
    expect(
      share('moved', request([planned, promised, { kind: 'withdrawn', at: on('2026-11-17 10:00') }])),
    ).toBe('1 of 1');
    expect(share('moved', request([planned, { kind: 'withdrawn', at: on('2026-11-17 10:00') }]))).toBe(
      '0 of 0',
    );
  });
});
