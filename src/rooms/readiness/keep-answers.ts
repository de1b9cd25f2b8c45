/** The only script of the self-assessment: keeps each answer as it is given, so that a reload or another language loses none. */
document.addEventListener('change', ({ target }) => {
  const isAnswer = target instanceof HTMLInputElement && target.type === 'radio';
  if (!isAnswer && !(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
  // What is picked and judged of activities goes together, since an unticked box says nothing by itself.
  const body = isAnswer || !target.form ? new FormData() : new FormData(target.form);
  if (isAnswer) body.set(target.name, target.value);
  body.set('go', 'keep');
  // An answer that could not be kept is still on the page, and goes with its step.
  fetch(location.href, {
    method: 'POST',
    body,
    headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
    keepalive: true,
  }).catch(() => undefined);
});
