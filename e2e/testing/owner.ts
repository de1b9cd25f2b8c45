import pg from 'pg';
import type { Product } from './product.ts';

/** What a statement reaches: row-level security binds the owner of the tables too. */
export type OwnerReach = { power?: 'system' | 'auth' | 'operator'; workspace?: string; person?: string };

/** A statement that comes again and again, under a name by which PostgreSQL keeps its plan. */
export type Prepared = { name: string; text: string };

export interface Owner {
  query<Row extends pg.QueryResultRow>(
    reach: OwnerReach,
    statement: string | Prepared,
    values?: unknown[],
  ): Promise<Row[]>;
  insert(reach: OwnerReach, table: string, row: Record<string, unknown>): Promise<void>;
  end(): Promise<void>;
}

/** SQL as the role that owns the product's database, to prepare what a journey stands on and to look at what it left. */
export function connectAsOwner({ ownerUrl }: Pick<Product, 'ownerUrl'>): Owner {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2, options: '-c timezone=UTC' });
  pool.on('error', () => {});
  const query: Owner['query'] = async (reach, statement, values) => {
    const client = await pool.connect();
    try {
      await client.query(`begin; ${settingsOf(reach)}`);
      const named = typeof statement === 'string' ? { text: statement } : statement;
      const { rows } = await client.query({ ...named, values });
      await client.query('commit');
      client.release();
      return rows;
    } catch (error) {
      client.release(true);
      throw error;
    }
  };
  return {
    query,
    async insert(reach, table, row) {
      const columns = Object.keys(row);
      const places = columns.map((_, index) => `$${index + 1}`);
      const text = `insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`;
      await query(reach, text, Object.values(row));
    },
    end: () => pool.end(),
  };
}

function settingsOf({ power, workspace, person }: OwnerReach): string {
  const settings = [
    power && `set local app.power = '${power}';`,
    person && `set local app.person = '${person}';`,
  ];
  if (workspace)
    settings.push(
      `set local app.workspace = '${workspace}'; set local app.engagements = '*'; set local app.side = 'practice';`,
    );
  return settings.filter(Boolean).join(' ');
}
