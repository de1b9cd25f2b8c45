import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { missingForClarity } from './clarity.ts';
import { clearBrief } from './rules.fixtures.ts';
import { exampleFacts, examples } from './vagueness.examples.ts';
import { aspectsOf, clarityAspects, vagueKinds, vagueWords, wordedFields } from './vagueness.ts';

const found = (brief: Parameters<typeof vagueWords>[0]) =>
  vagueWords(brief).map(({ words, kind }) => `${words} (${kind})`);

describe.each(['es', 'en'] as const)('examples in %s', (language) => {
  const named = examples[language].map((example, at) => ({
    example,
    name: example.brief.title ?? example.brief.outcome ?? 'nothing written',
    at: at + 1,
  }));

  it.each(named)('$at. «$name»', ({ example }) => {
    const brief = exampleFacts(example);
    const vague = vagueWords(brief);
    expect(found(brief)).toEqual(example.vague);
    const aspects = aspectsOf(missingForClarity(brief), vague);
    const missing = Object.entries(aspects).filter(([, state]) => state === 'missing');
    expect(missing.map(([aspect]) => aspect).join(', ')).toBe(example.missing);
  });
});

it('there are at least thirty examples in each language, and all kinds are among them', () => {
  for (const list of Object.values(examples)) {
    expect(list.length).toBeGreaterThanOrEqual(30);
    const kinds = list.flatMap(({ vague }) => vague.map((one) => /\((\w+)\)$/.exec(one)?.[1]));
    expect([...new Set(kinds)].sort()).toEqual([...vagueKinds].sort());
  }
});

describe('vague words', () => {
  it('are none in a brief that says what it means', () => {
    expect(vagueWords(clearBrief())).toEqual([]);
  });

  it('are told with their place, criterion by criterion', () => {
    const doneCriteria = ['Las 40 personas lo saben', 'Queda bonito'].map((text) => ({ id: text, text }));
    expect(vagueWords(clearBrief({ doneCriteria, examples: '' }))).toEqual([
      { field: 'doneCriteria', row: 1, words: 'bonito', kind: 'taste' },
    ]);
  });

  it('are found however their accents are written', () => {
    const brief = clearBrief({ wishedWhy: 'Lo ma\u0301s pronto posible. ÑANDÚ' });
    expect(found(brief)).toEqual(['Lo más pronto posible (hurry)']);
  });

  it('are always words of that very field, in the order of the form', () => {
    const texts = fc.constantFrom(
      'bonito',
      'ASAP',
      'etc.',
      'un poco',
      '👍🏽',
      '\n',
      '. ',
      'the usual',
      'É',
      '4',
      'ſ',
      'İ',
    );
    const text = fc.array(texts, { maxLength: 12 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(text, text, text, (title, outcome, wishedWhy) => {
        const brief = clearBrief({ title, outcome, wishedWhy, examples: '' });
        const vague = vagueWords(brief);
        for (const { field, words } of vague) expect(String(brief[field]).normalize('NFC')).toContain(words);
        const order = vague.map(({ field }) => wordedFields.indexOf(field));
        expect(order).toEqual([...order].sort((one, other) => one - other));
      }),
    );
  });
});

it('a field that is missing is not called vague as well, and all fields of clarity belong somewhere', () => {
  const brief = clearBrief({ wishedBy: null, wishedWhy: 'Cuanto antes' });
  expect(aspectsOf(missingForClarity(brief), vagueWords(brief)).deadline).toBe('missing');
  expect(Object.values(clarityAspects).flat()).toEqual(
    expect.arrayContaining(['outcome', 'wishedBy', 'autonomyLevel']),
  );
});
