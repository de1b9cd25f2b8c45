/** Calls once when a place of the page comes into what the reader sees. Gives the way to stop waiting. */
export function whenSeen(place: HTMLElement, come: () => Promise<void>): () => void {
  const seen = new IntersectionObserver(([entry]) => {
    if (!entry?.isIntersecting) return;
    seen.disconnect();
    void come();
  });
  seen.observe(place);
  return () => seen.disconnect();
}
