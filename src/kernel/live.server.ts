import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { changesChannel, type Change } from './events.server.ts';

/** Hears a change, and how far it has then heard. */
export type Hear = (change: Change, position: string) => void;

export type Live = {
  /** How far this process has heard. Data read after asking for it hold all that was heard before. */
  position(): string;
  /**
   * Calls `hear` for every change in that workspace, whichever process made it, until the returned function is called.
   *
   * @param after a position: what was heard since then is told first
   */
  subscribe(workspace: string, hear: Hear, after?: string): () => void;
  stop(): Promise<void>;
};

/** So many changes are kept for those who come a little late. */
const kept = 1000;

/**
 * Listens for changes on one connection of its own and passes them on to the open pages of this process.
 * A broken connection is made anew; what happened meanwhile is told as one change of kind `caught_up`.
 */
export function listenForChanges(appUrl: string): Live {
  const hearers = new Map<string, Set<Hear>>();
  let client: pg.Client | null = null;
  let stopped = false;
  let retry: NodeJS.Timeout | undefined;
  /** Names one unbroken time of listening, in which changes are counted. */
  let era = randomUUID();
  let count = 0;
  let latest: { change: Change; number: number }[] = [];

  const position = (number = count) => `${era}.${number}`;

  function tell(change: Change): void {
    count += 1;
    latest.push({ change, number: count });
    if (latest.length > 2 * kept) latest = latest.slice(-kept);
    for (const hear of hearers.get(change.workspace) ?? []) hear(change, position());
  }

  function tellMissed(workspace: string, hear: Hear, after: string): void {
    const [theirEra, number] = after.split('.');
    const oldest = latest[0]?.number ?? count + 1;
    if (theirEra !== era || !(Number(number) >= oldest - 1)) return hear(caughtUp(workspace), position());
    for (const { change, number: its } of latest) {
      if (its > Number(number) && change.workspace === workspace) hear(change, position(its));
    }
  }

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ connectionString: appUrl });
    client = fresh;
    const reconnect = () => {
      if (stopped || client !== fresh) return;
      client = null;
      retry = setTimeout(() => void connect(), 1000);
    };
    fresh.on('error', reconnect);
    fresh.on('end', reconnect);
    fresh.on('notification', ({ payload }) => payload && tell(JSON.parse(payload) as Change));
    try {
      await fresh.connect();
      await fresh.query(`listen ${changesChannel}`);
    } catch {
      return reconnect();
    }
    [era, count, latest] = [randomUUID(), 0, []];
    for (const [workspace, all] of hearers) for (const hear of all) hear(caughtUp(workspace), position());
  }

  void connect();
  return {
    position,
    subscribe(workspace, hear, after) {
      const inWorkspace = hearers.get(workspace) ?? new Set();
      hearers.set(workspace, inWorkspace.add(hear));
      if (after !== undefined) tellMissed(workspace, hear, after);
      return () => {
        inWorkspace.delete(hear);
        if (inWorkspace.size === 0) hearers.delete(workspace);
      };
    },
    async stop() {
      stopped = true;
      clearTimeout(retry);
      await client?.end().catch(() => {});
    },
  };
}

const caughtUp = (workspace: string): Change => ({
  workspace,
  engagement: null,
  brief: null,
  kind: 'caught_up',
  by: null,
});
