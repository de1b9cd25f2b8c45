import type { ClarityFacts } from './clarity.ts';
import { blankBrief } from './rules.fixtures.ts';

/** A brief as somebody wrote it; what is left out was left empty. */
type Written = {
  title?: string;
  outcome?: string;
  done?: string[];
  /** A day was chosen. */
  by?: true;
  why?: string;
  context?: string;
  not?: string;
  /** A limit of time, in minutes. */
  limit?: number;
  level?: 1 | 2 | 3 | 4 | 5;
  consult?: string;
  access?: string;
  example?: string;
  link?: string;
};

/** A brief with what a careful reader finds in it: vague words with their kind, and which of the eight things is not said. */
type Example = { brief: Written; vague: string[]; missing: string };

const rest = 'limits, context, example, access, decision_rights';
const all = `outcome, done_criteria, limits, deadline, context, example, access, decision_rights`;

/** All that stands around the outcome and the criteria, said well in one go. */
const around: Written = {
  by: true,
  why: 'El viernes 4 se imprime.',
  context: 'Es para quienes ya compraron este año.',
  not: 'No escribir a nadie de fuera de la lista.',
  level: 2,
  access: 'La cuenta de correo, para enviar.',
};
const aroundIt: Written = {
  by: true,
  why: 'It goes to print on Friday the 4th.',
  context: 'It is for those who bought something this year.',
  not: 'Write to nobody who is not on the list.',
  level: 2,
  access: 'The mail account, to send.',
};

