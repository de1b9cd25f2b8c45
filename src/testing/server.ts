import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedDatabase } from '../../bin/database/embedded.ts';
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

/** The PostgreSQL that npm brings, in a folder of its own; DELEGA_TEST_SERVER names another one (its owner's connection). */
async function startServer(): Promise<{ ownerUrl: string; stop(): Promise<void> }> {
  const given = process.env.DELEGA_TEST_SERVER;
  if (given) return { ownerUrl: given, stop: async () => {} };
  const dataFolder = mkdtempSync(join(tmpdir(), 'delega-test-'));
  const server = await startEmbeddedDatabase({
    dataFolder,
    password: appPassword,
    network: 'loopback',
    ownerSeesAll: true,
    // The data of tests need not survive a power cut.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  });
  return {
    ownerUrl: server.ownerUrl,
    async stop() {
      await server.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
