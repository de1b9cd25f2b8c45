import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clearBrief } from './rules.fixtures.ts';
import { saidBack } from './said-back.ts';

const kindsIn = (text: string, brief = clearBrief()) => {
  const { criteria, notToDo } = saidBack(brief, text);
  return [criteria, notToDo].map((marks) => marks.map(({ kind }) => kind));
};

describe('what was said back', () => {
  const whole = [
    'Llamaré a todas las personas con cita.',
    'Estará bien cuando:',
    '- Las 40 personas recibieron un mensaje.',
    '- la lista dice  qué respondió cada una',
    'Lo que no debo hacer:',
    'No cambiar citas de más de una hora.',
  ].join('\n');

  it('is the same whatever the capitals, spaces and signs of a list', () => {
    expect(kindsIn(whole)).toEqual([['same', 'same'], ['same']]);
  });

  it('shows by its words what is said otherwise', () => {
    const { criteria } = saidBack(clearBrief(), whole.replace('40', '30'));
    expect(criteria[0]).toEqual({
      text: 'Las 40 personas recibieron un mensaje',
      kind: 'changed',
      words: [
        { kind: 'same', text: 'Las ' },
        { kind: 'removed', text: '40' },
        { kind: 'added', text: '30' },
        { kind: 'same', text: ' personas recibieron un mensaje' },
        { kind: 'added', text: '.' },
      ],
    });
  });

  it('tells what was left out', () => {
    expect(kindsIn('Llamaré a todo el mundo.')).toEqual([['absent', 'absent'], ['absent']]);
    expect(kindsIn('')).toEqual([['absent', 'absent'], ['absent']]);
  });

  it('finds the closest line, wherever it stands', () => {
    const text = `1. La lista dice qué respondió cada una, con la hora\n2. La lista dice qué respondió cada una`;
    expect(kindsIn(text)[0]?.[1]).toBe('same');
  });

  it('has an answer for each statement of any brief and any text', () => {
    const words = fc.array(fc.constantFrom('uno', 'dos', '-', '1.', '\n', 'é', '.'), { maxLength: 20 });
    const text = words.map((parts) => parts.join(' '));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), text, text, (criteria, notToDo, said) => {
        const doneCriteria = criteria.map((one, at) => ({ id: String(at), text: one }));
        const found = saidBack(clearBrief({ doneCriteria, notToDo }), said);
        expect(found.criteria).toHaveLength(criteria.length);
        for (const { text: statement, kind } of found.criteria)
          if (said.split('\n').includes(statement) && statement.trim() !== '' && !/^[-\d]/.test(statement))
            expect(kind).toBe('same');
      }),
    );
  });
});
