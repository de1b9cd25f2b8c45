/** After the last key, before it is saved. */
const pauseMs = 1000;

type Said = 'idle' | 'saved' | 'unsaved';

/**
 * Saves the form around a field by itself, a moment after something was typed there; what cannot be saved now is with the
 * next key. Whoever sends the form has the last word: a saving that is under way is given up.
 */
export function savesItself(action: string, say: (state: Said) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending = new AbortController();
  const stop = () => {
    clearTimeout(timer);
    sending.abort();
  };
  async function save(form: HTMLFormElement) {
    sending.abort();
    sending = new AbortController();
    const { signal } = sending;
    try {
      const headers = { accept: 'application/json', 'x-sveltekit-action': 'true' };
      const answer = await fetch(action, { method: 'POST', headers, body: new FormData(form), signal });
      const { type } = (await answer.json()) as { type?: string };
      say(type === 'success' ? 'saved' : 'unsaved');
    } catch {
      if (!signal.aborted) say('unsaved');
    }
  }
  return {
    stop,
    touched({ target }: Event) {
      const form = target instanceof Element && target.closest('form');
      if (!form) return;
      clearTimeout(timer);
      say('idle');
      form.addEventListener('submit', stop, { once: true });
      timer = setTimeout(() => void save(form), pauseMs);
    },
  };
}
