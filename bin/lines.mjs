/*
 * What the command line says, in the language of the machine. Plain JavaScript without dependencies:
 * the bootstrap speaks before anything is installed, on Node.js 18 or newer.
 */

/** @type {'es' | 'en'} */
export const machineLanguage = /^es/i.test(
  process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '',
)
  ? 'es'
  : 'en';

/** A reason to stop that the person at the keyboard can act on: printed as it is, without a stack. */
export class Fault extends Error {}

const english = {
  usage: (/** @type {string} */ commands) => `Usage: node bin/delega.mjs <${commands}>`,
  benchUsage: (/** @type {string} */ parts) =>
    `Usage: npm run bench, or npm run bench -- with some of: ${parts}`,
  installingMissing: 'Installing the dependencies (first run, takes a minute or two) …',
  installingChanged: 'Installing the dependencies (package-lock.json has changed) …',
  installFailed: 'The dependencies could not be installed: npm ci failed, see above.',
  npmMissing: 'npm is needed to install the dependencies and is not on the PATH.',
  repairingNode: 'Fetching the Node.js that Delega runs on …',
  nodeMissing: (/** @type {string} */ machine) =>
    `No Node.js 26 for this machine (${machine}) came with the dependencies: install Node.js 26 or newer and start again.`,
  buildingFirst: 'Building the application (first run) …',
  buildingStale: 'Building the application (the sources have changed) …',
  buildFailed: 'The application could not be built: see above.',
  startingDatabase: 'Starting the database …',
  creatingDatabase: (/** @type {string} */ folder) => `Creating the database in ${folder} …`,
  creatingAccount: (/** @type {string} */ name) =>
    `Creating the system account "${name}", because PostgreSQL does not run as root …`,
  recoveringDatabase: 'Stopping the database that an interrupted Delega left running …',
  databaseDied: 'The database stopped by itself; starting it again …',
  starting: (/** @type {string} */ address) => `Starting at ${address} …`,
  ready: (/** @type {string} */ address) => `Delega is at ${address}`,
  outbox: (/** @type {string} */ address) => `No SMTP_URL, so mails stay here: ${address}`,
  mailsOnTheirWay: (/** @type {string} */ address) => `Mails that wait or are stuck stand here: ${address}`,
  fillingDemo: 'Filling the demo: some months of a practice with three clients.',
  demoRole: { assistant: 'assistant', client: 'client', member: 'member' },
  demoLink: (
    /** @type {string} */ name,
    /** @type {string} */ role,
    /** @type {string} */ address,
    /** @type {string} */ link,
  ) => `To sign in as ${name} (${role}, ${address}), within 15 minutes: ${link}`,
  howToStop: 'Ctrl-C stops it.',
  originNeeded: 'Other machines need ORIGIN to be set to the address that they open.',
  stopping: 'Stopping …',
  stopped: 'Stopped.',
  parentGone: 'The npm that started Delega is gone; stopping …',
  portBusy: (/** @type {string} */ host, /** @type {number} */ port) =>
    `Port ${port} on ${host} is in use by another program: stop it, or set PORT.`,
  portForbidden: (/** @type {string} */ host, /** @type {number} */ port) =>
    `Port ${port} on ${host} may not be opened by this account: set PORT to 1024 or higher.`,
  hostUnknown: (/** @type {string} */ host) => `HOST=${host} is not an address of this machine.`,
  diskFull: (/** @type {string} */ folder) => `The disk that holds ${folder} is full: free some space.`,
  diskNearlyFull: (/** @type {string} */ folder, /** @type {number} */ megabytes) =>
    `The disk that holds ${folder} has only ${megabytes} MB left and Delega needs 50: free some space.`,
  folderUnwritable: (/** @type {string} */ folder) =>
    `The data folder ${folder} cannot be written by this account: change its owner, or set DELEGA_DATA.`,
  folderInUse: (/** @type {string} */ folder, /** @type {number} */ pid) =>
    `The data folder ${folder} is in use by another Delega (process ${pid}): stop it, or set DELEGA_DATA.`,
  secretsBroken: (/** @type {string} */ file) =>
    `The file of secrets ${file} cannot be read: restore it from a backup.`,
  databaseUnsupported: (/** @type {string} */ machine) =>
    `There is no embedded PostgreSQL for this machine (${machine}): set DATABASE_URL to a PostgreSQL 15 or newer.`,
  databaseOfOtherVersion: (/** @type {string} */ folder, /** @type {string} */ version) =>
    `The database in ${folder} was made by PostgreSQL ${version} and this Delega brings 18: start it with the Delega that made it.`,
  databaseUnreachableFolder: (/** @type {string} */ account, /** @type {string} */ folder) =>
    `PostgreSQL does not run as root, and the account "${account}" cannot reach ${folder}: put Delega and DELEGA_DATA outside private folders, for example in /srv.`,
  databaseRefuses: (/** @type {string} */ reason, /** @type {string} */ log) =>
    `The embedded database does not start: ${reason} (more in ${log})`,
  databaseStuck: (/** @type {string} */ folder) =>
    `A PostgreSQL that is already running on ${folder} does not stop: end it by hand.`,
  unreachable: (/** @type {string} */ server, /** @type {string} */ reason) =>
    `The PostgreSQL of DATABASE_URL (${server}) cannot be used: ${reason}`,
  tooOld: (/** @type {string} */ version) =>
    `${version} is too old: DATABASE_URL must lead to PostgreSQL 15 or newer.`,
  newerDatabase: (/** @type {string} */ steps) =>
    `The database is newer than this Delega (it has ${steps}): start the newer Delega.`,
  migrationFailed: (/** @type {string} */ reason) =>
    `The database could not be brought up to date: ${reason}`,
  insecure: (/** @type {string} */ faults) =>
    `The database is not safe to use, row-level security has a hole: ${faults}`,
  migrated: 'The database is up to date.',
  chromiumInstalling: 'No Chromium here; fetching one from npm (@sparticuz/chromium) …',
  chromiumFromApt: 'No Chromium runs here; installing it with apt-get …',
  chromiumMissing:
    'The browser journeys need Chromium: install it (Debian: apt-get install chromium-headless-shell) or set CHROMIUM to its path.',
};

