/** People as one meets them, and what the rules should say of each: written down from the content, not from the code. */
import type { Answers, Form } from './answers.ts';
import type { Flag } from './instrument.ts';
import type { RuleNumber, Verdict } from './verdict.ts';
import type { WeightPreset } from './weights.ts';

/** Verdict, the rule that gives it, and whether it is too close to call. */
export type Expected = readonly [Verdict, RuleNumber, 'clear' | 'borderline'];

export interface WrittenCase {
  readonly es: string;
  readonly en: string;
  /** What differs from somebody who does everything well, or from the base named. */
  readonly answers: Answers;
  /** Every answer the best, or the second best. */
  readonly base?: 'best' | 'good';
  readonly form?: Form;
  readonly flags: readonly Flag[];
  /** With the recommended weights. */
  readonly expected: Expected;
  readonly withOther?: Readonly<Partial<Record<WeightPreset, Expected>>>;
}

const NO_TECHNOLOGY = { T1: 0, T2: 0, T3: 0, T4: 'd', T5: 0 } as const;
const RUDE = { Q1: 0, Q2: 2, Q3: 0, Q4: 0, Q5: 'c', Q6: 2 } as const;
const WEAK = {
  R1: { T1: 1, T2: 1, T3: 1, T4: 'c', T5: 1 },
  R2: { C1: 1, C2: 1, C3: 1, C4: 2, C5: 1, C6: 'c' },
  R3: { D1: 'b', D2: 2, D3: 1, D4: 1, D5: 'c' },
  R4: { F1: 1, F2: 'b', F3: 2, F4: 1, F5: 1 },
} as const;
/** R1 10, R2 12.5, R3 55, R4 50, R5 50, R6 16.7, R7 54.2, without a red flag. */
// prettier-ignore
const STRUGGLING: Answers = {
  T1: 0, T2: 0, T3: 0, T4: 'c', T5: 0, C1: 0, C2: 0, C3: 0, C4: 2, C5: 0, C6: 'c',
  D1: 'b', D2: 2, D3: 2, D4: 2, D5: 'b', F1: 2, F2: 'b', F3: 2, F4: 2, F5: 2,
  P1: 2, P2: 2, P3: 2, P4: 2, P5: 'b', P6: 'c', O1: 0, O2: 2, O3: 'c', O4: 0, O5: 0, O6: 'c',
  Q1: 2, Q2: 2, Q3: 2, Q4: 2, Q5: 'b', Q6: 2,
};
/** The same with R6 at 50. */
const PLANNING_AGAIN: Answers = { ...STRUGGLING, O1: 2, O4: 2, O5: 2, O6: 'b' };

