import type { Desk } from '../desk.ts';
import type { PageTexts } from '../texts.ts';

/** Something that can be done beside what is awaited, in a dialog with a form of its own. */
export type Act =
  | { readonly kind: 'ask' }
  | { readonly kind: 'propose' }
  | {
      readonly kind: 'plain';
      /** The page's action, without "?/". */
      readonly action: string;
      readonly label: string;
      /** What will happen, and what can be done about it later. */
      readonly text: string;
      /** Asks why; left out where there is nothing to explain. */
      readonly reason?: { readonly label: string; readonly hint?: string; readonly optional?: boolean };
      readonly isDanger?: boolean;
    };

type Offer = { readonly act: Act; readonly label: string; readonly title?: string };

/** Under which name the answer to its form comes back. */
export const formOf = (act: Act): string => (act.kind === 'plain' ? act.action : act.kind);

/** What the reader may also do now, beside what is awaited. */
export function actsBeside({ view }: Desk, t: PageTexts): readonly Offer[] {
  const may = (action: (typeof view.mayDo)[number]) => view.mayDo.includes(action);
  const mayPropose = may('proposeDate') && !view.proposals.some(({ status }) => status === 'open');
  const offers: (Offer | false)[] = [
    may('askQuestion') && { act: { kind: 'ask' }, label: t.action_ask_question, title: t.page_ask_title },
    mayPropose && { act: { kind: 'propose' }, label: t.action_propose_date },
    may('declineBrief') &&
      plain('decline', t.action_decline_brief, t.page_decline_text, {
        reason: { label: t.page_decline_reason, hint: t.page_decline_reason_why },
        isDanger: true,
      }),
    may('returnToDraft') && plain('returnToDraft', t.action_return_to_draft, t.page_return_text),
  ];
  return offers.filter((offer) => offer !== false);
}

/** What puts a brief away. */
export function actsThatEnd({ view }: Desk, t: PageTexts): readonly Offer[] {
  const may = (action: (typeof view.mayDo)[number]) => view.mayDo.includes(action);
  const offers: (Offer | false)[] = [
    may('archiveBrief') && plain('archive', t.action_archive_brief, t.page_archive_text),
    may('withdrawBrief') &&
      plain('withdraw', t.action_withdraw_brief, t.page_withdraw_text, {
        reason: { label: t.page_withdraw_reason, hint: t.page_withdraw_reason_why, optional: true },
        isDanger: true,
      }),
  ];
  return offers.filter((offer) => offer !== false);
}

const plain = (
  action: string,
  label: string,
  text: string,
  more: Pick<Extract<Act, { kind: 'plain' }>, 'reason' | 'isDanger'> = {},
): Offer => ({ act: { kind: 'plain', action, label, text, ...more }, label });
