/**
 * Calls once when a place of the page comes near what the reader sees, or at once where the address points into it.
 * Gives the way to stop waiting.
 */
export function whenSeen(place: HTMLElement, come: () => Promise<void>): () => void {
  const seen = new IntersectionObserver(([entry]) => {
    if (!entry?.isIntersecting) return;
    seen.disconnect();
    void come();
  });
  seen.observe(place);
  return () => seen.disconnect();
}
