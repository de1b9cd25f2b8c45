import { isBlank, type BriefContent, type BriefField } from './brief.ts';
import { missingForClarity, type ClarityFacts, type MissingField } from './clarity.ts';

/**
 * Words that leave a brief open although its fields are filled, in Spanish and in English. Each kind is mended by one
 * concrete suggestion. Nothing is judged but the words, by the lists below: no service is asked, and nothing is learned.
 */
export const vagueKinds = [
  'hurry',
  'taste',
  'amount',
  'looking',
  'as_needed',
  'and_so_on',
  'usual',
  'well',
  'improve',
  'thin',
] as const;
export type VagueKind = (typeof vagueKinds)[number];

/** The fields in which people write sentences. */
export const wordedFields = [
  'title',
  'outcome',
  'context',
  'doneCriteria',
  'wishedWhy',
  'notToDo',
  'toConsult',
  'accessNeeded',
  'examples',
] as const satisfies readonly (keyof BriefContent)[];
export type WordedField = (typeof wordedFields)[number];

/** Words as somebody wrote them, where they stand, and in what way they are vague. */
export type VagueWords = {
  readonly field: WordedField;
  /** Which of the done-criteria, from 0; null in other fields. */
  readonly row: number | null;
  readonly words: string;
  readonly kind: VagueKind;
};

type Brief = Pick<BriefContent, WordedField | 'links'> & Pick<ClarityFacts, 'fileCount'>;

/** What is to be there at the end, and how that is known: where a word too many costs a delivery. */
const result: readonly WordedField[] = ['title', 'outcome', 'doneCriteria'];
const orders: readonly WordedField[] = [...result, 'notToDo', 'toConsult', 'accessNeeded'];

type Rule = {
  /** Alternatives of a pattern for text in small letters without accents. */
  readonly es: string;
  readonly en: string;
  readonly fields: readonly WordedField[];
  /** What takes the vagueness away when it stands in the same sentence. */
  readonly unless?: RegExp;
  /** An example beside the text shows what these words mean. */
  readonly isShownByExamples?: true;
};

const number =
  /\d|\b(dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|veinte|treinta|cincuenta|cien|mil|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|fifty|hundred|thousand)\b/;
const moment =
  /\d|\b(lunes|martes|miercoles|jueves|viernes|sabado|domingo|hoy|manana|mediodia|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tomorrow|noon|tonight)\b/;
const sample =
  /https?:|\b(ejemplos?|adjunt[oa]s?|plantilla|modelo|parecid[oa]s? a|igual que|examples?|attached|template|similar to|modelled on)\b/;

