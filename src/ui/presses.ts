let open = 0;
let waiting: (() => void)[] = [];

/** Tells that a form was sent. Whoever calls this calls what it returns when the answer is on the page. */
export function pressed(): () => void {
  open += 1;
  return () => {
    open -= 1;
    if (open > 0) return;
    const ready = waiting;
    waiting = [];
    for (const go of ready) go();
  };
}

/** Does it when no form of the page awaits its answer: at once, or later. */
export function whenAnswered(go: () => void): void {
  if (open === 0) go();
  else waiting.push(go);
}