const spanish: Example[] = [
  { brief: {}, vague: [], missing: all },
  {
    brief: { title: 'Facturas', outcome: 'Facturas' },
    vague: ['Facturas (thin)'],
    missing: `done_criteria, limits, deadline, context, example, access, decision_rights`,
  },
  {
    brief: {
      outcome: 'Las 12 facturas de octubre están enviadas',
      done: ['Cada cliente tiene la suya'],
      by: true,
      why: 'El día 5 cierra el trimestre',
    },
    vague: [],
    missing: rest,
  },
  {
    brief: {
      outcome: 'Las facturas de octubre están enviadas cuanto antes',
      done: ['Cada cliente tiene la suya'],
      by: true,
      why: 'Urge',
    },
    vague: ['cuanto antes (hurry)', 'Urge (hurry)'],
    missing: rest,
  },
  {
    brief: { ...around, outcome: 'Un folleto bonito', done: ['Está listo'], example: '' },
    vague: ['bonito (taste)'],
    missing: 'example',
  },
  {
    brief: { ...around, outcome: 'Un folleto bonito', done: ['Está en PDF'], example: 'El folleto de 2024.' },
    vague: [],
    missing: '',
  },
  {
    brief: { ...around, outcome: 'Un cartel llamativo y moderno', done: ['Se lee a tres metros'] },
    vague: ['llamativo (taste)', 'moderno (taste)'],
    missing: 'example',
  },
  {
    brief: {
      ...around,
      outcome: 'Un cartel moderno, parecido a https://example.org/cartel',
      done: ['Se lee a tres metros'],
    },
    vague: [],
    missing: 'example',
  },
  {
    brief: { outcome: 'Revisar un poco la web', done: ['Bien hecho'] },
    vague: ['Revisar un poco (looking)', 'Bien hecho (well)'],
    missing: `limits, deadline, context, example, access, decision_rights`,
  },
  {
    brief: { outcome: 'Echar un vistazo a los contratos', done: ['Ok'] },
    vague: ['Echar un vistazo (looking)', 'Ok (thin)'],
    missing: `limits, deadline, context, example, access, decision_rights`,
  },
  {
    brief: {
      ...around,
      outcome: 'Hay varias fotos en la ficha',
      done: ['Son suficientes'],
      link: 'https://example.org',
    },
    vague: ['varias (amount)', 'suficientes (amount)'],
    missing: '',
  },
  {
    brief: {
      ...around,
      outcome: 'Hay varias fotos en la ficha: entre 4 y 6',
      done: ['Cada foto pesa menos de 300 kB'],
      link: 'https://example.org',
    },
    vague: [],
    missing: '',
  },
  {
    brief: {
      ...around,
      outcome: 'Un texto corto sobre el taller',
      done: ['Cabe en una pantalla'],
      example: 'El de mayo.',
    },
    vague: ['corto (amount)'],
    missing: '',
  },
  {
    brief: {
      ...around,
      outcome: 'Un texto corto, de 80 palabras',
      done: ['Cabe en una pantalla'],
      example: 'El de mayo.',
    },
    vague: [],
    missing: '',
  },
  {
    brief: {
      ...around,
      outcome: 'El plan a corto plazo está escrito',
      done: ['Nombra 5 pasos'],
      example: 'El de mayo.',
    },
    vague: [],
    missing: '',
  },
  {
    brief: {
      outcome: 'Compras de la oficina, lo de siempre',
      done: ['Llega el material'],
      by: true,
      why: 'Como siempre',
    },
    vague: ['lo de siempre (usual)', 'Como siempre (usual)'],
    missing: rest,
  },
  {
    brief: {
      outcome: 'El pedido es igual que la última vez: https://example.org/pedido',
      done: ['Llega el material'],
      by: true,
      why: 'El lunes no queda papel',
    },
    vague: [],
    missing: rest,
  },
  {
    brief: { outcome: 'Ordenar fotos, facturas, etc.', done: ['Cada carpeta tiene su nombre'] },
    vague: ['etc (and_so_on)'],
    missing: `limits, deadline, context, example, access, decision_rights`,
  },
  {
    brief: {
      ...around,
      outcome: 'Responder los mensajes según veas',
      done: ['Nadie espera más de un día'],
      example: 'Los de ayer.',
    },
    vague: ['según veas (as_needed)'],
    missing: '',
  },
  {
    brief: {
      ...around,
      outcome: 'Todos los mensajes tienen respuesta',
      done: ['Nadie espera más de un día'],
      access: 'Lo necesario',
      example: 'Los de ayer.',
    },
    vague: ['Lo necesario (as_needed)'],
    missing: '',
  },
  {
    brief: {
      ...around,
      outcome: 'La agenda de enero está llena',
      done: ['Cada hueco tiene nombre'],
      not: 'No llamar si no hace falta',
      example: 'La de diciembre.',
    },
    vague: [],
    missing: '',
  },
  {
    brief: {
      ...around,
      outcome: 'La agenda de enero está llena',
      done: ['Cada hueco tiene nombre'],
      not: 'Cambiar citas cuando haga falta',
      example: 'La de diciembre.',
    },
    vague: ['cuando haga falta (as_needed)'],
    missing: '',
  },
  {
    brief: {
      ...around,
      outcome: 'Mejorar la respuesta a los clientes',
      done: ['Quedan contentos'],
      example: 'Los chats.',
    },
    vague: ['Mejorar (improve)'],
    missing: '',
  },
  {
    brief: {
      ...around,
      outcome: 'Mejorar la respuesta a los clientes: de 3 días a 1',
      done: ['La media de enero es de 1 día'],
      example: 'Los chats.',
    },
    vague: [],
    missing: '',
  },
  {
    brief: {
      ...around,
      outcome: 'Optimizar la web',
      done: ['Que quede perfecto'],
      example: 'https://example.org',
    },
    vague: ['Optimizar (improve)', 'Que quede perfecto (well)'],
    missing: '',
  },
  {
    brief: {
      ...around,
      outcome: 'La traducción está hecha correctamente',
      done: ['Una persona nativa no cambia nada'],
      example: 'El glosario.',
    },
    vague: ['correctamente (well)'],
    missing: '',
  },
  {
    brief: {
      ...around,
      outcome: 'El viaje a Valencia está reservado',
      done: ['Hay tren y hotel'],
      why: 'Tan pronto como suban los precios, se encarece',
      example: 'El viaje de mayo.',
    },
    vague: [],
    missing: '',
  },
  {
    brief: {
      ...around,
      outcome: 'El viaje está reservado',
      done: ['Hay tren y hotel'],
      why: 'Pronto suben los precios',
      example: 'El viaje de mayo.',
    },
    vague: ['Pronto (hurry)'],
    missing: '',
  },
  {
    brief: {
      ...around,
      outcome: 'El informe está enviado lo antes posible, el martes a las 9 como muy tarde',
      done: ['Lo tiene la gestoría'],
      example: 'El de mayo.',
    },
    vague: [],
    missing: '',
  },
  {
    brief: {
      ...around,
      outcome: 'El informe está enviado',
      done: ['Lo tiene la gestoría'],
      level: 4,
      example: 'El de mayo.',
    },
    vague: [],
    missing: 'decision_rights',
  },
  {
    brief: {
      ...around,
      outcome: 'El informe está enviado',
      done: ['Lo tiene la gestoría'],
      level: 4,
      consult: 'Lo que veas',
      example: 'El de mayo.',
    },
    vague: ['Lo que veas (as_needed)'],
    missing: '',
  },
  {
    brief: {
      ...around,
      outcome: 'El informe está enviado',
      done: ['Lo tiene la gestoría'],
      not: '',
      limit: 120,
      example: 'El de mayo.',
    },
    vague: [],
    missing: '',
  },
  {
    brief: {
      ...around,
      outcome: 'Los datos de contacto están al día',
      done: ['Cada ficha tiene teléfono y correo'],
      context: 'Muchos cambiaron de dirección. Ya sabes cómo son.',
      example: 'La ficha de Lumbre.',
    },
    vague: ['Ya sabes cómo (usual)'],
    missing: '',
  },
  {
    brief: {
      ...around,
      outcome: 'La cita con Perfecto Ramos está cambiada',
      done: ['Perfecto Ramos lo sabe'],
      example: 'La de mayo.',
    },
    vague: ['Perfecto (well)'],
    missing: '',
  },
  {
    brief: {
      ...around,
      title: 'Un vídeo con gancho',
      outcome: 'El vídeo está publicado',
      done: ['Dura 30 segundos'],
    },
    vague: ['con gancho (taste)'],
    missing: 'example',
  },
];

