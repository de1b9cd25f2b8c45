import { describe, expect, test } from 'vitest';
import { fieldFrom, minutesIn } from './draft-answers.ts';
import { understand } from './understanding.ts';

const reading = {
  now: Temporal.Instant.from('2026-11-24T15:00:00Z'),
  timeZone: 'Europe/Madrid',
  language: 'es',
} as const;

describe('an amount of time in a mail', () => {
  test.each([
    ['2 horas', 120],
    ['unas 3 horas', 180],
    ['Hora y media', 90],
    ['media hora', 30],
    ['una hora', 60],
    ['1,5 h', 90],
    ['2h30', 150],
    ['2 horas y 15 minutos', 135],
    ['90 min', 90],
    ['half an hour', 30],
    ['an hour and a half', 90],
    ['two hours', 120],
  ])('«%s» is %i minutes', (words, minutes) => expect(minutesIn(words)).toBe(minutes));
  test.each(['poco', 'ni idea', '5', ''])('«%s» is none', (words) => expect(minutesIn(words)).toBe(null));
});

describe('an answer becomes a field of the draft', () => {
  test('a list of what must be right, one statement a line', () => {
    expect(fieldFrom('doneCriteria', '- Está en PDF\n• Lleva el logo; Pesa poco', reading)).toEqual([
      { text: 'Está en PDF' },
      { text: 'Lleva el logo' },
      { text: 'Pesa poco' },
    ]);
  });
  test('a level is one figure from 1 to 5', () => {
    expect(fieldFrom('autonomyLevel', 'Nivel 3', reading)).toBe(3);
    expect(fieldFrom('autonomyLevel', '2 o 3', reading)).toBe(undefined);
    expect(fieldFrom('autonomyLevel', '7', reading)).toBe(undefined);
  });
  test('a date that is none is not guessed', () => {
    expect(fieldFrom('wishedBy', 'cuanto antes', reading)).toBe(undefined);
    expect(fieldFrom('wishedBy', 'el viernes', reading)).toBe('2026-11-27T17:00:00.000Z');
  });
});

describe('an answer to the list of what is missing', () => {
  const fills = (words: string, questions = 3, whole = words) =>
    understand({ matter: 'fill_draft', words, whole, questions, names: ['Dora Vidal', 'Ana'] });
  const answers = (...list: string[]) => new Map(list.map((text, place) => [place, text]));

  test('goes by its numbers, and the courtesy around belongs to none', () => {
    expect(fills('Hola Ana:\n\n1. Un folleto\n2. Está en PDF\n3. El viernes\n\nUn saludo,\nDora')).toEqual({
      ...{ kind: 'fills', rest: '', sends: false },
      answers: answers('Un folleto', 'Está en PDF', 'El viernes'),
    });
  });
  test('sends in the end, where the last line says so', () => {
    expect(fills('1. Un folleto\n\nEnvíalo, gracias')).toEqual({
      ...{ kind: 'fills', rest: '', sends: true },
      answers: answers('Un folleto'),
    });
  });
  test.each([
    'Envíalo',
    'Vale, envíalo. ¡Gracias!',
    'Sí, puedes enviarlo',
    'send it',
    'Please send it, thanks',
    'Ok, mándalo ya\n\nDora',
  ])('«%s» sends it', (words) =>
    expect(fills(words)).toMatchObject({ answers: new Map(), rest: '', sends: true }),
  );
  test.each([
    'No lo envíes',
    '¿Lo envío?',
    'Envíalo cuando puedas mirarlo',
    'Si está bien, envíalo',
    'ok',
    'No send it later',
  ])('«%s» does not send it', (words) => expect(fills(words)).toMatchObject({ sends: false }));
  test('without numbers is more context, and loses no word', () => {
    expect(fills('Es para la feria de mayo.')).toMatchObject({
      rest: 'Es para la feria de mayo.',
      sends: false,
    });
    expect(fills('Por cierto, es para la feria.\n1. Un folleto')).toMatchObject({
      rest: 'Por cierto, es para la feria.',
      answers: answers('Un folleto'),
    });
  });
  test('needs no number where one thing is asked', () => {
    expect(fills('El viernes', 1)).toMatchObject({ answers: answers('El viernes') });
  });
  test('may stand between the quoted lines', () => {
    const whole = '> 1. Falta decir qué quieres conseguir.\nUn folleto\n> 2. Falta la fecha.\nEl viernes';
    expect(fills('Un folleto\nEl viernes', 2, whole)).toMatchObject({
      answers: answers('Un folleto', 'El viernes'),
    });
  });
});
