import type { Component } from 'svelte';
import type { RefusedForm } from '#kernel/web/form.server.ts';
import type { BriefDesk } from './brief-page.server.ts';
import type { Desk } from './desk.ts';
import type { DraftFields } from './draft-fields.ts';
import type { PageTexts } from './texts.ts';

/** What the page of a brief consists of, by where it stands and who reads it. */
export type BriefParts = {
  readonly Main: Component<DeskProps>;
  /** What the reader may do next. */
  readonly Steps?: Component<{ desk: Desk }>;
  /** What was understood, asked and delivered so far. */
  readonly SoFar?: Component<{ desk: Desk }>;
  /** Of a draft that others see too. */
  readonly Conversation?: Component<{ desk: Desk }>;
};

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
};

export type ActionAnswer = {
  readonly done?: string;
  readonly refused?: RefusedForm;
  /** A draft as it was sent, when it comes back to a page without JavaScript. */
  readonly draft?: DraftFields;
  readonly [more: string]: unknown;
} | null;

/** Fetches the parts that the page needs, and no others: a browser loads no code for what is not there. */
export async function partsOf({ view, draft }: BriefDesk): Promise<BriefParts> {
  if (draft) {
    const isShared = view.messageCount > 0 || view.startedBy === 'assistant' || view.sentAt !== null;
    const [main, conversation] = await Promise.all([
      import('./DraftDesk.svelte'),
      isShared ? import('./Conversation.svelte') : undefined,
    ]);
    return { Main: main.default, Conversation: conversation?.default };
  }
  const isAtWork = view.mayDo.some(
    (action) => !['postMessage', 'archiveBrief', 'restoreBrief'].includes(action),
  );
  const hasPast = view.teachBacks.length + view.questions.length + view.deliveries.length > 0;
  const [main, steps, soFar] = await Promise.all([
    import('./SentDesk.svelte'),
    isAtWork
      ? view.role === 'assistant'
        ? import('./AssistantSteps.svelte')
        : import('./ClientSteps.svelte')
      : undefined,
    hasPast ? import('./SoFar.svelte') : undefined,
  ]);
  return { Main: main.default, Steps: steps?.default, SoFar: soFar?.default };
}
