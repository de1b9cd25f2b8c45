import { sql, type Kysely } from 'kysely';

/**
 * Whether a column says where a row belongs, which nothing ever changes: as SQL about `c` of pg_class and `a` of pg_attribute.
 * That of a prospect says what they became.
 */
export const isPlace = `a.attname in ('workspace_id', 'engagement_id') and (c.relname, a.attname) <> ('prospects', 'engagement_id')`;

/**
 * Where row-level security could leak in spite of right policies: each fault as a sentence, none when all is well.
 * Checked after every migration: tables without forced security or without policies, an application role with power,
 * views that run as their owner, materialized views, and functions that run as their definer.
 */
export async function findSecurityFaults(db: Kysely<unknown>, appRole: string): Promise<string[]> {
  const { rows } = await sql<{ fault: string }>`
    select 'table ' || c.relname || ' has no forced row-level security' as fault
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and not (c.relrowsecurity and c.relforcerowsecurity)
    union all
    select 'table ' || c.relname || ' has no policy'
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and not exists (select 1 from pg_policy p where p.polrelid = c.oid)
    union all
    select 'view ' || c.relname || ' runs as its owner'
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'v'
        and not exists (select 1 from pg_options_to_table(c.reloptions) o
          where o.option_name = 'security_invoker' and o.option_value in ('true', 'on', 'yes', '1'))
    union all
    select 'materialized view ' || c.relname from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'm'
    union all
    select 'function ' || p.proname || ' runs as its definer' from pg_proc p
      where p.pronamespace = 'public'::regnamespace and p.prosecdef
    union all
    select 'role ' || r.rolname || ' has power over the database' from pg_roles r
      where r.rolname = ${appRole} and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication)
    union all
    select 'role ' || ${appRole} || ' owns ' || c.relname from pg_class c
      join pg_roles r on r.oid = c.relowner where r.rolname = ${appRole}
    union all
    select 'role ' || ${appRole} || ' is a member of ' || g.rolname from pg_auth_members m
      join pg_roles r on r.oid = m.member join pg_roles g on g.oid = m.roleid where r.rolname = ${appRole}
    union all
    select 'role ' || ${appRole} || ' may move rows by ' || c.relname || '.' || a.attname from pg_class c
      join pg_attribute a on a.attrelid = c.oid and ${sql.raw(isPlace)}
      join pg_roles r on r.rolname = ${appRole}
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and has_column_privilege(r.oid, c.oid, a.attnum, 'update')
  `.execute(db);
  return rows.map((row) => row.fault);
}
