import { describe, expect, it } from 'vitest';
import { briefFields } from './brief.ts';
import { clarityFields, missingForClarity } from './clarity.ts';
import { blankBrief, clearBrief } from './rules.fixtures.ts';

const missing = (brief: Parameters<typeof missingForClarity>[0]) =>
  missingForClarity(brief).map(({ field, level }) => `${field} ${level}`);

describe('what is missing for a clear brief', () => {
  it('is nothing when all was said', () => {
    expect(missing(clearBrief())).toEqual([]);
  });

  it('is listed in the order of the form for an empty draft', () => {
    expect(missing(blankBrief())).toEqual([
      'title helps',
      'outcome required',
      'context helps',
      'doneCriteria required',
      'wishedBy required',
      'wishedWhy helps',
      'effortMinutes helps',
      'autonomyLevel helps',
      'notToDo helps',
      'accessNeeded helps',
      'examples helps',
    ]);
    const order = clarityFields.map((field) => briefFields.indexOf(field));
    expect(order).toEqual([...order].sort((one, other) => one - other));
  });

  it('includes a text of spaces and criteria without words', () => {
    const brief = clearBrief({ outcome: ' \n ', doneCriteria: [{ id: 'a', text: ' ' }] });
    expect(missing(brief)).toEqual(['outcome required', 'doneCriteria required']);
  });

  it('includes what to consult only when the assistant decides', () => {
    expect(missing(clearBrief({ autonomyLevel: 2, toConsult: '' }))).toEqual([]);
    expect(missing(clearBrief({ autonomyLevel: 3, toConsult: '' }))).toEqual(['toConsult helps']);
  });

  it('takes any one limit for a limit', () => {
    const none = { notToDo: ' ', limitMinutes: null, limitMoney: null };
    expect(missing(clearBrief(none))).toEqual(['notToDo helps']);
    expect(missing(clearBrief({ ...none, limitMinutes: 60 }))).toEqual([]);
    expect(missing(clearBrief({ ...none, limitMoney: { amountMinor: 0, currency: 'EUR' } }))).toEqual([]);
  });

  it('counts a limit of time as an idea of the effort, and a link or a file as an example', () => {
    expect(missing(clearBrief({ effortMinutes: null, limitMinutes: 90 }))).toEqual([]);
    expect(missing(clearBrief({ examples: '', links: ['https://example.org/'] }))).toEqual([]);
    expect(missing(clearBrief({ examples: '', fileCount: 1 }))).toEqual([]);
  });
});