/** The objection: whoever meets the other six can learn the technology, so it should not count. */
const OBJECTION: readonly WrittenCase[] = [
  {
    es: 'Hace bien todo lo demás, pero no se apaña con ninguna herramienta y manda la contraseña por chat.',
    en: 'Does everything else well, but gets along with no tool and sends the password by chat.',
    answers: NO_TECHNOLOGY,
    flags: ['SEC_PASSWORD_CHAT'],
    expected: ['prepare', 10, 'clear'],
    withOther: { withoutTechnology: ['ready', 9, 'clear'], equal: ['prepare', 10, 'clear'] },
  },
  {
    es: 'Usa a medias las herramientas; lo demás le sale siempre bien.',
    en: 'Half uses the tools; all the rest always goes well.',
    answers: { T1: 2, T2: 2, T3: 2, T4: 'c', T5: 2 },
    flags: [],
    expected: ['prepare', 10, 'borderline'],
    withOther: { withoutTechnology: ['ready', 9, 'clear'], equal: ['prepare', 10, 'borderline'] },
  },
  {
    es: 'Trabaja bien con otras personas, sin brillar, y con el ordenador se pierde.',
    en: 'Works well with others, without shining, and gets lost at the computer.',
    base: 'good',
    answers: { T1: 0, T2: 0, T3: 0, T4: 'c', T5: 0, S5: 'b' },
    flags: [],
    expected: ['prepare', 10, 'borderline'],
    // Equal weights put the index at 64.997: just too far from 70 to be close.
    withOther: { withoutTechnology: ['ready', 9, 'borderline'], equal: ['prepare', 10, 'clear'] },
  },
  {
    es: 'Con cuatro requisitos flojos, uno de ellos la tecnología.',
    en: 'Weak in four requirements, technology among them.',
    answers: { ...WEAK.R1, ...WEAK.R2, ...WEAK.R3, ...WEAK.R4 },
    flags: [],
    expected: ['not_now', 8, 'clear'],
    withOther: { withoutTechnology: ['prepare', 10, 'borderline'], equal: ['not_now', 8, 'clear'] },
  },
  {
    es: 'No contesta lo de la tecnología: nunca ha trabajado en línea. Lo demás, todo bien.',
    en: 'Leaves technology unanswered, never having worked online. All the rest is well.',
    answers: { T1: 'na', T2: 'na', T3: 'na' },
    flags: [],
    expected: ['insufficient', 0, 'clear'],
    withOther: { withoutTechnology: ['ready', 9, 'clear'], equal: ['insufficient', 0, 'clear'] },
  },
  {
    es: 'Domina todas las herramientas, pero no encuentra ninguna tarea que soltar y todo lo rehace.',
    en: 'Masters every tool, but finds no task to let go of and redoes everything.',
    answers: { D1: 'a', D2: 4, D3: 1, D4: 1, D5: 'd' },
    flags: ['R_NO_TASKS', 'R_REDO', 'R_TAKES_BACK'],
    expected: ['not_now', 2, 'clear'],
    withOther: { withoutTechnology: ['not_now', 2, 'clear'], equal: ['not_now', 2, 'clear'] },
  },
  {
    es: 'Sin tecnología ni presupuesto: quitarle peso a una no arregla lo otro.',
    en: 'Neither technology nor a budget: to take weight from the one does not mend the other.',
    answers: { ...NO_TECHNOLOGY, S1: 'd' },
    flags: ['X_BUDGET', 'SEC_PASSWORD_CHAT'],
    expected: ['not_now', 1, 'clear'],
    withOther: { withoutTechnology: ['not_now', 1, 'clear'], equal: ['not_now', 1, 'clear'] },
  },
];

// prettier-ignore
const REFUSALS: readonly WrittenCase[] = [
  { es: 'Quiere empezar, pero no podría pagar ni el primer trimestre.', en: 'Wants to begin, but could not pay even the first three months.', answers: { S1: 'd' }, flags: ['X_BUDGET'], expected: ['not_now', 1, 'clear'] },
  { es: 'No daría acceso a sus cuentas a nadie, por más referencias que traiga.', en: 'Would give nobody access, whatever references they bring.', answers: { F2: 'd' }, flags: ['X_NO_TRUST'], expected: ['not_now', 1, 'clear'] },
  { es: 'Tiene una tienda: lo que necesita son manos en el mostrador.', en: 'Runs a shop: what is needed are hands at the counter.', answers: { A2: 'd' }, flags: ['X_PRESENCE'], expected: ['not_now', 1, 'clear'] },
  { es: 'Cada escrito que encarga lleva siempre la firma de su título profesional.', en: 'Every paper handed over always needs the signature of a licence.', answers: { A3: 'd' }, flags: ['X_LICENSED'], expected: ['not_now', 1, 'clear'] },
  { es: 'Ni presupuesto ni confianza, y además todo es urgente.', en: 'Neither budget nor trust, and everything is urgent too.', answers: { S1: 'd', F2: 'd', O2: 4 }, flags: ['X_BUDGET', 'X_NO_TRUST', 'E_EMERGENCY'], expected: ['not_now', 1, 'clear'] },
  { es: 'Todavía no sabe qué tareas soltar, pero explica, delega y acepta sin rehacer.', en: 'Does not know yet which tasks to let go of, but explains, delegates and accepts without redoing.', answers: { D1: 'a' }, flags: ['R_NO_TASKS'], expected: ['prepare', 10, 'clear'] },
  { es: 'Se le cayó la web hoy y no tiene ni una hora para explicar nada.', en: 'Their website broke today and there is not an hour to explain anything.', answers: { A1: 'd', S2: 'd' }, flags: ['R_NO_ONBOARDING_TIME', 'INFO_ONE_OFF'], expected: ['not_now', 3, 'clear'] },
  { es: 'Una urgencia suelta, con un rato cada semana para ponerse al día.', en: 'One emergency, with a while each week to get somebody up to speed.', answers: { A1: 'd', S2: 'b' }, flags: ['INFO_ONE_OFF'], expected: ['ready', 9, 'clear'] },
  { es: 'Señala culpables delante del equipo y escribe a cualquier hora esperando respuesta.', en: 'Names culprits in front of the team and writes at any hour expecting a reply.', answers: { ...RUDE, Q6: 3 }, flags: ['R_BLAME'], expected: ['not_now', 4, 'clear'] },
  { es: 'Paga tarde y no respeta horarios ni descansos.', en: 'Pays late and respects neither hours nor days off.', answers: { ...RUDE, Q2: 1 }, flags: ['R_LATE_PAYER'], expected: ['not_now', 4, 'clear'] },
  { es: 'Trato excelente, pero los pagos casi nunca llegan en fecha.', en: 'Treats people very well, but payments hardly ever come on the date.', answers: { Q2: 1 }, flags: ['R_LATE_PAYER'], expected: ['prepare', 10, 'clear'] },
  { es: 'Quiere a alguien en línea y solo para sí, y no piensa cambiar ni la forma ni los procedimientos.', en: 'Wants somebody online and for themselves alone, and will change neither ways nor procedures.', answers: { P5: 'c', P6: 'd', O6: 'd', Q5: 'd' }, flags: ['E_SCHEDULE', 'E_CONTROL', 'E_EXCLUSIVE', 'R_UNWILLING_STYLE', 'R_UNWILLING_SYSTEMS'], expected: ['not_now', 7, 'clear'] },
  { es: 'Empieza el negocio: casi nada está organizado y el trato es correcto.', en: 'Just begins in business: hardly anything is organised, and the manners are fair.', answers: STRUGGLING, flags: [], expected: ['not_now', 8, 'clear'] },
  { es: 'Lo mismo, pero ya lleva una lista y planifica algunas semanas.', en: 'The same, but keeps a list by now and plans some weeks.', answers: PLANNING_AGAIN, flags: [], expected: ['not_now', 8, 'borderline'] },
  { es: 'Planifica algunas semanas y empieza a pedir con más detalle.', en: 'Plans some weeks and begins to ask in more detail.', answers: { ...PLANNING_AGAIN, C1: 2, C2: 2, C3: 2, C5: 2, C6: 'b' }, flags: [], expected: ['prepare', 10, 'borderline'] },
];

