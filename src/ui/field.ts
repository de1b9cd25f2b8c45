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

/** The attributes that tie a control to the texts which `Field` shows around it. */
export function fieldAttributes({ name, id = name, hint, error, required }: FieldProps) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return {
    id,
    name,
    required: required || undefined,
    'aria-describedby': described || undefined,
    'aria-invalid': error ? ('true' as const) : undefined,
  };
}