/** @type {typeof english} */
const spanish = {
  usage: (commands) => `Uso: node bin/delega.mjs <${commands}>`,
  benchUsage: (parts) => `Uso: npm run bench, o npm run bench -- con algunas de: ${parts}`,
  installingMissing: 'Instalando las dependencias (primera vez, tarda un minuto o dos) …',
  installingChanged: 'Instalando las dependencias (package-lock.json ha cambiado) …',
  installFailed: 'No se han podido instalar las dependencias: npm ci ha fallado, ver arriba.',
  npmMissing: 'Hace falta npm para instalar las dependencias y no está en el PATH.',
  repairingNode: 'Descargando el Node.js con el que funciona Delega …',
  nodeMissing: (machine) =>
    `Con las dependencias no ha llegado ningún Node.js 26 para esta máquina (${machine}): instala Node.js 26 o posterior y vuelve a empezar.`,
  buildingFirst: 'Compilando la aplicación (primera vez) …',
  buildingStale: 'Compilando la aplicación (el código ha cambiado) …',
  buildFailed: 'No se ha podido compilar la aplicación: ver arriba.',
  startingDatabase: 'Arrancando la base de datos …',
  creatingDatabase: (folder) => `Creando la base de datos en ${folder} …`,
  creatingAccount: (name) =>
    `Creando la cuenta de sistema «${name}», porque PostgreSQL no funciona como root …`,
  recoveringDatabase: 'Parando la base de datos que dejó en marcha un Delega interrumpido …',
  databaseDied: 'La base de datos se ha parado sola; arrancándola de nuevo …',
  starting: (address) => `Arrancando en ${address} …`,
  ready: (address) => `Delega está en ${address}`,
  outbox: (address) => `Sin SMTP_URL, los correos quedan aquí: ${address}`,
  mailsOnTheirWay: (address) => `Los correos que esperan o no salen se ven aquí: ${address}`,
  fillingDemo: 'Preparando la demostración: unos meses de actividad con tres clientes.',
  demoRole: { assistant: 'asistente', client: 'cliente', member: 'equipo del cliente' },
  demoLink: (name, role, address, link) =>
    `Para entrar como ${name} (${role}, ${address}), en los próximos 15 minutos: ${link}`,
  howToStop: 'Se para con Ctrl-C.',
  originNeeded: 'Para otras máquinas hace falta ORIGIN, con la dirección que abren.',
  stopping: 'Parando …',
  stopped: 'Parado.',
  parentGone: 'El npm que arrancó Delega ya no está; parando …',
  portBusy: (host, port) => `Otro programa está usando el puerto ${port} de ${host}: ciérralo o cambia PORT.`,
  portForbidden: (host, port) =>
    `Esta cuenta no puede abrir el puerto ${port} de ${host}: pon en PORT un número desde 1024.`,
  hostUnknown: (host) => `HOST=${host} no es una dirección de esta máquina.`,
  diskFull: (folder) => `El disco de ${folder} está lleno: libera espacio.`,
  diskNearlyFull: (folder, megabytes) =>
    `Al disco de ${folder} solo le quedan ${megabytes} MB y Delega necesita 50: libera espacio.`,
  folderUnwritable: (folder) =>
    `Esta cuenta no puede escribir en la carpeta de datos ${folder}: cambia sus permisos o DELEGA_DATA.`,
  folderInUse: (folder, pid) =>
    `Otro Delega (proceso ${pid}) está usando la carpeta de datos ${folder}: páralo o cambia DELEGA_DATA.`,
  secretsBroken: (file) => `No se puede leer el archivo de secretos ${file}: recupéralo de una copia.`,
  databaseUnsupported: (machine) =>
    `No hay PostgreSQL incorporado para esta máquina (${machine}): pon en DATABASE_URL un PostgreSQL 15 o posterior.`,
  databaseOfOtherVersion: (folder, version) =>
    `La base de datos de ${folder} es de PostgreSQL ${version} y este Delega trae el 18: arráncala con el Delega que la creó.`,
  databaseUnreachableFolder: (account, folder) =>
    `PostgreSQL no funciona como root, y la cuenta «${account}» no llega a ${folder}: pon Delega y DELEGA_DATA fuera de carpetas privadas, por ejemplo en /srv.`,
  databaseRefuses: (reason, log) => `La base de datos incorporada no arranca: ${reason} (más en ${log})`,
  databaseStuck: (folder) => `Hay un PostgreSQL en marcha sobre ${folder} que no se para: termínalo a mano.`,
  unreachable: (server, reason) => `No se puede usar el PostgreSQL de DATABASE_URL (${server}): ${reason}`,
  tooOld: (version) =>
    `${version} es demasiado antiguo: DATABASE_URL debe llevar a un PostgreSQL 15 o posterior.`,
  newerDatabase: (steps) =>
    `La base de datos es más nueva que este Delega (tiene ${steps}): arranca el Delega más nuevo.`,
  migrationFailed: (reason) => `No se ha podido poner al día la base de datos: ${reason}`,
  insecure: (faults) => `La base de datos no es segura, su protección por filas tiene un hueco: ${faults}`,
  migrated: 'La base de datos está al día.',
  chromiumInstalling: 'Aquí no hay Chromium; descargando uno de npm (@sparticuz/chromium) …',
  chromiumFromApt: 'Ningún Chromium funciona aquí; instalándolo con apt-get …',
  chromiumMissing:
    'Los recorridos en el navegador necesitan Chromium: instálalo (Debian: apt-get install chromium-headless-shell) o pon su ruta en CHROMIUM.',
};

/** The lines in the language of the machine. */
export const lines = { es: spanish, en: english }[machineLanguage];
