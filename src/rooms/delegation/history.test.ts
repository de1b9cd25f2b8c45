import { describe, expect, it } from 'vitest';
import { historyLine, isSameEdit, readableHistory, type LoggedEvent } from './history.ts';

const inMadrid = (iso: string) => `«${iso}»`;
const logged = { who: 'Ana', at: '2026-11-24T10:00:00.000Z' };
const edited = (who: string, at: string): LoggedEvent => ({
  kind: 'delegation.draftEdited',
  facts: { fields: ['outcome'] },
  who,
  at,
});

describe('a line of the history', () => {
  it('says who did what, with moments in the words of the reader', () => {
    const by = '2026-11-30T17:00:00.000Z';
    expect(historyLine({ ...logged, kind: 'delegation.briefPromised', facts: { by } }, inMadrid)).toEqual({
      key: 'delegation_history_brief_promised',
      params: { who: 'Ana', date: '«2026-11-30T17:00:00.000Z»' },
      quote: null,
      criteria: [],
    });
  });

  it('quotes the reason that was given', () => {
    const facts = { reason: 'No hago llamadas en frío' };
    expect(historyLine({ ...logged, kind: 'delegation.briefDeclined', facts }, inMadrid).quote).toBe(
      facts.reason,
    );
  });

  it('tells an acceptance with unmet criteria from one without', () => {
    const accepted = (unmet: { id: string; text: string }[]) =>
      historyLine(
        { ...logged, kind: 'delegation.deliveryAccepted', facts: { deliveryId: 'd1', unmet } },
        inMadrid,
      );
    expect(accepted([]).key).toBe('delegation_history_delivery_accepted');
    const unmet = [{ id: 'listed', text: 'La lista está completa' }];
    expect(accepted(unmet)).toMatchObject({
      key: 'delegation_history_delivery_accepted_with_unmet',
      params: { count: 1 },
      criteria: unmet,
    });
  });
});

it('edits of a draft by one person in a row are one line, at the last of them', () => {
  const sent: LoggedEvent = {
    ...logged,
    kind: 'delegation.briefSent',
    facts: { wishedBy: '2026-11-30T17:00:00.000Z' },
  };
  const events = [edited('Ana', '1'), edited('Ana', '2'), edited('Luis', '3'), edited('Ana', '4'), sent];
  expect(readableHistory(events).map(({ at }) => at)).toEqual(['2', '3', '4', sent.at]);
});

it('a draft that saves itself leaves one line for ten minutes of the same fields', () => {
  const at = Temporal.Instant.from('2026-11-24T10:00:00Z');
  const last = { fields: ['outcome', 'context'], at };
  expect(isSameEdit(['outcome'], last, at.add({ minutes: 9 }))).toBe(true);
  expect(isSameEdit(['outcome'], last, at.add({ minutes: 10 }))).toBe(false);
  expect(isSameEdit(['title'], last, at)).toBe(false);
  expect(isSameEdit(['outcome'], null, at)).toBe(false);
});
