import { z } from 'zod';
import { notFound } from '#kernel/errors.ts';
import { idOf } from '#kernel/id.ts';
import { operation } from '#kernel/operation.server.ts';
import { hashOf, newSecret } from '#kernel/secret.server.ts';
import { line } from '#kernel/text.ts';
import { inSession, inSessionOfMember } from './may.server.ts';

const nothing = z.object({});
const done = z.object({});
const moment = z.string();

/** Days that a token may live; a year is the longest. */
export const tokenDays = [30, 90, 180, 365] as const;

export const createToken = operation({
  name: 'people.createToken',
  summary: 'Makes a personal access token for one workspace (pages only: a token must not make another)',
  http: null,
  input: z.object({
    workspace: idOf('workspace'),
    name: line(80),
    days: z.coerce.number().int().min(1).max(365),
  }),
  output: z.object({ id: idOf('token'), token: z.string(), expiresAt: moment }),
  may: inSessionOfMember,
  secretOutput: true,
  async run({ tx, person, now, newId }, { workspace, name, days }) {
    const id = newId<'token'>();
    const token = `delega_${newSecret()}`;
    const expiresAt = now.add({ hours: days * 24 }).toString();
    await tx
      .insertInto('api_tokens')
      .values({
        id,
        person_id: person.id,
        workspace_id: workspace,
        name,
        token_hash: hashOf(token),
        created_at: now.toString(),
        expires_at: expiresAt,
      })
      .execute();
    return { id, token, expiresAt };
  },
});

export const listTokens = operation({
  name: 'people.listTokens',
  summary: 'The personal access tokens of the caller that still work (pages only: for people, not tokens)',
  http: null,
  input: nothing,
  output: z.object({
    tokens: z.array(
      z.object({
        id: idOf('token'),
        workspace: idOf('workspace'),
        name: z.string(),
        createdAt: moment,
        expiresAt: moment,
        lastUsedAt: moment.nullable(),
      }),
    ),
  }),
  may: inSession,
  naturallyIdempotent: true,
  async run({ tx, person, now }) {
    const rows = await tx
      .selectFrom('api_tokens')
      .select(['id', 'workspace_id', 'name', 'created_at', 'expires_at', 'last_used_at'])
      .where('person_id', '=', person.id)
      .where('ended_at', 'is', null)
      .where('expires_at', '>', now.toString())
      .orderBy('id', 'desc')
      .execute();
    return {
      tokens: rows.map((row) => ({
        id: row.id,
        workspace: row.workspace_id,
        name: row.name,
        createdAt: row.created_at,
        expiresAt: row.expires_at,
        lastUsedAt: row.last_used_at,
      })),
    };
  },
});

export const endToken = operation({
  name: 'people.endToken',
  summary: 'Ends one of the personal access tokens of the caller (pages only: for people, not tokens)',
  http: null,
  input: z.object({ token: idOf('token') }),
  output: done,
  may: inSession,
  async run({ tx, person, now }, { token }) {
    const ended = await tx
      .updateTable('api_tokens')
      .set({ ended_at: now.toString() })
      .where('id', '=', token)
      .where('person_id', '=', person.id)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (ended.numUpdatedRows === 0n) throw notFound();
    return {};
  },
});

export const tokenOperations = [createToken, listTokens, endToken];
