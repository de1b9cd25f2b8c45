import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

type Language = 'es' | 'en';
type Text = string | Variant[];
/** The inlang message format's way to write plurals. */
interface Variant {
  match: Record<string, string>;
}

export type Texts = Record<string, Text>;

/**
 * Words that Spanish texts avoid. Of employment: who supervises a service is no employer. Of one region only (voseo,
 * vosotros), of one gender only, and loud ones.
 */
const avoided: [RegExp, string][] = [
  [
    /\b(jef[ea]s?|emplead[oa]s?|jornadas?|horas extras?|turnos?|desempeño|sueldos?|salarios?|nóminas?)\b/iu,
    'employment',
  ],
  [/(?<![\p{L}])(vos|sos|tenés|podés|querés|sabés|debés|hacés|decís|vení|decí|hacé)(?![\p{L}])/iu, 'voseo'],
  [/(?<![\p{L}])(vosotr[oa]s|vuestr[oa]s?|\p{L}+(áis|éis))(?![\p{L}])/iu, 'vosotros'],
  [/\p{L}(\/[oa]s?|\([oa]s?\)|@)(?![\p{L}])/iu, 'gender marks'],
  [/[¡!]/, 'exclamation mark'],
];

/** The self-assessment names what it finds: somebody who wants an employee is told so. */
const namesEmployment = /^readiness_(item|option|alternative|flag|cause|plan|verdict)_/;

/** Everything that is wrong with the texts, a line each; none if all is well. */
export function messageFaults(texts: Record<Language, Texts>, sources: Record<string, string>): string[] {
  const keys = new Set([...Object.keys(texts.es), ...Object.keys(texts.en)]);
  const isUsed = usage(sources);
  return [...keys].flatMap((key) => {
    const [es, en] = [texts.es[key], texts.en[key]];
    if (es === undefined || en === undefined) return [`${key}: missing in ${es === undefined ? 'es' : 'en'}`];
    return [
      ...(isUsed(key) ? [] : [`${key}: used nowhere`]),
      ...([es, en].every((text) => sayings(text).every((saying) => saying.trim() !== ''))
        ? []
        : [`${key}: empty`]),
      ...(placeholders(es) === placeholders(en)
        ? []
        : [`${key}: placeholders differ (es ${placeholders(es)}; en ${placeholders(en)})`]),
      ...avoidedIn(key, es),
    ];
  });
}

/** Each wording of a text: one, or one for each number. */
function sayings(text: Text): string[] {
  return typeof text === 'string' ? [text] : text.flatMap(({ match }) => Object.values(match));
}

function placeholders(text: Text): string {
  const names = sayings(text).flatMap((saying) =>
    [...saying.matchAll(/\{(\w+)\}/g)].map((match) => match[1]),
  );
  return [...new Set(names)].sort().join(', ') || 'none';
}

function avoidedIn(key: string, text: Text): string[] {
  return sayings(text)
    .flatMap(wordsToAvoid)
    .filter(({ kind }) => !(kind === 'employment' && namesEmployment.test(key)))
    .map(({ found, kind }) => `${key}: «${found}» (${kind})`);
}

/** What of a Spanish text should be said otherwise, the first of each kind, and why. */
export function wordsToAvoid(text: string): { found: string; kind: string }[] {
  return avoided.flatMap(([pattern, kind]) => {
    const found = pattern.exec(text)?.[0];
    return found ? [{ found, kind }] : [];
  });
}

/**
 * A text is used where its key stands in the code. A key that is put together from a template literal uses all that
 * fit: `errors_field_${code}` uses every errors_field_….
 */
function usage(sources: Record<string, string>): (key: string) => boolean {
  const code = Object.values(sources).join('\n');
  const words = new Set(code.match(/[a-z][a-z0-9]*(?:_[a-z0-9]+)+/g));
  const templates = new Set(
    [...code.matchAll(/`([a-z]+_[^`\s]*\$\{[^`\n]*)`/g)].map((match) => familyOf(match[1]!)),
  );
  const families = [...templates].map((pattern) => new RegExp(`^${pattern}$`));
  return (key) => words.has(key) || families.some((family) => family.test(key));
}

function familyOf(template: string): string {
  return template.replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '[a-z0-9_]+').replaceAll(/[^\w[\]+-]/g, '.');
}

/** The faults of this repository. */
export function faultsOfMessages(): string[] {
  const settings = JSON.parse(readFileSync('project.inlang/settings.json', 'utf8'));
  const listed: string[] = settings['plugin.inlang.messageFormat'].pathPattern;
  const unlisted = globSync('messages/es/*.json')
    .filter((file) => !listed.some((pattern) => basename(pattern) === basename(file)))
    .map((file) => `${file}: not named in project.inlang/settings.json`);
  const of = (language: Language): Texts =>
    Object.assign(
      {},
      ...globSync(`messages/${language}/*.json`).map((file) => JSON.parse(readFileSync(file, 'utf8'))),
    );
  const files = globSync('{src,bin}/**/*.{ts,svelte}', { exclude: ['src/paraglide/**', '**/*.test.ts'] });
  const sources = Object.fromEntries(files.map((file) => [file, readFileSync(file, 'utf8')]));
  return [...unlisted, ...messageFaults({ es: of('es'), en: of('en') }, sources)];
}

if (import.meta.main) {
  const faults = faultsOfMessages();
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
