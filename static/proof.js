// Runs in the page and, started again by itself, as a worker. In the page: once somebody begins to write in a form with
// data-proof, the worker looks for a number whose SHA-256 together with the form's lot begins with enough zero bits. The
// form brings it along, and is held back until it is there. Without this script the form works too, with lower limits.
'use strict';
(() => {
  if (typeof document === 'undefined') {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has one listener, its page
    self.addEventListener('message', ({ data }) => self.postMessage(search(data.lot, data.bits)));
    return;
  }

  const source = document.currentScript.src;
  for (const form of document.querySelectorAll('form[data-proof]')) {
    const field = form.elements.namedItem('proof');
    const lot = String(form.elements.namedItem('challenge').value).split('.')[2];
    let state = field.value ? 'done' : 'idle';
    let waiting = null;
    const showWaiting = (isWaiting) => {
      form.ariaBusy = isWaiting ? 'true' : null;
      form.querySelector('[data-proof-waiting]').hidden = !isWaiting;
    };

    const finish = (proof) => {
      state = 'done';
      field.value = proof;
      if (!waiting) return;
      showWaiting(false);
      form.requestSubmit(waiting.button);
    };
    const begin = () => {
      if (state !== 'idle') return;
      state = 'working';
      try {
        const worker = new Worker(source);
        worker.addEventListener('message', ({ data }) => {
          worker.terminate();
          finish(String(data));
        });
        // It can be sent without, too.
        worker.addEventListener('error', () => finish(''));
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- as above
        worker.postMessage({ lot, bits: Number(form.dataset.proof) });
      } catch {
        finish('');
      }
    };
    form.addEventListener('focusin', begin);
    form.addEventListener('submit', (event) => {
      begin();
      if (state !== 'working') return;
      event.preventDefault();
      waiting = { button: event.submitter };
      showWaiting(true);
    });
  }

  function search(lot, bits) {
    const hash = hasher(`${lot}:`);
    for (let number = 0; ; number++) if (hash(String(number)) >>> (32 - bits) === 0) return number;
  }

  /** The first 32 bits of the SHA-256 (FIPS 180-4) of a short text: at most 55 characters of ASCII, one block. */
  function hasher(head) {
    const primes = [];
    for (let number = 2; primes.length < 64; number++)
      if (primes.every((prime) => number % prime !== 0)) primes.push(number);
    // The first 32 bits of the fraction of a root.
    const fraction = (root) => ((root - Math.floor(root)) * 2 ** 32) | 0;
    const K = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
    const H = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
    const w = new Int32Array(64);
    const turn = (word, by) => (word >>> by) | (word << (32 - by));

    return (tail) => {
      const text = head + tail;
      w.fill(0, 0, 16);
      for (let at = 0; at < text.length; at++) w[at >> 2] |= text.charCodeAt(at) << (24 - (at & 3) * 8);
      w[text.length >> 2] |= 0x80 << (24 - (text.length & 3) * 8);
      w[15] = text.length * 8;
      for (let i = 16; i < 64; i++) {
        const [x, y] = [w[i - 15], w[i - 2]];
        const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
        const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
      }
      let [a, b, c, d, e, f, g, h] = H;
      for (let i = 0; i < 64; i++) {
        const t1 =
          (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
        const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g;
        g = f;
        f = e;
        e = (d + t1) | 0;
        d = c;
        c = b;
        b = a;
        a = (t1 + t2) | 0;
      }
      return (H[0] + a) >>> 0;
    };
  }
})();