// prettier-ignore
const EMPLOYMENT: readonly WrittenCase[] = [
  { es: 'Veinticinco horas, en línea toda la jornada, en exclusiva y con el correo de la empresa.', en: 'Twenty-five hours, online all day, for them alone and with the company’s e-mail.', answers: { P5: 'c', Q5: 'd', S6: 'd', A6: 'd' }, flags: ['E_SCHEDULE', 'E_EXCLUSIVE', 'E_INTEGRATION'], expected: ['employee', 5, 'clear'] },
  { es: 'Jornada completa, dicta cada paso y no quiere que trabaje para nadie más.', en: 'Full time, dictates every step and wants nobody else served.', answers: { P3: 3, Q5: 'd', A6: 'e' }, flags: ['E_CONTROL', 'E_EXCLUSIVE', 'E_FULLTIME'], expected: ['employee', 5, 'clear'] },
  { es: 'Lo mismo, pero para un proyecto con final.', en: 'The same, but for a project that ends.', answers: { P3: 3, Q5: 'd', A6: 'e', A1: 'c' }, flags: ['E_CONTROL', 'E_EXCLUSIVE', 'E_FULLTIME', 'INFO_PROJECT'], expected: ['prepare', 10, 'clear'] },
  { es: 'Jornada completa, en exclusiva y con permisos para ausentarse, pero sin controlar horario ni pasos.', en: 'Full time, exclusive and with leave to ask for, but controlling neither hours nor steps.', answers: { Q5: 'd', S6: 'c', A6: 'e' }, flags: ['E_EXCLUSIVE', 'E_FULLTIME', 'E_INTEGRATION'], expected: ['prepare', 10, 'clear'] },
  { es: 'Contesta en el día, pero decide todo a última hora y quiere respuesta al momento, quince horas por semana.', en: 'Replies within the day, but decides all at the last moment and wants answers at once, fifteen hours a week.', answers: { O2: 3, S3: 'c', A6: 'c' }, flags: ['E_SCHEDULE', 'E_EMERGENCY'], expected: ['employee', 6, 'clear'] },
  { es: 'La misma prisa, pero solo unas siete horas por semana.', en: 'The same hurry, but only some seven hours a week.', answers: { O2: 3, S3: 'c', A6: 'b' }, flags: ['E_SCHEDULE', 'E_EMERGENCY'], expected: ['prepare', 10, 'clear'] },
  { es: 'Sabe lo que necesita con minutos de antelación y espera respuesta también de noche.', en: 'Knows what is needed minutes ahead and expects answers at night too.', answers: { A4: 'd', P5: 'd', A6: 'c' }, flags: ['E_SCHEDULE', 'E_EMERGENCY', 'R_NO_LIMITS'], expected: ['employee', 6, 'clear'] },
  { es: 'Temporadas previsibles con mucha prisa, y en línea toda la jornada (formulario corto).', en: 'Seasons that can be foreseen, in a great hurry and online all day (short form).', form: 'short', answers: { A1: 'b', O2: 4, S3: 'd', A6: 'd' }, flags: ['E_SCHEDULE', 'E_EMERGENCY', 'R_NO_LIMITS'], expected: ['employee', 6, 'clear'] },
  { es: 'Pide capturas de pantalla, aunque paga a tiempo y pide con antelación.', en: 'Asks for screenshots, though paying in time and asking ahead.', answers: { F3: 3 }, flags: ['E_CONTROL', 'R_SURVEILLANCE'], expected: ['prepare', 10, 'clear'] },
];

