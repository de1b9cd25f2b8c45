import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { programOf } from './debian.ts';

/** A real Dovecot with empty mailboxes, on a free port of this machine. */
export interface Dovecot {
  /** The mailbox of somebody. */
  urlOf(user: string): string;
  /** Everything that it wrote into its log. */
  log(): string;
  /** Ends it, and with it every connection. */
  halt(): Promise<void>;
  start(): Promise<void>;
  /** Ends it and removes its mail. */
  stop(): Promise<void>;
}

const password = 'tres:gatos@casa';

export async function startDovecot(): Promise<Dovecot> {
  const program = programOf('dovecot', 'dovecot-imapd');
  const folder = mkdtempSync(join(tmpdir(), 'delega-dovecot-'));
  const port = await freePort();
  const mail = join(folder, 'mail');
  mkdirSync(mail);
  chmodSync(folder, 0o755);
  // Mail is nobody's where it runs as root; else everything is the user's own.
  const isRoot = process.getuid?.() === 0;
  const [uid, gid] = isRoot ? [65534, 65534] : [userInfo().uid, userInfo().gid];
  if (isRoot) chownSync(mail, uid, gid);
  const { username } = userInfo();
  const users = isRoot
    ? ''
    : `default_internal_user = ${username}\ndefault_login_user = ${username}\ndefault_internal_group = ${gid}\n`;
  const configuration = join(folder, 'dovecot.conf');
  writeFileSync(
    configuration,
    `${users}protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:${mail}/%u
service imap-login {
  ${isRoot ? '' : 'chroot =\n'}
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${mail}/%u
}
`,
  );
  let server: ChildProcess | null = null;
  const start = async () => {
    server = spawn(program, ['-F', '-c', configuration], { stdio: 'ignore' });
    await answering(port);
  };
  const halt = async () => {
    if (!server || server.exitCode !== null) return;
    const exit = once(server, 'exit');
    server.kill('SIGTERM');
    await exit;
    server = null;
  };
  await start();
  return {
    urlOf: (user) => `imap://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/INBOX`,
    log: () => readFileSync(join(folder, 'log'), 'utf8'),
    ...{ start, halt },
    async stop() {
      await halt();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Works in a mailbox as somebody's mail program does. */
export async function inMailbox<Answer>(
  url: string,
  work: (client: ImapFlow) => Promise<Answer>,
): Promise<Answer> {
  const { hostname, port, username, password: secret } = new URL(url);
  const client = new ImapFlow({
    ...{ host: hostname, port: Number(port), secure: false, logger: false },
    auth: { user: username, pass: decodeURIComponent(secret) },
  });
  await client.connect();
  await client.mailboxOpen('INBOX');
  const answer = await work(client);
  await client.logout();
  return answer;
}

/** Puts mails into a mailbox. */
export const deliverTo = (url: string, ...mails: string[]): Promise<void> =>
  inMailbox(url, async (client) => {
    for (const mail of mails) await client.append('INBOX', Buffer.from(mail));
  });

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port');
  return address.port;
}

async function answering(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const socket = connect(port, '127.0.0.1');
    const isThere = await new Promise<boolean>((resolve) => {
      socket.once('data', () => resolve(true)).once('error', () => resolve(false));
    });
    socket.destroy();
    if (isThere) return;
    await pause(50);
  }
  throw new Error('Dovecot did not start');
}
