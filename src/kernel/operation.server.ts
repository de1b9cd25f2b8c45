import type { z } from 'zod';
import type { Actor, Membership, Somebody } from './actor.ts';
import type { Reach, Tx } from './database/context.server.ts';
import type { BriefId, EngagementId, Id, PersonId, WorkspaceId } from './id.ts';

/** One line of an engagement's log, and what it sets in motion: open pages update, those who are awaited get mail. */
export type Happening = {
  kind: string;
  engagement?: EngagementId;
  brief?: BriefId;
  facts?: Record<string, unknown>;
  /** True where somebody may have to be told by mail; the notifier decides who. */
  notify?: boolean;
};

/** A mail to somebody, sent by a job after the transaction has committed. `template` names a renderer. */
export type MailOrder = {
  template: string;
  to: PersonId | { address: string; locale: 'es' | 'en'; timeZone: string };
  facts: Record<string, unknown>;
  /** Id of whom it is about, where it has to go when they are erased. Kept with a sent mail, whose facts are not. */
  about?: string;
  /** Makes it part of a conversation: with others about the same brief it is one thread, and it can be answered. */
  talk?: Talk;
};

/** What a mail belongs to, and what an answer to it would be about. */
export type Talk = {
  engagement: EngagementId;
  brief: BriefId | null;
  /** A word of the room that ordered it, such as `review_delivery`. */
  matter: string;
  /** What can be answered with it, in the order in which the mail names it: ids, or fields of a draft. */
  things?: readonly string[];
  /** The Message-ID of the mail that this one answers, and how many answers of ours came before in a row. */
  answers?: { messageId: string | null; depth: number };
};

/** What an operation runs with. */
export type Run = {
  tx: Tx;
  actor: Actor;
  /** The actor as a person. Only for operations whose `may` asks for one. */
  person: Somebody;
  /** The actor's place in the input's workspace, if they have one. */
  membership: Membership | null;
  /** What this transaction may see and write. */
  reach: Reach;
  /** Set by the `may` of operations about an engagement: which one, and what the actor is in it. */
  engagement: EngagementId;
  role: 'assistant' | 'principal' | 'member';
  now: Temporal.Instant;
  newId<Kind extends string>(): Id<Kind>;
  emit(happening: Happening): void;
  mail(order: MailOrder): void;
};

/** Who may run an operation. `check` returns false for "exists for them, but not theirs to do", and throws not_found otherwise. */
export type May<Input = never> = {
  /** For the permission table, in English. */
  who: string;
  /** The roles that may, for the permission table. */
  roles: readonly PermissionRole[];
  check(run: Run, input: Input): Promise<boolean> | boolean;
};

export const permissionRoles = [
  'visitor',
  'signed in',
  'owner',
  'assistant',
  'principal',
  'member',
  'operator',
] as const;
export type PermissionRole = (typeof permissionRoles)[number];

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A declaration of something that can be done: see `operation`. */
export type Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  /** `room.verbPhrase`. */
  name: string;
  /** One line, in English: it stands in the API's document and the permission table. */
  summary: string;
  /** Method and path below /api/v1, with {fields} of the input; null where it is for pages only, with the reason in `summary`. */
  http: `${Method} /${string}` | null;
  input: I;
  output: O;
  may: May<z.output<I>>;
  /** Rows that only a secret in the input opens: gives its SHA-256. */
  secretOf?(input: z.output<I>): string;
  /** For operations whose workspace does not exist yet, or is not one of the actor's: what they may reach. */
  reachOf?(input: z.output<I>, actor: Actor): Partial<Reach>;
  /** True where the output must not be kept for retries, because it holds a secret. A retry is then a `conflict`. */
  secretOutput?: boolean;
  /** True where doing it twice is the same as once by nature, so that no idempotency key is kept. */
  naturallyIdempotent?: boolean;
  run(run: Run, input: z.output<I>): Promise<z.input<O>>;
};

/**
 * Declares something that can be done. The page's form action, the REST endpoint, the e-mail reply and the job all
 * run the same operation, through `perform`; none has rules of its own.
 */
export function operation<I extends z.ZodType, O extends z.ZodType>(
  declaration: Operation<I, O>,
): Operation<I, O> {
  return declaration;
}

/** Whether the operation changes anything: everything but a GET does. */
export function changes(operation: Pick<Operation, 'http' | 'name'>): boolean {
  return operation.http === null || !operation.http.startsWith('GET ');
}

/** The workspace that the input speaks of, where it speaks of one. */
export function workspaceOf(input: unknown): WorkspaceId | null {
  const workspace = (input as { workspace?: WorkspaceId } | null)?.workspace;
  return workspace ?? null;
}