const rules: Record<Exclude<VagueKind, 'thin'>, Rule> = {
  hurry: {
    es: 'cuanto antes|lo antes posible|lo mas pronto posible|a la mayor brevedad(?: posible)?|con urgencia|urgentes?|urgentemente|urge|de inmediato|inmediatamente|rapido|rapidamente|(?<!tan )pronto(?! como)|para ayer|en cuanto puedas|cuando (?:puedas|tengas (?:tiempo|un rato|un hueco))|sin prisa',
    en: 'asap|as soon as (?:possible|you can|you have time)|(?<!as )soon|urgent|urgently|right away|immediately|quickly|when(?:ever)? you (?:can|have (?:the )?(?:time|a moment))|at your earliest convenience|by yesterday|no rush',
    fields: wordedFields,
    unless: moment,
  },
  taste: {
    es: 'bonit[oa]s?|lind[oa]s?|chul[oa]s?|atractiv[oa]s?|llamativ[oa]s?|modern[oa]s?|elegantes?|creativ[oa]s?|vistos[oa]s?|impactantes?|con estilo|con gancho|que enganche|(?:mas|muy|algo|aspecto|tono|imagen) profesional(?:es)?',
    en: 'nice|pretty(?! much)|beautiful|attractive|modern|elegant|creative|catchy|eye[- ]catching|stylish|cool|fancy|appealing|professional[- ]looking|(?:more|very|looks?|looking|something) professional',
    fields: result,
    unless: sample,
    isShownByExamples: true,
  },
  amount: {
    es: 'un poco(?: de| mas)?|algun[oa]s|vari[oa]s|un[oa]s (?:cuant[oa]s|poc[oa]s)|un par(?: de)?|bastantes?|much[oa]s|poc[oa]s|mas o menos|aproximadamente|suficientes?|cort[oa]s?(?! plazo)|breves?|no muy larg[oa]s?|la mayoria',
    en: 'a few|some|several|a couple(?: of)?|a bit(?: of| more)?|a little(?: more)?|many|enough|more or less|roughly|a lot(?: of)?|lots of|not too long|short|most of',
    fields: result,
    unless: number,
  },
  looking: {
    es: '(?:revisar|mirar|repasar|ver|ordenar|arreglar|actualizar|mejorar|retocar) un poco|echar(?:le)? un (?:vistazo|ojo)|dar(?:le)? una (?:vuelta|repasada|mirada|pensada)|ver que (?:tal|hay|se puede hacer)|a ver si',
    en: '(?:take|have|taking|having) a (?:quick )?look(?: at| over)?|look into|go over(?! budget)|check (?:it|them|this) out|see what (?:you can do|can be done)|tidy (?:it |them |this )?up(?: a bit)?|clean up a bit|polish (?:it|them|this) up',
    fields: result,
  },
  as_needed: {
    es: 'segun (?:haga falta|sea necesario|veas|convenga|consideres)|(?:cuando|donde|si) (?:haga falta|sea necesario|proceda|corresponda|lo veas(?: necesario)?)|si (?:es|fuera|fuese) necesario|(?:todo )?lo (?:necesario|que (?:veas|haga falta|creas|consideres)(?: conveniente| mejor| necesario)?)|como (?:veas|mejor te parezca|te parezca|mejor creas|creas)|a tu criterio',
    en: "as (?:needed|necessary|required|appropriate|you see fit|you think best|you like)|(?:if|when|whenever|where) (?:needed|necessary|required|appropriate)|what(?:ever)?(?: is|'s) (?:needed|necessary)|whatever you think(?: is)?(?: best)?|use your (?:own )?judge?ment|up to you",
    fields: wordedFields,
  },
  and_so_on: {
    es: 'etc|etcetera|y (?:demas|cosas asi|todo eso|lo que (?:falte|surja))|cosas (?:asi|de ese estilo|por el estilo)|y similares|entre otr[oa]s',
    en: 'etc|and so (?:on|forth)|(?:and )?(?:stuff|things) like (?:that|this)|and the like|and whatever|or (?:something(?: like that)?|whatever|similar)',
    fields: orders,
  },
  usual: {
    es: '(?:lo|las?|los) de (?:siempre|costumbre)|como (?:siempre|la otra vez|la ultima vez|de costumbre|(?:ya )?hablamos|quedamos)|igual que (?:siempre|la otra vez|la ultima vez)|lo habitual|lo que (?:hablamos|quedamos)|ya sabes(?: como| que)?',
    en: 'the usual|as (?:usual|always|before|discussed|agreed)|as we (?:discussed|agreed|talked about|said)|like (?:last|the other|the last) time|(?:the )?same as (?:last time|always|before|usual)|you know (?:how|what|the drill)|what we (?:discussed|talked about|agreed)',
    fields: wordedFields,
    unless: /https?:/,
  },
  well: {
    es: 'que quede (?:muy )?(?:bien|perfecto|genial)|(?:muy )?bien hech[oa]s?|de (?:buena |alta |mucha )?calidad|lo mejor posible|perfect[oa]s?|perfectamente|impecables?|correctamente|adecuadamente|como (?:es debido|toca|dios manda)|en condiciones|satisfactori[oa]s?',
    en: '(?:really )?well done|(?:good|high|top)[- ]quality|as good as possible|(?:the )?best possible|(?:as )?best (?:as )?you can|perfect|perfectly|flawless|flawlessly|properly|correctly|adequately|satisfactory|looks? (?:good|great)|good enough|up to standard',
    fields: result,
  },
  improve: {
    es: 'mejorar(?:l[oa]s?)?|optimizar(?:l[oa]s?)?|potenciar(?:l[oa]s?)?|dinamizar(?:l[oa]s?)?|modernizar(?:l[oa]s?)?|dar(?:le)?s? (?:mas vida|un empujon)|poner(?:l[oa]s?)? al dia',
    en: 'improve|optimi[sz]e|boost|enhance|freshen up|revamp|streamline|bring (?:it |them |this )?up to date',
    fields: result,
    unless: number,
  },
};

