import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { prepareDatabase } from '#kernel/database/prepare.server.ts';

export const templateName = 'delega_template';
export const appRole = 'delega_test_app';
export const appPassword = 'only-for-tests-on-loopback';

/** Starts one PostgreSQL for the whole test run and migrates the template that test databases are copied from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  const client = new pg.Client({ connectionString: server.ownerUrl });
  await client.connect();
  await client.query(`drop database if exists ${templateName} with (force)`);
  await client.query(`create database ${templateName}`);
  await client.end();
  const template = new URL(server.ownerUrl);
  template.pathname = `/${templateName}`;
  await prepareDatabase({ ownerUrl: template.toString(), appPassword, appRole });
  project.provide('postgresServer', server.ownerUrl);
  return server.stop;
}

/** DELEGA_TEST_SERVER puts the run on another PostgreSQL (its owner's connection). */
async function startServer(): Promise<{ ownerUrl: string; stop(): Promise<void> }> {
  const given = process.env.DELEGA_TEST_SERVER;
  if (given) return { ownerUrl: given, stop: async () => {} };
  throw new Error('no server');
}
