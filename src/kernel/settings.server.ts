import { z } from 'zod';
import { inboundAddressOf } from './mail/reply-address.ts';

type Language = 'es' | 'en';

interface SettingNotes {
  /** What the setting is for: one line of the README's table. */
  purpose: Record<Language, string>;
  /** Completes the sentence "NAME must be …". */
  expected: Record<Language, string>;
  /** Why it can't be left out where it can't: completes "NAME is needed …". */
  neededBecause?: Record<Language, string>;
  /** What the table shows as default where the value itself would say little. */
  shownDefault?: string;
  /** The value may hold a password: no message repeats it. */
  confidential?: true;
}

const notes = z.registry<SettingNotes>();

const wholeNumber = (max: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((number) => number <= max);

function urlOf(...protocols: string[]) {
  return z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol));
}

/** `Name <address>` or a bare address; one recipient, no line breaks. */
const mailbox = /^(?:[^<>@\r\n",;:]+ <[^\s<>@,;]+@[^\s<>@,;]+>|[^\s<>@,;]+@[^\s<>@,;]+)$/;

/** Every setting of the environment, in the order of the README's table. */
const settingsSchema = z.object({
  PORT: wholeNumber(65535)
    .default(3000)
    .register(notes, {
      purpose: {
        es: 'Puerto en el que escucha el servidor; con 0 elige uno libre',
        en: 'Port that the server listens on; 0 picks a free one',
      },
      expected: { es: 'un número entero de 0 a 65535', en: 'a whole number from 0 to 65535' },
    }),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/)
    .default('127.0.0.1')
    .register(notes, {
      purpose: {
        es: 'Dirección de red en la que escucha; con 0.0.0.0 atiende a otras máquinas (y entonces hace falta ORIGIN)',
        en: 'Network address that it listens on; 0.0.0.0 serves other machines (and then needs ORIGIN)',
      },
      expected: { es: 'un nombre o una dirección IP', en: 'a host name or an IP address' },
    }),
  ORIGIN: z
    .string()
    .regex(/^https?:\/\/[^/?#@\s]+\/?$/)
    .refine((text) => URL.canParse(text))
    .transform((text) => (URL.canParse(text) ? new URL(text).origin : text))
    .optional()
    .register(notes, {
      purpose: {
        es: 'Dirección pública, la que abren los navegadores y llevan los correos',
        en: 'Public address, the one that browsers open and mails carry',
      },
      expected: {
        es: 'una dirección como https://delega.example.org, sin ruta',
        en: 'an address such as https://delega.example.org, without a path',
      },
      shownDefault: 'http://HOST:PORT',
    }),
  DELEGA_DATA: z
    .string()
    .default('.delega')
    .register(notes, {
      purpose: {
        es: 'Carpeta de datos: base de datos, archivos y secretos',
        en: 'Data folder: database, files and secrets',
      },
      expected: { es: 'el nombre de una carpeta', en: 'the name of a folder' },
    }),
  DATABASE_URL: urlOf('postgres:', 'postgresql:')
    .optional()
    .register(notes, {
      purpose: {
        es: 'PostgreSQL propio (15 o posterior), con la conexión del rol propietario; puede crear roles',
        en: 'Your own PostgreSQL (15 or newer), as the connection of its owner, who may create roles',
      },
      expected: {
        es: 'una dirección como postgres://rol:clave@servidor:5432/base',
        en: 'an address such as postgres://role:password@server:5432/database',
      },
      shownDefault: 'PostgreSQL 18 · DELEGA_DATA',
      confidential: true,
    }),
  SMTP_URL: urlOf('smtp:', 'smtps:')
    .optional()
    .register(notes, {
      purpose: {
        es: 'Servidor que envía los correos; sin él, los correos quedan en una bandeja de salida local',
        en: 'Server that sends the mails; without it they stay in a local outbox',
      },
      expected: {
        es: 'una dirección como smtp://usuario:clave@servidor:587 o smtps://…',
        en: 'an address such as smtp://user:password@server:587 or smtps://…',
      },
      shownDefault: '—',
      confidential: true,
    }),
  MAIL_FROM: z
    .string()
    .regex(mailbox)
    .default('Delega <delega@localhost>')
    .register(notes, {
      purpose: {
        es: 'Remitente de los correos; obligatorio con SMTP_URL',
        en: 'Sender of the mails; required with SMTP_URL',
      },
      expected: {
        es: 'una dirección de correo, como Delega <hola@example.org>',
        en: 'a mail address, such as Delega <hello@example.org>',
      },
      neededBecause: { es: 'porque SMTP_URL está puesta', en: 'because SMTP_URL is set' },
    }),
  MAIL_INBOUND_ADDRESS: z
    .string()
    .refine((text) => inboundAddressOf(text) !== null)
    .optional()
    .register(notes, {
      purpose: {
        es: 'Dirección en la que se reciben las respuestas por correo; sin ella, los correos no se pueden contestar',
        en: 'Address at which answers by mail come in; without it mails cannot be answered',
      },
      expected: {
        es: 'una dirección como respuestas@example.org, o *@in.example.org si todo el dominio llega aquí',
        en: 'an address such as reply@example.org, or *@in.example.org where a whole domain comes here',
      },
      neededBecause: {
        es: 'porque se ha puesto por dónde llega el correo',
        en: 'because a way in for mail is set',
      },
      shownDefault: '—',
    }),
  MAIL_LISTEN_PORT: wholeNumber(65535)
    .optional()
    .register(notes, {
      purpose: {
        es: 'Puerto en el que el propio Delega recibe correo por SMTP, detrás de tu servidor de correo; con 0 elige uno libre',
        en: 'Port at which Delega itself takes mail in by SMTP, behind your mail server; 0 picks a free one',
      },
      expected: { es: 'un número entero de 0 a 65535', en: 'a whole number from 0 to 65535' },
      shownDefault: '—',
    }),
  MAIL_LISTEN_HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/)
    .default('127.0.0.1')
    .register(notes, {
      purpose: {
        es: 'Dirección de red de ese puerto',
        en: 'Network address of that port',
      },
      expected: { es: 'un nombre o una dirección IP', en: 'a host name or an IP address' },
    }),
  MAIL_IMAP_URL: urlOf('imap:', 'imaps:')
    .optional()
    .register(notes, {
      purpose: {
        es: 'Buzón del que Delega recoge las respuestas por IMAP, en lugar del puerto o además de él',
        en: 'Mailbox from which Delega takes answers by IMAP, instead of the port or beside it',
      },
      expected: {
        es: 'una dirección como imaps://usuario:clave@servidor/INBOX',
        en: 'an address such as imaps://user:password@server/INBOX',
      },
      shownDefault: '—',
      confidential: true,
    }),
  MAIL_TRUSTED_SERVER: z
    .string()
    .regex(/^[A-Za-z0-9._-]+$/)
    .optional()
    .register(notes, {
      purpose: {
        es: 'Nombre con el que tu servidor de correo firma Authentication-Results: solo a él se le cree si un remitente es auténtico',
        en: 'Name under which your mail server writes Authentication-Results: its word alone counts on whether a sender is authentic',
      },
      expected: { es: 'un nombre como mx.example.org', en: 'a name such as mx.example.org' },
      shownDefault: '—',
    }),
  TRUST_PROXY: wholeNumber(9)
    .default(0)
    .register(notes, {
      purpose: {
        es: 'Número de proxies propios delante del servidor, cuyo X-Forwarded-For se cree',
        en: 'Number of your own proxies in front of the server, whose X-Forwarded-For is believed',
      },
      expected: { es: 'un número entero de 0 a 9', en: 'a whole number from 0 to 9' },
    }),
});

export type Settings = z.output<typeof settingsSchema>;
type SettingName = keyof Settings;

/** What the command line hands to the web server inside the same process: never through the environment, which children inherit. */
export interface RunningDelega {
  settings: Settings;
  secrets: { authSecret: string; appPassword: string; operatorKey: string };
  /** Connection string of the application role. */
  appUrl: string;
  /** Absolute path of DELEGA_DATA. */
  dataFolder: string;
  /** Set by the web build: whether a query over the application's pool is answered. */
  ready?: () => Promise<boolean>;
  /** Set by the web build: ends its connections, jobs and streams. */
  stop?: () => Promise<void>;
}

declare global {
  var __delega: RunningDelega | undefined;
}

/** Settings that can't be used; `faults` names each variable once. */
export class WrongSettings extends Error {
  readonly faults: SettingName[];
  constructor(faults: SettingName[], environment: NodeJS.ProcessEnv, language: Language) {
    super(faults.map((name) => faultLine(name, environment[name], language)).join('\n'));
    this.faults = faults;
  }
}

/**
 * Reads the settings from an environment. An empty variable counts as not set.
 * @throws WrongSettings with one line for each variable that can't be used
 */
export function parseSettings(environment: NodeJS.ProcessEnv, language: Language = 'en'): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, text]) => text !== ''));
  const result = settingsSchema.safeParse(given);
  if (!result.success) {
    const faults = new Set(result.error.issues.map((issue) => issue.path[0] as SettingName));
    throw new WrongSettings([...faults], environment, language);
  }
  if (result.data.SMTP_URL && !given.MAIL_FROM) throw new WrongSettings(['MAIL_FROM'], environment, language);
  const takesMail = result.data.MAIL_LISTEN_PORT !== undefined || result.data.MAIL_IMAP_URL !== undefined;
  if (takesMail && !given.MAIL_INBOUND_ADDRESS)
    throw new WrongSettings(['MAIL_INBOUND_ADDRESS'], environment, language);
  return result.data;
}

