import type { BrowserContext } from '@playwright/test';

/** What went wrong in a browser without anybody looking: collected through a test and expected to be nothing. */
export class Watch {
  readonly faults: string[] = [];
  readonly #origin: string;
  #isExpected: (fault: string) => boolean = () => false;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** From now on browsers are closed: what is cut off by that is no fault. */
  end(): void {
    this.expect(/^/);
  }

  /** For the test that provokes it: faults that match are no faults. */
  expect(pattern: RegExp): void {
    const before = this.#isExpected;
    this.#isExpected = (fault) => before(fault) || pattern.test(fault);
  }

  /** Listens to every page of a context, from its first request on. */
  over(context: BrowserContext): void {
    context.on('console', (message) => {
      // A page may answer 4xx, for example to a form with an error in it; what is loaded by a page may not: see below.
      if (message.text().startsWith('Failed to load resource: the server responded with a status')) return;
      if (message.type() === 'error') this.#add(`console: ${message.text()} (${message.page()?.url()})`);
    });
    context.on('weberror', (failure) => {
      // What the browser itself throws, as for a module that did not come, has a message and no stack.
      const error = failure.error();
      // A page was left before it had faded in: only browsers speak of that, and no page can catch it.
      if (/^Transition was (skipped|aborted)/.test(error.message)) return;
      this.#add(`script: ${error.stack || error} (${failure.page()?.url()})`);
    });
    context.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      const isOwn = origin === this.#origin || protocol === 'data:' || protocol === 'blob:';
      if (!isOwn) this.#add(`request to another host: ${request.url()}`);
    });
    context.on('response', (response) => {
      const kind = response.request().resourceType();
      const isPart = !['document', 'fetch', 'xhr'].includes(kind);
      if (response.status() >= 500 || (isPart && response.status() >= 400))
        this.#add(`${response.status()} ${response.request().method()} ${response.url()}`);
    });
  }

  #add(fault: string): void {
    if (!this.#isExpected(fault)) this.faults.push(fault);
  }
}
