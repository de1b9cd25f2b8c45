/**
 * The address of the same page with other parameters: how lists filter and page. An empty value removes its
 * parameter; the others stay as they are.
 */
export function withParams(
  url: { readonly pathname: string; readonly search: string },
  changes: Record<string, string | number | null | undefined>,
): string {
  const params = new URLSearchParams(url.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') params.delete(name);
    else params.set(name, String(value));
  }
  const query = params.toString();
  return query ? `${url.pathname}?${query}` : url.pathname;
}

/** Which page of a list the address asks for; the first, where it asks for none or for what is no page. */
export function pageIn({ searchParams }: { readonly searchParams: URLSearchParams }): number {
  return Math.min(10_000, Math.max(1, Number.parseInt(searchParams.get('page') ?? '1', 10) || 1));
}
