/** A text that somebody was writing when its form went away. */
export type Leftover = {
  readonly form: string;
  readonly label: string;
  readonly text: string;
  isShown: boolean;
};

/** As long as the answer to an own sending may take. */
const answerMs = 5000;

/**
 * Keeps what was being typed in a form that the page no longer has, because the other side acted meanwhile. A text
 * whose own sending took the form away is shown only when that sending turns out to have failed.
 */
export class Leftovers {
  list = $state<Leftover[]>([]);

  leave(form: string, label: string, text: string, isSending: boolean): void {
    this.list.push({ form, label, text, isShown: !isSending });
    if (isSending) setTimeout(() => this.#show(form), answerMs);
  }

  /** The answer to a form has come: its text has arrived, or is still here. */
  answered(form: string, isDone: boolean): void {
    if (isDone) this.list = this.list.filter((one) => one.form !== form);
    else this.#show(form);
  }

  drop(leftover: Leftover): void {
    this.list = this.list.filter((one) => one !== leftover);
  }

  #show(form: string): void {
    for (const leftover of this.list) if (leftover.form === form) leftover.isShown = true;
  }
}