const english: Example[] = [
  {
    brief: { title: 'Website', outcome: 'Website' },
    vague: ['Website (thin)'],
    missing: `done_criteria, limits, deadline, context, example, access, decision_rights`,
  },
  {
    brief: {
      outcome: 'The 12 invoices of October are sent',
      done: ['Each client has theirs'],
      by: true,
      why: 'The quarter closes on the 5th',
    },
    vague: [],
    missing: rest,
  },
  {
    brief: { outcome: 'Invoices sent ASAP', done: ['Each client has theirs'], by: true, why: 'It is urgent' },
    vague: ['ASAP (hurry)', 'urgent (hurry)'],
    missing: rest,
  },
  {
    brief: {
      outcome: 'The report is sent as soon as possible, by Tuesday noon at the latest',
      done: ['The accountant has it'],
    },
    vague: [],
    missing: `limits, deadline, context, example, access, decision_rights`,
  },
  {
    brief: { outcome: 'Refunds go out as soon as the bank confirms', done: ['Nobody waits for one'] },
    vague: [],
    missing: `limits, deadline, context, example, access, decision_rights`,
  },
  {
    brief: { ...aroundIt, outcome: 'A nice flyer for the workshop', done: ['It is a PDF'] },
    vague: ['nice (taste)'],
    missing: 'example',
  },
  {
    brief: {
      ...aroundIt,
      outcome: 'The trip to Nice is booked',
      done: ['There is a train and a room'],
      example: 'The trip in May.',
    },
    vague: [],
    missing: '',
  },
  {
    brief: {
      ...aroundIt,
      outcome: 'A modern, catchy banner',
      done: ['It reads from three metres away'],
      example: 'The 2024 banner.',
    },
    vague: [],
    missing: '',
  },
  {
    brief: {
      ...aroundIt,
      outcome: 'A professional-looking signature for all of us',
      done: ['All five have it'],
    },
    vague: ['professional-looking (taste)'],
    missing: 'example',
  },
  {
    brief: {
      ...aroundIt,
      outcome: 'The association of professional translators has our form',
      done: ['They confirmed it'],
      example: 'Last year’s form.',
    },
    vague: [],
    missing: '',
  },
  {
    brief: { outcome: 'Take a look at the contracts', done: ['Done'] },
    vague: ['Take a look at (looking)', 'Done (thin)'],
    missing: `limits, deadline, context, example, access, decision_rights`,
  },
  {
    brief: { outcome: 'Tidy up the shared drive a bit', done: ['It is better'] },
    vague: ['Tidy up (looking)', 'a bit (amount)'],
    missing: `limits, deadline, context, example, access, decision_rights`,
  },
  {
    brief: {
      ...aroundIt,
      outcome: 'There are a few photos on the page',
      done: ['Enough for a slider'],
      link: 'https://example.org',
    },
    vague: ['a few (amount)', 'Enough (amount)'],
    missing: '',
  },
  {
    brief: {
      ...aroundIt,
      outcome: 'There are a few photos on the page, four to six',
      done: ['Each is below 300 kB'],
      link: 'https://example.org',
    },
    vague: [],
    missing: '',
  },
  {
    brief: {
      ...aroundIt,
      outcome: 'Somebody answered every message',
      done: ['Nobody waits for more than a day'],
      example: 'Yesterday’s.',
    },
    vague: [],
    missing: '',
  },
  {
    brief: {
      ...aroundIt,
      outcome: 'Every message has an answer',
      done: ['Use your judgment'],
      example: 'Yesterday’s.',
    },
    vague: ['Use your judgment (as_needed)'],
    missing: '',
  },
  {
    brief: {
      ...aroundIt,
      outcome: 'Move appointments as needed',
      done: ['No two at once'],
      example: 'December’s.',
    },
    vague: ['as needed (as_needed)'],
    missing: '',
  },
  {
    brief: {
      ...aroundIt,
      outcome: 'All appointments of January are set',
      done: ['No two at once'],
      access: "Whatever's needed",
      example: 'December’s.',
    },
    vague: ["Whatever's needed (as_needed)"],
    missing: '',
  },
  {
    brief: { outcome: 'Sort the photos, receipts and so on', done: ['Each folder has a name'] },
    vague: ['and so on (and_so_on)'],
    missing: `limits, deadline, context, example, access, decision_rights`,
  },
  {
    brief: { outcome: 'Order office supplies, the usual', done: ['They arrive'], by: true, why: 'As always' },
    vague: ['the usual (usual)', 'As always (usual)'],
    missing: rest,
  },
  {
    brief: {
      outcome: 'The order is the same as last time: https://example.org/order',
      done: ['It arrives'],
      by: true,
      why: 'Paper runs out on Monday',
    },
    vague: [],
    missing: rest,
  },
  {
    brief: { ...aroundIt, outcome: 'Do what we discussed', done: ['As agreed'], example: 'The minutes.' },
    vague: ['what we discussed (usual)', 'As agreed (usual)'],
    missing: '',
  },
  {
    brief: {
      ...aroundIt,
      outcome: 'Improve how we answer clients',
      done: ['They are happy'],
      example: 'The chats.',
    },
    vague: ['Improve (improve)'],
    missing: '',
  },
  {
    brief: {
      ...aroundIt,
      outcome: 'Improve how we answer clients: from 3 days to 1',
      done: ['January’s mean is 1 day'],
      example: 'The chats.',
    },
    vague: [],
    missing: '',
  },
  {
    brief: {
      ...aroundIt,
      outcome: 'Optimize the shop',
      done: ['It looks good'],
      example: 'https://example.org',
    },
    vague: ['Optimize (improve)', 'looks good (well)'],
    missing: '',
  },
  {
    brief: {
      ...aroundIt,
      outcome: 'A high-quality translation of the manual',
      done: ['A native speaker changes nothing'],
      example: 'The glossary.',
    },
    vague: ['high-quality (well)'],
    missing: '',
  },
  {
    brief: {
      ...aroundIt,
      outcome: 'The books are pretty much in order',
      done: ['The balance is 0'],
      example: 'May’s.',
    },
    vague: [],
    missing: '',
  },
  {
    brief: {
      ...aroundIt,
      outcome: 'The newsletter goes out quickly',
      done: ['340 people have it'],
      example: 'October’s.',
    },
    vague: ['quickly (hurry)'],
    missing: '',
  },
  {
    brief: {
      ...aroundIt,
      outcome: 'The newsletter is out',
      done: ['340 people have it'],
      why: 'When you can',
      example: 'October’s.',
    },
    vague: ['When you can (hurry)'],
    missing: '',
  },
  {
    brief: {
      ...aroundIt,
      outcome: 'The newsletter is out',
      done: ['340 people have it'],
      level: 3,
      example: 'October’s.',
    },
    vague: [],
    missing: 'decision_rights',
  },
  {
    brief: {
      ...aroundIt,
      outcome: 'The newsletter is out',
      done: ['340 people have it'],
      level: 5,
      consult: 'Anything above 50 euros',
      not: '',
      example: 'October’s.',
    },
    vague: [],
    missing: 'limits',
  },
  {
    brief: {
      ...aroundIt,
      outcome: 'The newsletter is out',
      done: ['340 people have it'],
      not: 'No jokes or something like that',
      example: 'October’s.',
    },
    vague: ['or something like that (and_so_on)'],
    missing: '',
  },
  {
    brief: {
      ...aroundIt,
      title: 'A cool video',
      outcome: 'The video is published',
      done: ['It lasts 30 seconds'],
    },
    vague: ['cool (taste)'],
    missing: 'example',
  },
  {
    brief: {
      ...aroundIt,
      outcome: 'The trip must not go over budget',
      done: ['It costs 400 euros at most'],
      example: 'The trip in May.',
    },
    vague: [],
    missing: '',
  },
];

const factsOf = ({ done = [], by, level, limit, link, ...texts }: Written): ClarityFacts => ({
  ...blankBrief(),
  title: texts.title ?? '',
  outcome: texts.outcome ?? '',
  context: texts.context ?? '',
  doneCriteria: done.map((text, at) => ({ id: String(at), text })),
  wishedBy: by ? Temporal.Instant.from('2026-12-04T17:00:00Z') : null,
  wishedWhy: texts.why ?? '',
  autonomyLevel: level ?? null,
  limitMinutes: limit ?? null,
  notToDo: texts.not ?? '',
  toConsult: texts.consult ?? '',
  accessNeeded: texts.access ?? '',
  examples: texts.example ?? '',
  links: link ? [link] : [],
});

/** Briefs in both languages, with what is found in each. */
export const examples = { es: spanish, en: english } as const;
export const exampleFacts = (example: Example): ClarityFacts => factsOf(example.brief);
