import type { RefusedForm } from '#kernel/web/form.server.ts';
import type { BriefParts } from './brief-parts.svelte.ts';
import type { BriefDesk } from './brief-page.server.ts';
import type { Leftovers } from './leftovers.svelte.ts';
import type { PlannedDate } from './planned-date.svelte.ts';

/** What every part of a brief's page stands on. */
export type Desk = BriefDesk & {
  /** Address of the brief. */
  readonly place: string;
  /** The key of a form of this page; `count` tells one use of the form from the next. */
  keyOf(form: string, count?: number): string;
  /** What came back refused from a form of this page. */
  refused(form: string): RefusedForm | undefined;
  /** The act that the page's address asks for, until it is done. */
  readonly asked: BriefParts['asked'];
  readonly leftovers: Leftovers;
  readonly planned: PlannedDate;
};

/** What a form holds at first: what came back with its refusal, else `otherwise`. */
export function typedBefore(refused: RefusedForm | undefined, name: string, otherwise = ''): string {
  const value = refused?.values[name];
  return typeof value === 'string' ? value : otherwise;
}
