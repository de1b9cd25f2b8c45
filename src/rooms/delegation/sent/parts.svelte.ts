import type { Component } from 'svelte';
import type { BriefParts, PanelProps } from '../brief-parts.svelte.ts';
import type { BriefDesk } from '../brief-page.server.ts';
import { panelsFor, type PanelName } from '../panels.ts';

const panelOf: Record<PanelName, () => Promise<{ default: Component<PanelProps> }>> = {
  answer: () => import('../steps/AnswerPanel.svelte'),
  confirm: () => import('../steps/ConfirmPanel.svelte'),
  agree: () => import('../steps/AgreePanel.svelte'),
  review: () => import('../steps/ReviewPanel.svelte'),
  teachBack: () => import('../steps/TeachBackPanel.svelte'),
  deliver: () => import('../steps/DeliverPanel.svelte'),
  promise: () => import('../steps/PromisePanel.svelte'),
};

/** The parts of a brief that was sent: what the reader may do now, what came before, and the form that is asked for. */
export async function sentParts({ view }: BriefDesk, act: string | null): Promise<BriefParts> {
  const hasPast = view.teachBacks.length + view.questions.length + view.deliveries.length > 0;
  const [main, soFar, panels, form] = await Promise.all([
    import('./SentDesk.svelte'),
    hasPast ? import('./past/SoFar.svelte') : undefined,
    Promise.all(
      panelsFor(view).map(async (needed) => ({ ...needed, Panel: (await panelOf[needed.name]()).default })),
    ),
    act ? import('../steps/ActForm.svelte') : undefined,
  ]);
  return {
    Main: main.default,
    SoFar: soFar?.default,
    panels,
    asked: act && form ? { name: act, Form: form.default } : undefined,
  };
}
