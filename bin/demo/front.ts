import { createHash } from 'node:crypto';
import { visitor } from '../../src/kernel/actor.ts';
import { newSecret } from '../../src/kernel/secret.server.ts';
import {
  answerComment,
  confirmOwnComment,
  readOwnComment,
  showComment,
  writeComment,
} from '../../src/rooms/comments/index.server.ts';
import {
  askPractice,
  listProspects,
  moveProspect,
  noteProspect,
  publishPracticePage,
  savePracticePage,
} from '../../src/rooms/front/index.server.ts';
import { copyOf, type Habits } from './readiness.ts';
import type { Scene } from './fill.ts';

const address = 'lucia-ferrer';

const facts = {
  address,
  name: 'Lucía Ferrer',
  timeZone: 'America/Argentina/Cordoba',
  spoken: ['es' as const, 'en' as const],
  tools: ['Google Workspace', 'Notion', 'Trello', 'Mailchimp', 'Calendly'],
  workDays: [1, 2, 3, 4, 5],
  workFrom: '09:00',
  workUntil: '15:00',
  isListed: true,
};

const editions = {
  es: {
    headline: 'Agenda, correo y pedidos en orden, para que tú hagas lo tuyo',
    about:
      'Trabajo a distancia desde Córdoba, Argentina, con pocos clientes a la vez: un estudio de arquitectura, una academia de clases particulares, una panadería.\n\nMe gusta entender el porqué de cada encargo y dejarlo escrito, para que la segunda vez cueste la mitad. Si en tu día todo es para ayer, mejor que lo hablemos antes.',
    services: [
      {
        name: 'Agenda y correo',
        text: 'Ordeno la bandeja, propongo citas y preparo lo que hace falta para cada una.',
      },
      {
        name: 'Pedidos y presupuestos',
        text: 'Los recibo, los paso a limpio y aviso de lo que queda pendiente.',
      },
      { name: 'Boletines', text: 'Maquetación, envío y un resumen de lo que se leyó.' },
    ],
    offers: [
      { kind: 'hours' as const, what: '20 horas al mes', price: '460 EUR' },
      { kind: 'pack' as const, what: 'Paquete de 10 horas, válido seis meses', price: '260 EUR' },
      { kind: 'piece' as const, what: 'Poner al día una carpeta de proyectos', price: '' },
    ],
    how: 'Los encargos van por escrito y con fecha. Te cuento con mis palabras lo que entendí antes de empezar y respondo en un día hábil. Lo confidencial queda entre tú y yo, y los accesos se comparten sin mandar contraseñas.',
  },
  en: {
    headline: 'Calendar, mail and orders in order, so that you do your own work',
    about:
      'I work remotely from Córdoba, Argentina, with few clients at a time: an architects’ studio, a tutoring service, a bakery.\n\nI like to understand why a request matters and to write it down, so that the second time takes half as long. If everything in your day was due yesterday, let us talk first.',
    services: [
      {
        name: 'Calendar and mail',
        text: 'I sort the inbox, suggest appointments and prepare what each one needs.',
      },
      { name: 'Orders and quotes', text: 'I take them in, write them up and say what is still open.' },
      { name: 'Newsletters', text: 'Layout, sending, and a summary of what was read.' },
    ],
    offers: [
      { kind: 'hours' as const, what: '20 hours a month', price: '460 EUR' },
      { kind: 'pack' as const, what: 'Package of 10 hours, valid for six months', price: '260 EUR' },
      { kind: 'piece' as const, what: 'Bringing a folder of projects up to date', price: '' },
    ],
    how: 'Requests come in writing and with a date. I say in my own words what I understood before I begin, and answer within a working day. What is confidential stays between us, and access is shared without sending passwords.',
  },
};

/** The practice shows itself in public, in both languages. */
export async function publishPage(scene: Scene, freeFrom: string): Promise<void> {
  const { workspace } = scene;
  const { lucia } = scene.people;
  for (const language of ['es', 'en'] as const) {
    const edition = editions[language];
    await scene.do(savePracticePage, lucia, { workspace, ...facts, freeFrom, language, edition });
  }
  await scene.do(publishPracticePage, lucia, { workspace });
}