const patterns = Object.entries(rules).map(([kind, rule]) => ({
  kind: kind as keyof typeof rules,
  ...rule,
  pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${rule.es}|${rule.en})(?![\\p{L}\\p{N}])`, 'gu'),
}));

/** Fewer words than these are a heading, not yet something that can be there or be checked. */
const fewestWords: Partial<Record<WordedField, number>> = { outcome: 3, doneCriteria: 2 };
/** A line longer than this says something, also in a script that puts no spaces between words. */
const thinChars = 24;

/** Every vague expression of a brief, in the order of the form and then of the text; empty when each says what it means. */
export function vagueWords(brief: Brief): readonly VagueWords[] {
  const hasExamples = !isBlank(brief.examples) || brief.links.length > 0 || brief.fileCount > 0;
  return wordedFields.flatMap((field) =>
    field === 'doneCriteria'
      ? brief.doneCriteria.flatMap(({ text }, row) => vagueIn(text, field, row, hasExamples))
      : vagueIn(brief[field], field, null, hasExamples),
  );
}

function vagueIn(text: string, field: WordedField, row: number | null, hasExamples: boolean): VagueWords[] {
  // One character for each: places in the folded text are places in what was written.
  const written = text.normalize('NFC');
  const folded = fold(written);
  const found = patterns
    .filter(({ fields, isShownByExamples }) => fields.includes(field) && !(isShownByExamples && hasExamples))
    .flatMap(({ kind, pattern, unless }) =>
      [...folded.matchAll(pattern)]
        .map(({ index, 0: { length } }) => ({ kind, from: index, to: index + length }))
        .filter(({ from, to }) => !isName(written, from) && !unless?.test(sentenceAround(folded, from, to))),
    )
    .sort((one, other) => one.from - other.from || other.to - one.to);
  // Of two that overlap, the one that begins earlier says more.
  let end = 0;
  const apart = found.filter(({ from, to }) => {
    if (from < end) return false;
    end = to;
    return true;
  });
  if (apart.length === 0 && isThin(written, field))
    return [{ field, row, words: written.trim(), kind: 'thin' }];
  return apart.map(({ kind, from, to }) => ({ field, row, words: written.slice(from, to), kind }));
}

/** Small letters without accents, of the same length as what was written. */
const fold = (text: string): string =>
  text.replace(/[^\u0000-\u007f]/g, (letter) => letter.normalize('NFD').charAt(0)).toLowerCase();

/** A capital inside a sentence makes a name of a word: a city called Nice is not vague. */
function isName(text: string, at: number): boolean {
  const letters = text.slice(at, at + 2);
  if (!/^\p{Lu}\p{Ll}/u.test(letters)) return false;
  return !/(^|[.!?:;\n¡¿"«“(•-])\s*$/.test(text.slice(0, at));
}

/** From the end of the sentence before to the end of this one. The points of an address or a number end none. */
function sentenceAround(text: string, from: number, to: number): string {
  const before = text.slice(0, from).split(sentenceEnd).at(-1) ?? '';
  const after = text.slice(to).split(sentenceEnd, 1)[0] ?? '';
  return before + text.slice(from, to) + after;
}

const sentenceEnd = /[!?;\n]|\.(?=\s|$)/;

function isThin(text: string, field: WordedField): boolean {
  const fewest = fewestWords[field] ?? 0;
  const words = text.trim();
  return words !== '' && words.length <= thinChars && words.split(/\s+/).length < fewest;
}

/** The eight things that a clear brief says. */
export const clarityAspects = {
  outcome: ['title', 'outcome'],
  done_criteria: ['doneCriteria'],
  limits: ['notToDo'],
  deadline: ['wishedBy', 'wishedWhy'],
  context: ['context'],
  example: ['examples'],
  access: ['accessNeeded'],
  decision_rights: ['autonomyLevel', 'toConsult'],
} as const satisfies Record<string, readonly BriefField[]>;
export type ClarityAspect = keyof typeof clarityAspects;

type AspectState = 'missing' | 'vague' | 'clear';

/** How each of the eight stands: not said, said in words that can mean many things, or clear. */
export function aspectsOf(
  missing: readonly MissingField[],
  vague: readonly VagueWords[],
): Record<ClarityAspect, AspectState> {
  const lacks: readonly BriefField[] = missing.map(({ field }) => field);
  const blurs: readonly BriefField[] = vague.map(({ field }) => field);
  const stateOf = (fields: readonly BriefField[]): AspectState => {
    // A brief can do without a title: its first line is one.
    if (fields.some((field) => field !== 'title' && lacks.includes(field))) return 'missing';
    return fields.some((field) => blurs.includes(field)) ? 'vague' : 'clear';
  };
  const stands = Object.entries(clarityAspects).map(([aspect, fields]) => [aspect, stateOf(fields)]);
  return Object.fromEntries(stands);
}

/** Everything that is to be said about how clear a brief is. */
export function clarityFound(brief: ClarityFacts) {
  const [missing, vague] = [[...missingForClarity(brief)], [...vagueWords(brief)]];
  return { missing, vague, aspects: aspectsOf(missing, vague) };
}
