import type { Locator, Page } from '@playwright/test';

/** Milliseconds from the click on a button, as the page itself feels it, to the frame that shows such an element. */
export async function millisecondsUntil(page: Page, button: Locator, selector: string): Promise<number> {
  const shown = await page.evaluateHandle((expected) => {
    let clickedAt = 0;
    addEventListener('click', ({ timeStamp }) => (clickedAt ||= timeStamp), { capture: true, once: true });
    const done = new Promise<number>((resolve) => {
      const look = () => {
        if (!document.querySelector(expected)) return false;
        // The task after a frame's callback runs when that frame is on its way to the screen.
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - clickedAt)));
        return true;
      };
      const watch = new MutationObserver(() => look() && watch.disconnect());
      watch.observe(document, { childList: true, subtree: true });
    });
    return { done };
  }, selector);
  await button.click();
  return shown.evaluate(({ done }) => done);
}
