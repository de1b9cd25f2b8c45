import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingForClarity } from './clarity.ts';
import {
  clarityOf,
  draftFieldNames,
  fieldsThatDiffer,
  mergeDrafts,
  putFields,
  type DraftFields,
} from './draft-fields.ts';

const blank = (facts: Partial<DraftFields> = {}): DraftFields => ({
  title: '',
  outcome: '',
  context: '',
  doneCriteria: [],
  wishedBy: '',
  wishedWhy: '',
  effort: { hours: '', minutes: '' },
  autonomyLevel: '',
  limitTime: { hours: '', minutes: '' },
  limitMoney: { amount: '', currency: 'EUR' },
  notToDo: '',
  toConsult: '',
  accessNeeded: '',
  examples: '',
  links: [],
  ...facts,
});

describe('two people who write on one draft', () => {
  it('both keep what they wrote in different fields', () => {
    const { merged, clashes } = mergeDrafts(
      blank(),
      blank({ title: 'Citas' }),
      blank({ context: 'Son cuarenta' }),
    );
    expect(merged).toMatchObject({ title: 'Citas', context: 'Son cuarenta' });
    expect(clashes).toEqual([]);
  });

  it('decide themselves where they wrote in the same field', () => {
    const { merged, clashes } = mergeDrafts(
      blank({ title: 'Citas' }),
      blank({ title: 'Citas de mayo' }),
      blank({ title: 'Citas de junio' }),
    );
    expect(clashes).toEqual(['title']);
    expect(merged.title).toBe('Citas de mayo');
  });

  it('have nothing to decide where they wrote the same', () => {
    const both = blank({ doneCriteria: [{ id: 'a', text: 'Hecho' }] });
    const saved = blank({ doneCriteria: [{ id: 'b', text: 'Hecho ' }] });
    expect(mergeDrafts(blank(), both, saved).clashes).toEqual([]);
  });

  it('never lose a field that only one of them changed', () => {
    const text = fc.constantFrom('', 'one', 'another');
    const draft = fc.record({ title: text, outcome: text, wishedWhy: text }).map((facts) => blank(facts));
    fc.assert(
      fc.property(draft, draft, draft, (base, mine, theirs) => {
        const { merged, clashes } = mergeDrafts(base, mine, theirs);
        for (const field of fieldsThatDiffer(base, mine)) expect(merged[field]).toEqual(mine[field]);
        for (const field of fieldsThatDiffer(base, theirs)) {
          if (!clashes.includes(field)) expect(merged[field]).toEqual(theirs[field]);
        }
      }),
    );
  });
});

describe('a draft that travels in parts', () => {
  it('names only the fields that changed', () => {
    const form = new FormData();
    putFields(form, blank({ title: 'Citas', outcome: 'Todas confirmadas' }), ['title']);
    expect([...form]).toEqual([['title', 'Citas']]);
  });

  it('names a list that was emptied', () => {
    const form = new FormData();
    putFields(form, blank(), ['links']);
    expect([...form]).toEqual([['links[]', '']]);
  });

  it('names every field when all of them go', () => {
    const form = new FormData();
    putFields(form, blank(), draftFieldNames);
    expect(form.has('limitCurrency') && form.has('doneCriteria[]') && form.has('autonomyLevel')).toBe(true);
  });
});

it('a draft that is being typed lacks what its saved brief would lack', () => {
  const missing = missingForClarity(
    clarityOf(blank({ outcome: 'Todas confirmadas', wishedBy: '2026-12-01T18:00' }), 0),
  );
  const required = missing.filter(({ level }) => level === 'required').map(({ field }) => field);
  expect(required).toEqual(['doneCriteria']);
});

it('a limit of money that is being typed is a limit', () => {
  const lacks = (amount: string) =>
    missingForClarity(clarityOf(blank({ limitMoney: { amount, currency: 'EUR' } }), 0)).map(
      ({ field }) => field,
    );
  expect(lacks(' ')).toContain('notToDo');
  expect(lacks('50')).not.toContain('notToDo');
});
