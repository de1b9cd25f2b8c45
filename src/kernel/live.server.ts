import pg from 'pg';
import { changesChannel, type Change } from './events.server.ts';

export type Live = {
  /** Calls `hear` for every change in that workspace, whichever process made it, until the returned function is called. */
  subscribe(workspace: string, hear: (change: Change) => void): () => void;
  stop(): Promise<void>;
};

/**
 * Listens for changes on one connection of its own and passes them on to the open pages of this process.
 * A broken connection is made anew; what happened meanwhile is told as one change of kind `caught_up`.
 */
export function listenForChanges(appUrl: string): Live {
  const hearers = new Map<string, Set<(change: Change) => void>>();
  let client: pg.Client | null = null;
  let stopped = false;
  let retry: NodeJS.Timeout | undefined;

  function tell(change: Change): void {
    for (const hear of hearers.get(change.workspace) ?? []) hear(change);
  }

  async function connect(again: boolean): Promise<void> {
    const fresh = new pg.Client({ connectionString: appUrl });
    client = fresh;
    const reconnect = () => {
      if (stopped || client !== fresh) return;
      client = null;
      retry = setTimeout(() => void connect(true), 1000);
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
    if (again) {
      for (const workspace of hearers.keys()) {
        tell({ workspace, engagement: null, brief: null, kind: 'caught_up', by: null });
      }
    }
  }

  void connect(false);
  return {
    subscribe(workspace, hear) {
      const inWorkspace = hearers.get(workspace) ?? new Set();
      hearers.set(workspace, inWorkspace.add(hear));
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
