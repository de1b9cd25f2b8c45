import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { Fault, lines } from '../lines.mjs';

interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** How to run PostgreSQL's programs: as whom, and with which command before them. */
export interface Launcher {
  account: Account | undefined;
  command(program: string, words: string[]): [string, string[]];
}

const ownName = 'delega';

/**
 * PostgreSQL refuses to run as root. There, it runs as the owner of the database's folder, else as the account
 * "delega", which is made if that is possible; else as an account without rights that every Linux has.
 *
 * @returns undefined for everybody but root: then no other account is needed
 */
export function postgresAccount(folder: string, tell: (line: string) => void): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(folder, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) {
    const known = accounts().find(({ uid }) => uid === owner.uid);
    return known ?? { name: String(owner.uid), uid: owner.uid, gid: owner.gid };
  }
  const existing = accountNamed(ownName);
  if (existing) return existing;
  tell(lines.creatingAccount(ownName));
  return createAccount() ?? accountNamed('postgres') ?? accountNamed('nobody');
}

/**
 * The plain way is to change to the account. Where it can't reach the files, because they lie below a private folder
 * such as /root, it gets the one capability that lets it pass through folders, and nothing more.
 *
 * @throws Fault where neither works
 */
export function launcherFor(account: Account | undefined, folder: string, program: string): Launcher {
  const plain: Launcher = { account, command: (name, words) => [name, words] };
  if (!account || reaches(plain, folder, program)) return plain;
  // Containers often keep the wider capability and lack the narrower one.
  for (const capability of ['dac_read_search', 'dac_override']) {
    const empowered: Launcher = {
      account: undefined,
      command: (name, words) => ['setpriv', [...identity(account, capability), '--', name, ...words]],
    };
    if (reaches(empowered, folder, program)) return empowered;
  }
  throw new Fault(lines.databaseUnreachableFolder(account.name, folder));
}

function reaches({ account, command }: Launcher, folder: string, program: string): boolean {
  const [name, words] = command('/bin/sh', ['-c', 'cd "$1" && exec "$2" --version', 'sh', folder, program]);
  return (
    spawnSync(name, words, { uid: account?.uid, gid: account?.gid, stdio: 'ignore', cwd: '/' }).status === 0
  );
}

function identity({ uid, gid }: Account, capability: string): string[] {
  const capabilities = [`--inh-caps=+${capability}`, `--ambient-caps=+${capability}`];
  return [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...capabilities];
}

function accounts(): Account[] {
  const fields = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((row) => row.split(':'));
  return fields
    .filter((row) => row.length >= 7)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

function accountNamed(name: string): Account | undefined {
  return accounts().find((account) => account.name === name);
}

/** Two starts at once would each make an account of that name, and the later one take the place of the earlier. */
function createAccount(): Account | undefined {
  const words = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
  const useradd = ['useradd', ...words, '--shell', '/usr/sbin/nologin', ownName];
  spawnSync('flock', ['/etc/passwd', ...useradd], { stdio: 'ignore' });
  return accountNamed(ownName);
}
