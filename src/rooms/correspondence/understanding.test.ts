import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agrees, understand, type Matter } from './understanding.ts';

const names = ['Ana Ruiz', 'Bruno Gil'];
const answer = (matter: Matter, words: string, questions = 1, whole = words) =>
  understand({ matter, words, whole, questions, names });
const kind = (matter: Matter, words: string) => answer(matter, words).kind;

describe('about what was said back', () => {
  it.each([
    'ok',
    'OK!',
    'Ok.',
    'Okay',
    'Vale',
    'vale, gracias',
    'De acuerdo',
    'de acuerdo.',
    'Sí',
    'si',
    'SÍ',
    'Sí, adelante',
    'Sí, adelante.',
    'Perfecto, gracias',
    '¡Perfecto! Muchas gracias.',
    'Hola Ana:\n\nCorrecto.\n\nGracias',
    'Así es',
    'Eso es, gracias Ana',
    'Exacto',
    'Confirmo',
    'Lo confirmo, un saludo',
    'Me parece bien',
    'Está bien',
    'Todo correcto',
    'Claro que sí',
    'Adelante, por favor',
    'Muy bien, adelante',
    'Dale',
    'Genial, adelante',
    'Buenos días, Ana. De acuerdo. Bruno',
    '👍',
    'Ok 👍',
    'Por mí, perfecto',
    'sí sí',
    'Yes',
    'yes, please',
    'Yes, go ahead',
    'Go ahead',
    'That’s right',
    "That's right, thanks",
    'Correct',
    'Perfect, thank you so much',
    'Sounds good',
    'Sounds good to me!',
    'Looks good to me',
    'Confirmed',
    'Agreed',
    'Hi Ana, that is correct. Best, Bruno',
    'Fine by me',
    'Sure',
  ])('«%s» is a yes', (words) => {
    expect(kind('confirm_teach_back', words)).toBe('agrees');
  });

  it.each([
    'Ok, pero solo a 20 personas',
    'ok pero mejor el martes',
    'Sí, aunque falta Marta',
    'De acuerdo, salvo lo de la lista',
    'Sí, adelante, y añade a Luis',
    'Perfecto, solo cambia el asunto',
    'No',
    'no, no es eso',
    'No estoy de acuerdo',
    'No está bien',
    'No es correcto',
    'Son 40 personas, no 20',
    'Casi: llama también a Marta',
    'Todo bien menos la fecha',
    'Sí a lo primero, no a lo segundo',
    'Ok if you also call Marta',
    'Yes, but not before Monday',
    'Not quite',
    'No',
    'Almost. Call Luis too',
    'I do not agree',
    'Correct, except the date',
    'That is not right',
  ])('«%s» is a correction', (words) => {
    expect(kind('confirm_teach_back', words)).toBe('corrects');
  });

  it.each([
    ['¿Vas a llamar también a Marta?', 'is_question'],
    ['ok?', 'is_question'],
    ['¿De acuerdo?', 'is_question'],
    ['Lo miro mañana', 'puts_off'],
    ['Recibido, te digo luego', 'puts_off'],
    ["I'll get back to you", 'puts_off'],
    ['Gracias', 'not_sure'],
    ['Hola Ana', 'not_sure'],
    ['Thanks, Ana!', 'not_sure'],
  ])('«%s» decides nothing', (words, because) => {
    expect(answer('confirm_teach_back', words)).toEqual({ kind: 'says', words, because });
  });
});