// prettier-ignore
const PREPARING: readonly WrittenCase[] = [
  { es: 'Tres socios mandan a la vez, sin reparto.', en: 'Three partners give orders at once, with no split.', answers: { S4: 'c' }, flags: ['R_MANY_BOSSES'], expected: ['prepare', 10, 'clear'] },
  { es: 'Cambia el pedido a mitad del trabajo y no mueve la fecha.', en: 'Changes the request halfway and does not move the date.', answers: { C4: 3 }, flags: ['R_MOVING_TARGET'], expected: ['prepare', 10, 'clear'] },
  { es: 'Si no le gusta lo que recibe, busca a otra persona.', en: 'Looks for somebody else when a delivery is not liked.', answers: { C6: 'd' }, flags: ['R_NO_REPAIR'], expected: ['prepare', 10, 'clear'] },
  { es: 'Pregunta cómo va varias veces antes de cada revisión.', en: 'Asks how it goes several times before each review.', answers: { P2: 4 }, flags: ['R_HOVERING'], expected: ['prepare', 10, 'clear'] },
  { es: 'Delega bien y desaparece: las decisiones no llegan.', en: 'Delegates well and disappears: decisions do not come.', answers: { P4: 1 }, flags: ['R_ABSENT'], expected: ['prepare', 10, 'clear'] },
  { es: 'Se fía de cualquiera y da todo el acceso el primer día.', en: 'Trusts anybody and gives full access on the first day.', answers: { F2: 'c' }, flags: ['R_BLIND_TRUST'], expected: ['prepare', 10, 'clear'] },
  { es: 'Cada mes hace lo mismo de otra manera.', en: 'Does the same thing in another way each month.', answers: { O3: 'd' }, flags: ['R_NO_PROCESS'], expected: ['prepare', 10, 'clear'] },
  { es: 'Parte del trabajo es en la oficina, y sabe lo que quiere el mismo día.', en: 'Part of the work is at the office, and needs are known on the same day.', answers: { A2: 'c', A4: 'c' }, flags: ['R_PRESENCE', 'R_SAME_DAY'], expected: ['prepare', 10, 'clear'] },
  { es: 'Casi todo lleva su firma, y no sabe si podrá pagarlo tres meses.', en: 'Nearly all needs their signature, and three months of pay are uncertain.', answers: { A3: 'c', S1: 'c' }, flags: ['R_LICENSED', 'R_BUDGET_UNKNOWN'], expected: ['prepare', 10, 'clear'] },
  { es: 'Ha tenido varias colaboraciones y siempre falló la otra parte.', en: 'Has had several collaborations, and the other side always failed.', answers: { S5: 'd' }, flags: ['R_PATTERN_BLAME'], expected: ['prepare', 10, 'clear'] },
  { es: 'La tecnología se queda justo por debajo del mínimo.', en: 'Technology stays just below the minimum.', answers: { T1: 0, T2: 0, T3: 3 }, flags: [], expected: ['prepare', 10, 'borderline'] },
  // An index of 72.6.
  { es: 'Tres requisitos flojos, los demás de sobra.', en: 'Three weak requirements, the others more than met.', answers: { ...WEAK.R1, ...WEAK.R2, ...WEAK.R3 }, flags: [], expected: ['prepare', 10, 'borderline'] },
  { es: 'Rechaza otra forma de trabajar y documentar, pero no pide nada propio de un empleo más.', en: 'Refuses other ways of working and documenting, but asks for nothing else that belongs to a job.', answers: { P6: 'd', O6: 'd' }, flags: ['E_CONTROL', 'R_UNWILLING_STYLE', 'R_UNWILLING_SYSTEMS'], expected: ['prepare', 10, 'clear'] },
];

