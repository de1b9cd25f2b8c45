/** A form of a page: what it did stands in `done` of its answer. */
type Act = (event: never) => unknown;

/** Forms whose answers say what was done, in words that no browser has to load before. */
export function saying<Forms extends Record<string, Act>>(
  forms: Forms,
  words: Record<string, () => string>,
): Forms {
  const tell = (act: Act) => async (event: never) => {
    const answer = (await act(event)) as { done?: unknown } | undefined;
    const said = words[String(answer?.done)]?.();
    return said ? { ...answer, said } : answer;
  };
  const telling = Object.entries(forms).map(([name, act]) => [name, tell(act)]);
  return Object.fromEntries(telling) as Forms;
}