/** Somebody who takes the test and asks from the public page. Addresses end in `.example`. */
export type Asking = {
  /** Days before today. */
  daysAgo: number;
  name: string;
  email: string;
  language: 'es' | 'en';
  wish: 'talk' | 'proposal';
  message: string;
  habits: Habits;
  becomes?: { state: 'talking' | 'unfit'; note: string };
};

export const askings: readonly Asking[] = [
  {
    daysAgo: 31,
    name: 'Tomás Rey',
    email: 'tomas@reyreformas.example',
    language: 'es',
    wish: 'proposal',
    message: 'Necesito a alguien que conteste el teléfono de la obra de 8 a 18 y que esté siempre a mano.',
    habits: { A1: 'a', A6: 'e', S1: 'c', S2: 'c', P5: 'd', O1: 0, O2: 4, O3: 'd' },
    becomes: {
      state: 'unfit',
      note: 'Busca presencia todo el día y respuesta al momento: le conviene contratar. Le escribí con amabilidad.',
    },
  },
  {
    daysAgo: 11,
    name: 'Olivia Hughes',
    email: 'olivia@hughesceramics.example',
    language: 'en',
    wish: 'talk',
    message:
      'I run a small ceramics studio. Orders and mail eat my mornings; I would hand over about ten hours a month.',
    habits: { O1: 2, D2: 2, C2: 2, T3: 2 },
    becomes: { state: 'talking', note: 'Call on Thursday. Wants to begin with orders, then the newsletter.' },
  },
  {
    daysAgo: 1,
    name: 'Pilar Quintana',
    email: 'pilar@quintanatraduce.example',
    language: 'es',
    wish: 'talk',
    message:
      'Traduzco y se me acumulan los presupuestos y las facturas. ¿Podemos hablar la semana que viene?',
    habits: { D1: 'b', O2: 3, O4: 1, C1: 2 },
  },
];

/** They ask, with the result of their test, and the practice moves them on. */
export async function ask(scene: Scene, { habits, becomes, daysAgo: _, ...asking }: Asking): Promise<void> {
  const { workspace } = scene;
  const { lucia } = scene.people;
  const shared = await copyOf(scene, habits);
  await scene.do(askPractice, visitor, { ...asking, address, secret: newSecret(), shared });
  if (!becomes) return;
  const { prospects } = await scene.do(listProspects, lucia, { workspace, part: 'open' });
  const prospect = prospects.find(({ name }) => name === asking.name)?.id ?? '';
  await scene.do(noteProspect, lucia, { workspace, prospect, text: becomes.note });
  await scene.do(moveProspect, lucia, { workspace, prospect, to: becomes.state });
}

/** What a visitor says under a guide. */
export type Saying = {
  daysAgo: number;
  guide: 'delegation' | 'trust';
  kind: 'question' | 'experience';
  name: string;
  text: string;
  /** Until then it waits for the practice. */
  answer?: string;
};

export const sayings: readonly Saying[] = [
  {
    daysAgo: 20,
    guide: 'delegation',
    kind: 'question',
    name: 'Rosa',
    text: '¿Por dónde empiezo si todo lo que hago me parece importante?',
    answer:
      'Por lo que se repite y se puede explicar en cinco minutos. Escribe durante una semana lo que haces y mira qué sale tres veces.',
  },
  {
    daysAgo: 2,
    guide: 'trust',
    kind: 'experience',
    name: 'Damián',
    text: 'Lo que a mí me sirvió fue dar primero el acceso al calendario y, un mes después, el del correo.',
  },
];

export async function say(scene: Scene, { answer, daysAgo: _, ...said }: Saying): Promise<void> {
  const { workspace } = scene;
  const { lucia } = scene.people;
  const secret = newSecret();
  const email = `${said.name
    .normalize('NFD')
    .replaceAll(/[^A-Za-z]/g, '')
    .toLowerCase()}@visita.example`;
  const form = createHash('sha256').update(secret).digest('hex');
  await scene.do(writeComment, visitor, { ...said, address, secret, email, form, language: 'es' });
  await scene.do(confirmOwnComment, visitor, { secret });
  if (!answer) return;
  const { id: comment } = await scene.do(readOwnComment, visitor, { secret });
  await scene.do(showComment, lucia, { workspace, comment });
  await scene.do(answerComment, lucia, { workspace, comment, answer });
}
