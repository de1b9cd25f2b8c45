import type { Owner } from './owner.ts';
import type { Seed, SeededPlace } from './seed.ts';

/** How far a prepared brief has come: its state, or what lies open on it. */
export type Stage =
  | 'draft'
  | 'sent'
  | 'asked'
  | 'said back'
  | 'understood'
  | 'other date proposed'
  | 'promised'
  | 'delivered'
  | 'changes requested'
  | 'accepted'
  | 'declined'
  | 'withdrawn'
  | 'archived';

export type Steps = ReturnType<typeof stepsOn>;

const hour = 3_600_000;
export const inHours = (hours: number) => new Date(Date.now() + hours * hour).toISOString();

/** A brief that lacks nothing. */
export const clearBrief = {
  title: 'Boletín de primavera',
  outcome: 'Un boletín listo para enviar a la lista de clientes',
  context: 'Sale cada estación y lo leen unas 300 personas',
  doneCriteria: [{ text: 'Tiene tres noticias' }, { text: 'Los enlaces funcionan' }],
  wishedBy: inHours(72),
  wishedWhy: 'El taller empieza la semana que viene',
  effortMinutes: 180,
  autonomyLevel: 3,
  toConsult: 'El asunto del correo',
  accessNeeded: 'Ninguno',
  links: ['https://example.org/boletin-de-invierno'],
};

/** What both sides do on a brief of a place, by the product's API. */
export function stepsOn(seed: Seed, owner: Owner, place: SeededPlace) {
  const { workspace, engagement, assistant, principal } = place;
  const act = (as: typeof assistant, brief: string, step: string, input: unknown = {}) =>
    seed.call(as, workspace, `POST /briefs/${brief}/${step}`, input);
  const openOn = async (brief: string) => {
    const [row] = await owner.query<Record<'teachBack' | 'proposal' | 'delivery', string>>(
      { workspace },
      `select open_teach_back as "teachBack", open_proposal as proposal, open_delivery as delivery
         from briefs where brief_id = $1`,
      [brief],
    );
    if (!row) throw new Error('There is no such brief');
    return row;
  };
  return {
    async begin(content: object = clearBrief) {
      const begun = await seed.call(principal, workspace, `POST /engagements/${engagement}/briefs`, content);
      return String(begun.brief);
    },
    send: (brief: string) => act(principal, brief, 'send'),
    ask: (brief: string) =>
      act(assistant, brief, 'questions', { questions: ['¿En qué formato?', '¿Con fotos?'] }),
    sayBack: (brief: string) =>
      act(assistant, brief, 'teach-backs', {
        teachBack: 'Preparo el boletín con tres noticias y lo dejo listo.',
      }),
    confirm: async (brief: string) =>
      act(principal, brief, `teach-backs/${(await openOn(brief)).teachBack}/confirm`),
    promise: (brief: string) => act(assistant, brief, 'promise', { by: inHours(48) }),
    proposeDate: (brief: string) =>
      act(assistant, brief, 'proposals', { by: inHours(96), reason: 'Antes no puedo hacerlo bien' }),
    deliver: (brief: string) => act(assistant, brief, 'deliveries', { note: 'Aquí está el boletín.' }),
    accept: async (brief: string) =>
      act(principal, brief, `deliveries/${(await openOn(brief)).delivery}/accept`, { comment: 'Muy bien' }),
    requestChanges: async (brief: string) =>
      act(principal, brief, `deliveries/${(await openOn(brief)).delivery}/request-changes`, {
        reason: 'Falta la tercera noticia',
      }),
    decline: (brief: string) => act(assistant, brief, 'decline', { reason: 'No es mi especialidad' }),
    withdraw: (brief: string) => act(principal, brief, 'withdraw', { reason: 'Ya no hace falta' }),
    archive: (brief: string) => act(principal, brief, 'archive'),
    say: (brief: string, text: string) => act(assistant, brief, 'messages', { text }),
  };
}

/** The steps that lead to each stage, from a fresh draft. */
const ways: Record<Stage, (keyof Omit<Steps, 'begin' | 'say'>)[]> = {
  draft: [],
  sent: ['send'],
  asked: ['send', 'ask'],
  'said back': ['send', 'sayBack'],
  understood: ['send', 'sayBack', 'confirm'],
  'other date proposed': ['send', 'sayBack', 'confirm', 'proposeDate'],
  promised: ['send', 'sayBack', 'confirm', 'promise'],
  delivered: ['send', 'sayBack', 'confirm', 'promise', 'deliver'],
  'changes requested': ['send', 'sayBack', 'confirm', 'promise', 'deliver', 'requestChanges'],
  accepted: ['send', 'sayBack', 'confirm', 'promise', 'deliver', 'accept'],
  declined: ['send', 'decline'],
  withdrawn: ['send', 'withdraw'],
  archived: ['archive'],
};

/** A brief that both sides have brought to that stage. */
export async function briefAt(stage: Stage, steps: Steps, content: object = clearBrief): Promise<string> {
  const brief = await steps.begin(content);
  for (const step of ways[stage]) await steps[step](brief);
  return brief;
}
