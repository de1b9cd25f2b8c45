/** Somebody in the demo. Addresses end in `.example`, which belongs to nobody (RFC 2606). */
export type DemoPerson = {
  key: 'lucia' | 'marcos' | 'nerea' | 'grace' | 'irene';
  name: string;
  email: string;
  locale: 'es' | 'en';
  timeZone: string;
  role: 'assistant' | 'client' | 'member';
  /** Whether the start prints a link that signs in as this person. */
  printed: boolean;
};

export const people: readonly DemoPerson[] = [
  {
    key: 'lucia',
    name: 'Lucía Ferrer',
    email: 'lucia@ferrer.example',
    locale: 'es',
    timeZone: 'America/Argentina/Cordoba',
    role: 'assistant',
    printed: true,
  },
  {
    key: 'marcos',
    name: 'Marcos Belmonte',
    email: 'marcos@estudiolumbre.example',
    locale: 'es',
    timeZone: 'Europe/Madrid',
    role: 'client',
    printed: true,
  },
  {
    key: 'nerea',
    name: 'Nerea Soler',
    email: 'nerea@estudiolumbre.example',
    locale: 'es',
    timeZone: 'Europe/Madrid',
    role: 'member',
    printed: false,
  },
  {
    key: 'grace',
    name: 'Grace Miller',
    email: 'grace@northwaytutors.example',
    locale: 'en',
    timeZone: 'Europe/London',
    role: 'client',
    printed: true,
  },
  {
    key: 'irene',
    name: 'Irene Costa',
    email: 'irene@hornoalto.example',
    locale: 'es',
    timeZone: 'America/Montevideo',
    role: 'client',
    printed: false,
  },
];

export type EngagementKey = 'lumbre' | 'northway' | 'horno';

export type DemoEngagement = {
  key: EngagementKey;
  client: string;
  name: string;
  language: 'es' | 'en';
  principal: DemoPerson['key'];
  member?: DemoPerson['key'];
  /** Days before today on which it began. */
  began: number;
};

export const practice = {
  name: 'Lucía Ferrer, asistencia a distancia',
  country: 'AR',
  timeZone: 'America/Argentina/Cordoba',
  language: 'es',
  currency: 'EUR',
} as const;

export const engagements: readonly DemoEngagement[] = [
  {
    key: 'lumbre',
    client: 'Estudio Lumbre',
    name: 'Agenda y proyectos',
    language: 'es',
    principal: 'marcos',
    member: 'nerea',
    began: 152,
  },
  {
    key: 'northway',
    client: 'Northway Tutors',
    name: 'Bookings and newsletter',
    language: 'en',
    principal: 'grace',
    began: 74,
  },
  {
    key: 'horno',
    client: 'Horno Alto',
    name: 'Pedidos de empresas',
    language: 'es',
    principal: 'irene',
    began: 6,
  },
];
