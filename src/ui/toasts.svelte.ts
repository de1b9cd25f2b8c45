export interface Toast {
  id: number;
  text: string;
  tone: 'info' | 'success' | 'caution' | 'error';
}

const SHOWN_FOR = 7000;
let lastId = 0;

/** What `Toasts` shows now, oldest first. */
export const toasts = $state<Toast[]>([]);

/** Says something in passing, in the browser only. What must not be missed belongs on the page instead. */
export function toast(text: string, tone: Toast['tone'] = 'success'): void {
  const id = ++lastId;
  toasts.push({ id, text, tone });
  setTimeout(() => dismiss(id), SHOWN_FOR);
}

/** Takes a toast away before its time. */
export function dismiss(id: number): void {
  const index = toasts.findIndex((shown) => shown.id === id);
  if (index >= 0) toasts.splice(index, 1);
}
