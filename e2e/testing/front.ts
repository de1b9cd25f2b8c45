import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { sendForm } from './forms.ts';

/** What the page of a practice says, as the API takes it. */
export const practicePage = (address: string) => ({
  facts: {
    address,
    name: 'Marta Ríos',
    timeZone: 'Europe/Madrid',
    spoken: ['es', 'en', 'pt'],
    tools: ['Notion', 'Google Workspace', 'Holded', 'Canva'],
    workDays: [1, 2, 3, 4],
    workFrom: '09:00',
    workUntil: '14:30',
    freeFrom: 'now',
    isListed: true,
  },
  editions: {
    es: {
      headline: 'Agenda, correo y facturas en orden para estudios pequeños',
      about:
        'Trabajo desde Murcia con tres estudios de arquitectura a la vez, desde hace nueve años.\n\nMe entiendo bien con quien prefiere acordar por escrito. Si todo es para ayer, no soy la persona.',
      services: [
        { name: 'Agenda y correo', text: 'Ordeno la bandeja, propongo citas y preparo cada reunión.' },
        { name: 'Facturas y cobros', text: 'Emito, archivo y recuerdo los pagos con amabilidad.' },
        { name: 'Concursos', text: 'Reúno la documentación y vigilo los plazos.' },
      ],
      offers: [
        { kind: 'hours', what: '20 horas al mes', price: '520 €' },
        { kind: 'pack', what: 'Bono de 10 horas, válido seis meses', price: '290 €' },
        { kind: 'piece', what: 'Poner al día el archivo de un año', price: '' },
      ],
      how: 'Encargos por escrito y con fecha. Respondo en un día laborable. Las urgencias se acuerdan antes, y los accesos se comparten sin mandar contraseñas.',
    },
    en: {
      headline: 'Calendars, mail and invoices in order for small studios',
      about: 'I work from Murcia with three architects’ studios at a time, and have for nine years.',
      services: [{ name: 'Calendar and mail', text: 'I sort the inbox and prepare each meeting.' }],
      offers: [{ kind: 'hours', what: '20 hours a month', price: '€520' }],
      how: 'Requests in writing, with a date. I answer within a working day.',
    },
  },
});

/** Somebody says these things under a guide at the page of a practice, as a browser does that worked for each form. */
export async function sayUnder(guide: string, ...said: Record<string, string>[]): Promise<void> {
  const forms = await Promise.all(said.map(() => workedForm(guide)));
  await pause(quickestFormMs);
  for (const [at, more] of said.entries()) {
    const words = {
      ...{ ...forms[at], kind: 'question', name: 'Bruno Vega', email: 'bruno.vega@example.org' },
      ...{ text: '¿Cómo comparto una clave?\nNo quiero mandarla por correo.', ...more },
    };
    const { status, page } = await sendForm(`${guide}?/write`, Object.entries(words), '');
    if (status !== 303) throw new Error(`Saying it was answered with ${status}: ${page.slice(0, 500)}`);
  }
}

async function workedForm(guide: string): Promise<{ challenge: string; proof: string }> {
  const form = await (await fetch(guide)).text();
  const challenge = /name="challenge" value="([^"]*)"/.exec(form)?.[1] ?? '';
  return { challenge, proof: proofFor(challenge, Number(/data-proof="(\d+)"/.exec(form)?.[1])) };
}

/** What the page's script looks for: a number whose SHA-256 after the challenge's lot begins with so many zero bits. */
function proofFor(challenge: string, bits: number): string {
  const lot = challenge.split('.')[2];
  for (let number = 0; ; number++) {
    const digest = createHash('sha256').update(`${lot}:${number}`).digest();
    if (digest.readUInt32BE(0) >>> (32 - bits) === 0) return String(number);
  }
}

/** A form that comes back sooner is taken for a program's, whoever worked for it. */
const quickestFormMs = 3100;
/** A form that comes back sooner, and without work done for it, is taken for a program's. */
export const slowestFormMs = 8500;

/** Somebody asks from the page of a practice; gives the path of what they asked. Attaches an assessment by its secret. */
export async function askFrom(
  page: string,
  assessment?: string,
  { name, email } = { name: 'Bruno Vega', email: 'bruno.vega@example.org' },
): Promise<string> {
  const link = randomBytes(24).toString('base64url');
  const entries: [string, string][] = [
    ['link', link],
    ['wish', 'talk'],
    ['name', name],
    ['email', email],
    [
      'message',
      'Tengo un estudio de tres personas.\nQuiero dejar la agenda y las facturas: unas diez horas al mes.',
    ],
    ['what', assessment ? 'answers' : 'none'],
  ];
  const cookie = assessment ? `delega_assessment=${assessment}` : '';
  const { status, page: answer } = await sendForm(`${page}?/ask`, entries, cookie);
  if (status !== 303) throw new Error(`Asking was answered with ${status}: ${answer.slice(0, 500)}`);
  return `/asked/${link}`;
}
