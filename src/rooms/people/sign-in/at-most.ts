/**
 * Lets at most `places` pieces of work be under way; the others wait in memory, in the order in which they came, and
 * hold nothing meanwhile: no connection, no thread.
 */
export function atMost(places: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = places;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((itsTurn) => waiting.push(itsTurn));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
