import { fileSizes } from './files.ts';

/** A file on its way, as the page shows it. */
export type Upload = {
  readonly id: number;
  readonly file: File;
  /** 0 to 1. */
  progress: number;
  state: 'waiting' | 'sending' | 'failed' | 'too large';
  /** Why it failed, in words of the server, if it said. */
  reason: string;
};

/** Sends files one after the other, so that each tells how far it is and one that fails leaves the others alone. */
export class Uploads {
  list = $state<Upload[]>([]);
  #to: () => Promise<string | null>;
  #ondone: () => Promise<void>;
  #made = 0;
  #isWorking = false;

  /**
   * @param to address to send to; null when there is none, and the files then wait for another try
   * @param ondone called once the files that could be sent are there
   */
  constructor(to: () => Promise<string | null>, ondone: () => Promise<void>) {
    this.#to = to;
    this.#ondone = ondone;
  }

  /** Larger files are not sent; the server checks again. */
  add(files: readonly File[]): void {
    for (const file of files) {
      const state = file.size > fileSizes.bytes ? 'too large' : 'waiting';
      this.list.push({ id: (this.#made += 1), file, progress: 0, state, reason: '' });
    }
    void this.#work();
  }

  retry(id: number): void {
    const upload = this.list.find((one) => one.id === id);
    if (upload) Object.assign(upload, { state: 'waiting', progress: 0, reason: '' });
    void this.#work();
  }

  dismiss(id: number): void {
    this.list = this.list.filter((one) => one.id !== id);
  }

  async #work(): Promise<void> {
    if (this.#isWorking) return;
    this.#isWorking = true;
    let sent = 0;
    for (;;) {
      const upload = this.list.find(({ state }) => state === 'waiting');
      if (!upload) break;
      upload.state = 'sending';
      const to = await this.#to();
      const answer = to === null ? { ok: false, reason: '' } : await sendFile(to, upload);
      if (answer.ok) {
        sent += 1;
        this.dismiss(upload.id);
      } else Object.assign(upload, { state: 'failed', reason: answer.reason });
    }
    if (sent > 0) await this.#ondone();
    this.#isWorking = false;
  }
}

/** Only XMLHttpRequest tells how far an upload is. */
function sendFile(to: string, upload: Upload): Promise<{ ok: boolean; reason: string }> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', to);
    request.setRequestHeader('accept', 'application/json');
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      if (total > 0) upload.progress = loaded / total;
    });
    request.addEventListener('load', () => {
      const ok = request.status >= 200 && request.status < 300;
      resolve({ ok, reason: ok ? '' : reasonIn(request.responseText) });
    });
    request.addEventListener('error', () => resolve({ ok: false, reason: '' }));
    const body = new FormData();
    body.append('files', upload.file);
    request.send(body);
  });
}

function reasonIn(body: string): string {
  try {
    const { message } = JSON.parse(body) as { message?: unknown };
    return typeof message === 'string' ? message : '';
  } catch {
    return '';
  }
}
