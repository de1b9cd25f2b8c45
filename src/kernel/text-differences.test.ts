import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareLines, type Line } from './text-differences.ts';

const says = (lines: readonly Line[], skip: 'added' | 'removed') =>
  lines.flatMap((line) => {
    if (line.kind === skip) return [];
    if (line.kind !== 'changed') return [line.text];
    return [
      line.words
        .filter(({ kind }) => kind !== skip)
        .map(({ text }) => text)
        .join(''),
    ];
  });

describe('two versions of a text', () => {
  test('beside each other: lines that stay, go and come', () => {
    expect(compareLines('Uno\n\nDos\n\nTres', 'Uno\n\nTres\n\nCuatro')).toEqual([
      { kind: 'same', text: 'Uno' },
      { kind: 'removed', text: 'Dos' },
      { kind: 'same', text: 'Tres' },
      { kind: 'added', text: 'Cuatro' },
    ]);
  });

  test('a line that says it differently is shown by its words', () => {
    expect(
      compareLines('Da acceso antes del primer día.', 'Da acceso la semana antes del primer día.'),
    ).toEqual([
      {
        kind: 'changed',
        words: [
          { kind: 'same', text: 'Da acceso ' },
          { kind: 'added', text: 'la semana ' },
          { kind: 'same', text: 'antes del primer día.' },
        ],
      },
    ]);
  });

  test('lines with little in common are read one after the other', () => {
    expect(compareLines('Un perro verde.', 'Mañana lloverá mucho aquí').map(({ kind }) => kind)).toEqual([
      'removed',
      'added',
    ]);
  });

  test('both can be read from the comparison', () => {
    const word = fc.constantFrom('uno', 'dos', 'tres', 'cuatro', ',');
    const line = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
    const text = fc.array(line, { maxLength: 12 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = compareLines(before.join('\n'), after.join('\n'));
        expect(says(lines, 'added')).toEqual(before);
        expect(says(lines, 'removed')).toEqual(after);
      }),
    );
  });

  test('however long they are', () => {
    const long = (word: string) => Array.from({ length: 1000 }, (_, at) => `${word} ${at}`).join('\n');
    expect(compareLines(long('a'), long('b')).length).toBeGreaterThan(999);
    expect(compareLines('a '.repeat(12_000), 'b '.repeat(12_000)).map(({ kind }) => kind)).toEqual([
      'removed',
      'added',
    ]);
  });
});
