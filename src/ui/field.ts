/** What every kind of field takes; the kinds add their own. */
export interface FieldProps {
  /** Name in the form. */
  name: string;
  /** Makes the ids of the label, the hint and the error; needed where two forms of a page share a name. */
  id?: string;
  label: string;
  /** One line on why it matters or what to write. */
  hint?: string;
  /** What is wrong with what was typed; shown at the field and read out with it. */
  error?: string;
  required?: boolean;
  /** Says that it may be left empty, in a form where most things are required. */
  optional?: boolean;
}

/**
 * The ids of the texts around a control that are read out with it. Controls write out their attributes: spread onto an
 * element, they would bring every page the code that sets any attribute there is.
 */
export const describedBy = ({
  name,
  id = name,
  hint,
  error,
}: Pick<FieldProps, 'name' | 'id' | 'hint' | 'error'>): string | undefined =>
  [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
