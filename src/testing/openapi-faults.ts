type Json = { [key: string]: unknown };

/**
 * What is wrong with an OpenAPI 3.1 document, each fault as a sentence; none when programs can rely on it. Checks what
 * the specification asks beyond its shape, where generated documents go wrong: ids that are not unique, path fields
 * that nobody declares, paths that differ in the names of their fields only, references that lead nowhere.
 */
export function faultsOf(document: Json): string[] {
  const paths = document.paths as Record<string, Record<string, Json>>;
  const entries = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, entry]) => ({ path, method, entry })),
  );
  return [
    ...repeated(entries.map(({ entry }) => String(entry.operationId))).map(
      (id) => `${id} names two operations`,
    ),
    ...repeated(Object.keys(paths).map((path) => path.replaceAll(/\{\w+\}/g, '{}'))).map(
      (path) => `${path} stands there twice, with other names for its fields`,
    ),
    ...entries.flatMap(({ path, method, entry }) =>
      entryFaults(path, method, entry).map((fault) => `${method} ${path}: ${fault}`),
    ),
    ...referencesIn(document)
      .filter((reference) => !leadsSomewhere(document, reference))
      .map((reference) => `${reference} leads nowhere`),
  ];
}

function entryFaults(path: string, method: string, entry: Json): string[] {
  const parameters = entry.parameters as { name: string; in: string; required: boolean; schema: unknown }[];
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
  const declared = parameters.filter((one) => one.in === 'path').map((one) => one.name);
  const responses = entry.responses as Json;
  return [
    ...inPath.filter((name) => !declared.includes(name)).map((name) => `{${name}} is not declared`),
    ...declared.filter((name) => !inPath.includes(name)).map((name) => `${name} is not in the path`),
    ...parameters
      .filter((one) => one.in === 'path' && !one.required)
      .map((one) => `{${one.name}} must be required`),
    ...repeated(parameters.map((one) => `${one.in} ${one.name}`)).map((one) => `${one} is declared twice`),
    ...parameters.filter((one) => !one.schema).map((one) => `${one.name} has no schema`),
    ...(entry.summary ? [] : ['no summary']),
    ...(method === 'get' && entry.requestBody ? ['a read has no body'] : []),
    ...(responses['200'] && responses.default ? [] : ['says not what it answers']),
  ];
}

function repeated(names: string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : referencesIn(inner),
  );
}

function leadsSomewhere(document: Json, reference: string): boolean {
  if (!reference.startsWith('#/')) return false;
  let here: unknown = document;
  for (const step of reference.slice(2).split('/')) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof here !== 'object' || here === null) return false;
    here = (here as Json)[name];
  }
  return here !== undefined;
}