/** The address under which browsers reach this server: ORIGIN, else HOST and PORT. */
export function publicAddress({ ORIGIN, HOST, PORT }: Pick<Settings, 'ORIGIN' | 'HOST' | 'PORT'>): string {
  if (ORIGIN) return ORIGIN;
  const everywhere = HOST === '0.0.0.0' || HOST === '::';
  const host = everywhere ? 'localhost' : HOST.includes(':') ? `[${HOST}]` : HOST;
  return new URL(`http://${host}:${PORT}`).origin;
}

/** The README's table of settings, in Markdown. */
export function settingsTable(language: Language): string {
  const heading = { es: ['Variable', 'Valor inicial', 'Para qué'], en: ['Variable', 'Default', 'What for'] }[
    language
  ];
  const rows = Object.entries(settingsSchema.shape).map(([name, schema]) => {
    const { purpose, shownDefault } = notesOf(name as SettingName);
    const initial = shownDefault ?? String(schema.parse(undefined));
    return [`\`${name}\``, initial === '—' ? initial : `\`${initial}\``, purpose[language]];
  });
  const widths = heading.map((_, column) =>
    Math.max(...[heading, ...rows].map((cells) => cells[column]!.length)),
  );
  const rule = widths.map((width) => '-'.repeat(width));
  return [heading, rule, ...rows]
    .map((cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`)
    .join('\n');
}

function notesOf(name: SettingName): SettingNotes {
  const found = notes.get(settingsSchema.shape[name]);
  if (!found) throw new Error(`The setting ${name} has no notes`);
  return found;
}

function faultLine(name: SettingName, value: string | undefined, language: Language): string {
  const { expected, confidential, neededBecause } = notesOf(name);
  if (!value && neededBecause)
    return `${name} ${{ es: 'hace falta', en: 'is needed' }[language]} ${neededBecause[language]}: ${expected[language]}.`;
  const shown = value && !confidential ? { es: `, no «${value}»`, en: `, not "${value}"` }[language] : '';
  return `${name} ${{ es: 'debe ser', en: 'must be' }[language]} ${expected[language]}${shown}.`;
}
