import { z } from 'zod';

/** The id of one kind of thing: a UUIDv7 made by the application, so that it sorts by creation and no database makes it. */
export type Id<Kind extends string> = string & z.core.$brand<Kind>;

export type PersonId = Id<'person'>;
export type WorkspaceId = Id<'workspace'>;
export type EngagementId = Id<'engagement'>;
export type BriefId = Id<'brief'>;

/** The schema of an id of that kind. The kind travels in the schema's metadata: the isolation test fills ids by it. */
export function idOf<Kind extends string>(kind: Kind): z.core.$ZodBranded<z.ZodUUID, Kind> {
  // Zod can't tell the brand of a kind that is still a type parameter: the return type says it.
  return z.uuid().toLowerCase().brand<Kind>().meta({ idOf: kind }) as unknown as z.core.$ZodBranded<
    z.ZodUUID,
    Kind
  >;
}

/** The schema of an id that the page has just made: it names nothing yet. Not for the API, whose callers choose what they send. */
export function newIdOf<Kind extends string>(kind: Kind): z.core.$ZodBranded<z.ZodUUID, Kind> {
  // As above.
  return z.uuid().toLowerCase().brand<Kind>().meta({ newIdOf: kind }) as unknown as z.core.$ZodBranded<
    z.ZodUUID,
    Kind
  >;
}

/** The schema of an id of what everybody can read, or nobody: where it leads nowhere, that says nothing of anybody's. */
export function publicIdOf<Kind extends string>(kind: Kind): z.core.$ZodBranded<z.ZodUUID, Kind> {
  // As above.
  return z.uuid().toLowerCase().brand<Kind>().meta({ publicIdOf: kind }) as unknown as z.core.$ZodBranded<
    z.ZodUUID,
    Kind
  >;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether the text is a UUID in canonical form: the only thing that may be written into a `SET LOCAL` statement. */
export function isUuid(text: string): boolean {
  return uuid.test(text);
}
