import type { Component, Snippet } from 'svelte';
import type { RefusedForm } from '#kernel/web/form.server.ts';
import type { BriefDesk } from './brief-page.server.ts';
import type { Desk } from './desk.ts';
import type { DraftFields } from './draft-fields.ts';
import type ActForm from './steps/ActForm.svelte';
import type { PanelName } from './panels.ts';
import type { PageTexts } from './texts.ts';

/** What the page of a brief consists of, by where it stands and who reads it. */
export type BriefParts = {
  readonly Main: Component<DeskProps>;
  /** What the reader may do next. */
  readonly panels?: readonly { name: PanelName; isAwaited: boolean; Panel: Component<PanelProps> }[];
  /** What was understood, asked and delivered so far. */
  readonly SoFar?: Component<{ desk: Desk }>;
  /** What is to be done beside that, and its form, when the page's address asks for it. */
  readonly asked?: { readonly name: string; readonly Form: typeof ActForm } | undefined;
};

export type PanelProps = { desk: Desk; title: string; folded: boolean };

export type DeskProps = {
  readonly desk: Desk;
  readonly texts: PageTexts;
  readonly parts: BriefParts;
  /** The key of the page's forms. */
  readonly formKey: string;
  /** What a brief that was to be sent lacks, by field. */
  readonly lacks: Record<string, string>;
  /** The answer to the form that was sent last. */
  readonly result: ActionAnswer;
  /** What another room knows of the brief. */
  readonly beside?: Snippet | undefined;
};

export type ActionAnswer = {
  readonly done?: string;
  readonly refused?: RefusedForm;
  /** A draft as it was sent, when it comes back to a page without JavaScript. */
  readonly draft?: DraftFields;
  readonly [more: string]: unknown;
} | null;

/** Fetches the parts that the page needs, and no others: a browser loads no code for what is not there. */
export async function partsOf(desk: BriefDesk, act: string | null): Promise<BriefParts> {
  if (desk.draft) return { Main: (await import('./draft/DraftDesk.svelte')).default };
  // A draft needn't know which parts there are for what was sent.
  const { sentParts } = await import('./sent/parts.svelte.ts');
  return sentParts(desk, act);
}
