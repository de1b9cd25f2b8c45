/** Something that can be done beside what is awaited, in a dialog with a form of its own. */
export type Act =
  | { readonly kind: 'ask' }
  /** `by` stands in the form at first, on the reader's clock. */
  | { readonly kind: 'propose'; readonly by: string }
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

/** Under which name the answer to its form comes back. */
export const formOf = (act: Act): string => (act.kind === 'plain' ? act.action : act.kind);
