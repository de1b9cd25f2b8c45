import { changes, type Operation } from '../operation.server.ts';

export type Route = { operation: Operation; method: string; path: string; pattern: RegExp; fields: string[] };

/** The REST routes of the operations that have one, below /api/v1. Two operations on one route are a mistake and throw. */
export function routesOf(operations: readonly Operation[]): Route[] {
  const taken = new Set<string>();
  return operations.flatMap((operation) => {
    if (!operation.http) return [];
    const [method, path] = operation.http.split(' ') as [string, string];
    const shape = `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`;
    if (taken.has(shape)) throw new Error(`Two operations answer ${shape}`);
    taken.add(shape);
    const fields = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
    const pattern = new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, '([^/]+)')}$`);
    return [{ operation, method, path, pattern, fields }];
  });
}

/** The route for a request's method and path (below /api/v1), with the fields that stand in the path. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; inPath: Record<string, string> } | null {
  for (const route of routes) {
    if (route.method !== method) continue;
    const match = route.pattern.exec(path);
    if (!match) continue;
    const inPath = Object.fromEntries(
      route.fields.map((field, index) => [field, decodeURIComponent(match[index + 1]!)]),
    );
    return { route, inPath };
  }
  return null;
}

/** Whether a request to that route should carry an Idempotency-Key. */
export function wantsKey(operation: Operation): boolean {
  return changes(operation) && !operation.naturallyIdempotent;
}