// prettier-ignore
const READY: readonly WrittenCase[] = [
  { es: 'Lleva años delegando y lo tiene todo escrito.', en: 'Has delegated for years and has it all in writing.', answers: {}, flags: [], expected: ['ready', 9, 'clear'] },
  { es: 'Lo hace casi todo bien casi siempre.', en: 'Does nearly everything well nearly always.', base: 'good', answers: { S5: 'b' }, flags: [], expected: ['ready', 9, 'borderline'] },
  { es: 'La tecnología llega justo al mínimo.', en: 'Technology just reaches the minimum.', answers: { T1: 0, T2: 1, T3: 3 }, flags: [], expected: ['ready', 9, 'borderline'] },
  { es: 'La tecnología, cinco puntos por encima del mínimo.', en: 'Technology five points above the minimum.', answers: { T1: 0, T2: 1 }, flags: [], expected: ['ready', 9, 'borderline'] },
  { es: 'La tecnología, diez puntos por encima del mínimo.', en: 'Technology ten points above the minimum.', answers: { T1: 0, T2: 2 }, flags: [], expected: ['ready', 9, 'clear'] },
  { es: 'Una clínica ordenada: se verán datos de salud.', en: 'A tidy clinic: health data will be seen.', answers: { A5: 'd' }, flags: ['DP_AGREEMENT', 'DP_SPECIAL'], expected: ['ready', 9, 'clear'] },
  { es: 'Una colaboración le salió mal y no sabe por qué; ahora es un proyecto.', en: 'One collaboration went wrong without knowing why; now it is a project.', answers: { S5: 'c', A1: 'c' }, flags: ['INFO_PROJECT', 'INFO_REVIEW_PAST'], expected: ['ready', 9, 'clear'] },
  { es: 'Nunca le han entregado nada distinto ni ha habido errores: no aplica.', en: 'Nothing ever came out different or wrong: does not apply.', answers: { C6: 'na', Q6: 'na', F4: 'na' }, flags: [], expected: ['ready', 9, 'clear'] },
  { es: 'Responde el formulario corto; una pregunta no le aplica.', en: 'Takes the short form; one question does not apply.', form: 'short', answers: { T1: 'na' }, flags: [], expected: ['ready', 9, 'clear'] },
  { es: 'En el corto no se pregunta si acepta otras formas ni documentar.', en: 'The short form does not ask about other ways or documenting.', form: 'short', answers: { P6: 'd', O6: 'd' }, flags: [], expected: ['ready', 9, 'clear'] },
];

// prettier-ignore
const UNDECIDED: readonly WrittenCase[] = [
  { es: 'No sabe cuántas horas necesita.', en: 'Does not know how many hours are needed.', answers: { A6: 'na' }, flags: [], expected: ['insufficient', 0, 'clear'] },
  { es: 'Deja en blanco la mitad de lo que toca al trato.', en: 'Leaves half of what concerns manners blank.', answers: { Q1: 'na', Q2: 'na', Q3: 'na' }, flags: [], expected: ['insufficient', 0, 'clear'] },
  { es: 'Sin presupuesto contestado, aunque el trabajo no se puede hacer a distancia.', en: 'Budget unanswered, although the work cannot be done from afar.', answers: { S1: 'na', A2: 'd' }, flags: ['X_PRESENCE'], expected: ['insufficient', 0, 'clear'] },
  { es: 'En el corto, dos de las tres preguntas de tecnología no le aplican.', en: 'In the short form, two of the three questions on technology do not apply.', form: 'short', answers: { T1: 'na', T3: 'na' }, flags: [], expected: ['insufficient', 0, 'clear'] },
];

export const WRITTEN_CASES: readonly WrittenCase[] = [
  ...OBJECTION,
  ...REFUSALS,
  ...EMPLOYMENT,
  ...PREPARING,
  ...READY,
  ...UNDECIDED,
];
