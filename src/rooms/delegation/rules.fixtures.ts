import type { ClarityFacts } from './clarity.ts';

/** A brief in which nothing is missing, with the one fact that a test is about. */
export const clearBrief = (facts: Partial<ClarityFacts> = {}): ClarityFacts => ({
  title: 'Confirmar las citas de diciembre',
  outcome: 'Cada persona con cita en diciembre la ha confirmado o tiene otra.',
  context: 'Son 40 citas; la lista está en el calendario compartido.',
  doneCriteria: [
    { id: 'called', text: 'Las 40 personas recibieron un mensaje' },
    { id: 'listed', text: 'La lista dice qué respondió cada una' },
  ],
  wishedBy: Temporal.Instant.from('2026-11-30T17:00:00Z'),
  wishedWhy: 'El 1 de diciembre empiezan las citas.',
  effortMinutes: 180,
  autonomyLevel: 3,
  limitMinutes: null,
  limitMoney: null,
  notToDo: 'No cambiar citas de más de una hora.',
  toConsult: 'Citas que no caben en diciembre.',
  accessNeeded: 'Calendario compartido, para editar.',
  examples: 'El mensaje del año pasado.',
  links: [],
  fileCount: 0,
  ...facts,
});

/** A draft in which nothing was written yet. */
export const blankBrief = (): ClarityFacts => ({
  title: '',
  outcome: '',
  context: '',
  doneCriteria: [],
  wishedBy: null,
  wishedWhy: '',
  effortMinutes: null,
  autonomyLevel: null,
  limitMinutes: null,
  limitMoney: null,
  notToDo: '',
  toConsult: '',
  accessNeeded: '',
  examples: '',
  links: [],
  fileCount: 0,
});
