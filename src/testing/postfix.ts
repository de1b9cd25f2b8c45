import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programOf } from './debian.ts';

export type Postfix = {
  port: number;
  /** @throws where it has not handed on so many mails yet */
  hasDelivered(count: number): void;
  stop(): Promise<void>;
};

/** Postfix, which takes mail for a domain and hands it on by SMTP, as docs/mail.md describes it. */
export async function startPostfix(domain: string, handsOnTo: number): Promise<Postfix> {
  const program = programOf('postfix', 'postfix');
  if (process.getuid?.() !== 0)
    throw new Error('The mail tests start Postfix, which root alone can: run them as root');
  const folder = mkdtempSync(join(tmpdir(), 'delega-postfix-'));
  chmodSync(folder, 0o755);
  const [queue, data] = [join(folder, 'queue'), join(folder, 'data')];
  for (const path of [queue, data]) mkdirSync(path);
  chownSync(data, idOf('-u', 'postfix'), idOf('-g', 'postfix'));
  const port = await freePort();
  writeFileSync(
    join(folder, 'main.cf'),
    `compatibility_level = 3.6
queue_directory = ${queue}
data_directory = ${data}
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = ${join(folder, 'log')}
maillog_file_prefixes = ${folder}
myhostname = mx.${domain}
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
recipient_delimiter = +
relay_domains = ${domain}
transport_maps = inline:{ ${domain}=smtp:[127.0.0.1]:${handsOnTo} }
message_size_limit = 26214400
smtp_dns_support_level = disabled
smtp_tls_security_level = none
local_recipient_maps =
alias_maps =
`,
  );
  const service = (name: string, command = name, max = '-') => `${name} unix - - n - ${max} ${command}`;
  writeFileSync(
    join(folder, 'master.cf'),
    [
      `127.0.0.1:${port} inet n - n - - smtpd`,
      'cleanup unix n - n - 0 cleanup',
      'qmgr unix n - n 300 1 qmgr',
      'rewrite unix - - n - - trivial-rewrite',
      service('bounce', 'bounce', '0'),
      service('defer', 'bounce', '0'),
      service('trace', 'bounce', '0'),
      service('smtp'),
      service('relay', 'smtp'),
      service('error'),
      service('retry', 'error'),
      service('anvil', 'anvil', '1'),
      service('proxymap'),
      service('scache', 'scache', '1'),
      'postlog unix-dgram n - n - 1 postlogd',
      'flush unix n - n 1000? 0 flush',
      '',
    ].join('\n'),
  );
  const { stderr } = spawnSync(program, ['-c', folder, 'start'], { encoding: 'utf8' });
  await answering(port, () => stderr);
  return {
    port,
    hasDelivered(count) {
      const log = readFileSync(join(folder, 'log'), 'utf8');
      if ((log.match(/status=sent/g) ?? []).length < count) throw new Error(`Not handed on yet:\n${log}`);
    },
    async stop() {
      spawnSync(program, ['-c', folder, 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Until somebody answers there. */
async function answering(port: number, output: () => string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('data', () => resolve(true)).once('error', () => resolve(false));
      setTimeout(resolve, 1_000, false).unref();
      socket.once('close', () => resolve(false));
    });
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Nobody answers on port ${port}:\n${output()}`);
}

function idOf(flag: '-u' | '-g', user: string): number {
  return Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
}
