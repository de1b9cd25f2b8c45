import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import { isUuid, type EngagementId, type PersonId, type WorkspaceId } from '../id.ts';
import type { Side } from '../actor.ts';
import type { DB } from './schema.ts';

/** A connection inside a transaction whose row-level security is set for one actor. */
export type Tx = Transaction<DB> | Kysely<DB>;

/** What a transaction may reach. Nothing that is left out can be seen. */
export type Reach = {
  workspace?: WorkspaceId;
  /** `all` of the workspace, or these. */
  engagements?: 'all' | EngagementId[];
  side?: Side;
  person?: PersonId;
  /** The SHA-256 (hex) of a secret that opens single rows: an invitation, an assessment. */
  secret?: string;
  /** The actor's own e-mail address, which opens the invitations to it. */
  address?: string;
  power?: 'system' | 'operator';
};

/**
 * Runs `work` in one transaction with that reach. `BEGIN` and the settings travel in one message; they are plain
 * `SET LOCAL` statements, since `set_config()` does not reach Citus workers, and end with the transaction.
 */
export async function withReach<T>(db: Kysely<DB>, reach: Reach, work: (tx: Tx) => Promise<T>): Promise<T> {
  const opening = `begin; ${settingsOf(reach)}`;
  return db.connection().execute(async (connection) => {
    await sql.raw(opening).execute(connection);
    try {
      const result = await work(connection);
      await sql.raw('commit').execute(connection);
      return result;
    } catch (error) {
      await sql
        .raw('rollback')
        .execute(connection)
        .catch(() => {});
      throw error;
    }
  });
}

/** The statements that give a transaction its reach. */
export function settingsOf(reach: Reach): string {
  const settings: string[] = [];
  const set = (name: string, value: string) => settings.push(`set local app.${name} = '${value}';`);
  if (reach.workspace) set('workspace', checkedUuid(reach.workspace));
  if (reach.engagements === 'all') set('engagements', '*');
  else if (reach.engagements?.length) set('engagements', reach.engagements.map(checkedUuid).join(','));
  if (reach.side) set('side', reach.side);
  if (reach.person) set('person', checkedUuid(reach.person));
  if (reach.secret) set('secret', checkedHash(reach.secret));
  if (reach.address) set('address', Buffer.from(reach.address.toLowerCase()).toString('hex'));
  if (reach.power) set('power', reach.power);
  return settings.join(' ');
}

/** These values are written into SQL text: nothing but a UUID or a hash may pass. */
function checkedUuid(id: string): string {
  if (!isUuid(id)) throw new Error('Not a UUID');
  return id;
}

function checkedHash(hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('Not a SHA-256');
  return hash;
}