describe('about a delivery', () => {
  it.each([
    'Acepto',
    'Acepto la entrega',
    'Aceptado, gracias',
    'Lo acepto. Muchas gracias por todo',
    'De acuerdo',
    'Perfecto',
    'Perfecto, gracias',
    'Está perfecto. ¡Gracias, Ana!',
    'Todo bien, gracias',
    'Todo correcto',
    'Aprobado',
    'Visto bueno',
    'Conforme',
    'Ok, acepto',
    'Sí, acepto',
    'Ha quedado perfecto, buen trabajo',
    'Accepted',
    'I accept',
    'Approved, thanks',
    'Looks good to me',
    'All good, thank you',
    'Perfect!',
    'Yes, I accept the delivery',
  ])('«%s» accepts it', (words) => {
    expect(kind('review_delivery', words)).toBe('agrees');
  });

  it.each([
    'Ok',
    'Vale',
    'Sí',
    'Gracias',
    'Ok, gracias',
    'Recibido',
    'Recibido, gracias',
    'Genial',
    'Bien',
    '👍',
    'Lo miro mañana',
    'Thanks',
    'Got it',
    'Great',
    'Yes',
    'Perfecto, lo miro mañana',
    'Perfecto, ¿y la factura?',
    'De acuerdo, luego te digo',
    '¿Lo doy por aceptado?',
    'Acepto?',
    'Si todo está bien, acepto',
    'Cuando lo suba te acepto la entrega',
    'I will accept it tomorrow',
    'Looks good, I think',
    '¿Falta algo?',
  ])('«%s» does not: somebody reads it', (words) => {
    expect(kind('review_delivery', words)).toBe('says');
  });

  it.each([
    'Falta la columna de teléfonos',
    'No acepto',
    'Perfecto, pero falta Marta',
    'Cambia el título, por favor',
    'Hay un error en la página 2',
    'No está bien',
    'La fecha está mal',
    'Quita el segundo párrafo',
    'Acepto, pero corrige la fecha',
    'It is missing the phone numbers',
    'Please change the title',
    'There is a mistake on page 2',
    'Approved, but fix the date',
    'This is not what I asked for',
    'Debería estar en inglés',
    'Añade a Luis',
  ])('«%s» asks for changes', (words) => {
    expect(answer('review_delivery', words)).toEqual({ kind: 'wants_changes', words });
  });
});

describe('about another date', () => {
  it.each(['Ok', 'Me va bien', 'De acuerdo, gracias', 'That works for me'])('«%s» agrees', (words) => {
    expect(kind('agree_date', words)).toBe('agrees');
  });
  it.each(['No puedo', 'Mejor el viernes', 'Ok, pero por la mañana', '¿Y el jueves?'])(
    '«%s» does not',
    (words) => {
      expect(kind('agree_date', words)).toBe('says');
    },
  );
});

describe('about questions', () => {
  const both = (words: string, whole?: string) => {
    const understood = answer('answer_questions', words, 2, whole);
    return understood.kind === 'answers' ? Object.fromEntries(understood.answers) : understood.kind;
  };
  it('one question is answered by all that was written, whatever it says', () => {
    expect(answer('answer_questions', 'Ok')).toEqual({ kind: 'answers', answers: new Map([[0, 'Ok']]) });
    expect(answer('answer_questions', '1. Cuarenta')).toEqual({
      kind: 'answers',
      answers: new Map([[0, 'Cuarenta']]),
    });
  });
  it.each([
    '1. Cuarenta\n2. El lunes',
    '1) Cuarenta\n\n2) El lunes',
    '1: Cuarenta\n2: El lunes',
    '1 - Cuarenta\n2 - El lunes',
    '2. El lunes\n1. Cuarenta',
  ])('several are told apart by their numbers: %j', (words) =>
    expect(both(words)).toEqual({ 0: 'Cuarenta', 1: 'El lunes' }),
  );
  it('an answer may have several lines, and one question may stay open', () => {
    expect(both('2. El lunes\no el martes')).toEqual({ 1: 'El lunes\no el martes' });
  });
  it('answers may stand below the questions that they quote', () => {
    const whole = 'El lun, Ana escribió:\n> > 1. ¿Cuántas?\n\nCuarenta\n\n> > 2. ¿Cuándo?\nEl lunes';
    expect(both('Cuarenta\n\nEl lunes', whole)).toEqual({ 0: 'Cuarenta', 1: 'El lunes' });
  });
  it('without numbers nobody guesses which answer is whose', () => {
    expect(both('Cuarenta, y el lunes')).toBe('says');
    expect(both('3. Nada')).toBe('says');
  });
});

it('without a word there is nothing to understand', () => {
  expect(kind('review_delivery', ' \n ')).toBe('nothing');
});

it('in a conversation, every word is just said', () => {
  expect(answer('talk', 'Ok')).toEqual({ kind: 'says', words: 'Ok', because: 'talk' });
});

it('a word that means nothing by itself, anywhere in a yes, takes the yes away', () => {
  const strange = fc.stringMatching(/^[bcdfghjklmnpqrstvwxz]{5,12}$/);
  fc.assert(
    fc.property(
      strange,
      fc.constantFrom('ok', 'acepto', 'de acuerdo', 'I accept', 'perfecto, gracias'),
      (word, yes) => {
        for (const words of [`${word} ${yes}`, `${yes} ${word}`, `${yes}.\n${word}`]) {
          expect(agrees(words, [], 'plainly')).toBe(false);
          expect(agrees(words, [], 'unmistakably')).toBe(false);
        }
      },
    ),
  );
});
