/** What every kind of field takes; the kinds add their own. */
export interface FieldProps {
  /** Name in the form; also makes the ids of the label, the hint and the error. */
  name: string;
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
export function fieldAttributes({ name, hint, error, required }: FieldProps) {
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return {
    id: name,
    name,
    required: required || undefined,
    'aria-describedby': described || undefined,
    'aria-invalid': error ? ('true' as const) : undefined,
  };
}
