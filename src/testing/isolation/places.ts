import { z } from 'zod';

/** A place of an operation's input that names something by its id, or opens something by its secret. */
export type InputPlace = {
  path: (string | number)[];
  /** What the id is of; null for a secret that is no id. */
  kind: string | null;
  isSecret: boolean;
};

type Meta = { idOf?: string; newIdOf?: string; publicIdOf?: string; secret?: boolean };

/**
 * Every place of the input that carries an id or a secret, by the schema's metadata. Lists and records are walked
 * along the example; where it has none, their first entry stands for all.
 *
 * @throws Error where the schema has a UUID that does not say of what it is
 */
export function placesIn(
  schema: z.core.$ZodType,
  example: unknown,
  path: InputPlace['path'] = [],
): InputPlace[] {
  const { idOf, newIdOf, publicIdOf, secret } = (z.globalRegistry.get(schema) ?? {}) as Meta;
  if (idOf || secret) {
    return [{ path, kind: idOf ?? null, isSecret: secret === true }];
  }
  if (newIdOf || publicIdOf) return [];
  if (schema instanceof z.ZodUUID) throw new Error(`${path.join('.')} is an id of nothing: use idOf`);
  if (schema instanceof z.ZodObject) {
    const value = (example ?? {}) as Record<string, unknown>;
    return Object.entries(schema.shape as Record<string, z.core.$ZodType>).flatMap(([key, inner]) =>
      placesIn(inner, value[key], [...path, key]),
    );
  }
  if (schema instanceof z.ZodArray) {
    const rows = Array.isArray(example) && example.length > 0 ? example : [undefined];
    return rows.flatMap((row, index) => placesIn(schema.element, row, [...path, index]));
  }
  if (schema instanceof z.ZodRecord) {
    const entries = Object.entries((example ?? { '': undefined }) as Record<string, unknown>);
    return entries.flatMap(([key, value]) => placesIn(schema.valueType, value, [...path, key]));
  }
  return innerOf(schema).flatMap((inner) => placesIn(inner, example, path));
}

/** What a schema wraps: optional, nullable, default, a pipe's near end, the branches of a union … */
function innerOf(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodPipe) return [schema.in instanceof z.ZodTransform ? schema.out : schema.in];
  if (schema instanceof z.ZodUnion) return [...schema.options];
  if (schema instanceof z.ZodIntersection) return [schema._zod.def.left, schema._zod.def.right];
  if (schema instanceof z.ZodTuple) return [...schema._zod.def.items];
  if (schema instanceof z.ZodLazy) return [];
  const { innerType } = schema._zod.def as { innerType?: z.core.$ZodType };
  return innerType ? [innerType] : [];
}

/** The input with other values at some places. */
export function withValues(input: unknown, values: readonly [InputPlace, unknown][]): unknown {
  const copy = structuredClone(input) as Record<string | number, unknown>;
  for (const [{ path }, value] of values) {
    let here = copy;
    for (const step of path.slice(0, -1)) here = here[step] as Record<string | number, unknown>;
    here[path.at(-1)!] = value;
  }
  return copy;
}

/** What stands at a place of the input. */
export function valueAt(input: unknown, { path }: InputPlace): unknown {
  return path.reduce<unknown>(
    (here, step) => (here as Record<string | number, unknown> | undefined)?.[step],
    input,
  );
}
