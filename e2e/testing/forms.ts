import type { Page } from '@playwright/test';

/** A control of a form, with what it holds when the page comes. */
export interface Control {
  name: string;
  kind: 'text' | 'secret' | 'choice' | 'hidden' | 'file';
  /** What people write there in their own words: one line or several. Null for numbers, dates, addresses and the rest. */
  words: 'line' | 'prose' | null;
  /** Something that the form would take: what it holds, else a plausible text. */
  good: string;
  /** Whether it is sent by itself: a box that isn't ticked is not. */
  isSent: boolean;
}

/** One way to send a form: with one of its buttons. */
export interface Way {
  action: string;
  /** The name and value of the button, if it has one. */
  button: [string, string] | null;
  controls: Control[];
}

/** Every way to send a form of the page that is open. */
export function waysToSend(page: Page): Promise<Way[]> {
  return page.locator('form').evaluateAll((forms) => {
    const plausible: Record<string, string> = {
      email: 'ana@example.org',
      password: 'una clave bastante larga',
      number: '1',
      decimal: '1',
      date: '2027-01-15',
      time: '10:30',
      'datetime-local': '2027-01-15T10:30',
      url: 'https://example.org',
    };
    // As the product has it: what opens something is not written into a page again.
    const neverReturned = /password|secret|token|code/i;
    const controlOf = (element: Element): Control[] => {
      const control = element as HTMLInputElement;
      if (!control.name || element.tagName === 'BUTTON' || element.tagName === 'FIELDSET') return [];
      const { name, type, value, inputMode } = control;
      const good = value || plausible[inputMode] || plausible[type] || 'Texto';
      if (type === 'radio' || type === 'checkbox')
        return [{ name, kind: 'choice', words: null, good, isSent: control.checked }];
      const kind =
        type === 'hidden' || type === 'file'
          ? type
          : type === 'password' || neverReturned.test(name)
            ? 'secret'
            : element.tagName === 'SELECT'
              ? 'choice'
              : 'text';
      const isLine = type === 'text' && !inputMode;
      const words =
        kind !== 'text' ? null : element.tagName === 'TEXTAREA' ? 'prose' : isLine ? 'line' : null;
      return [{ name, kind, words, good, isSent: true }];
    };
    return (forms as HTMLFormElement[])
      .filter((form) => form.method === 'post')
      .flatMap((form) => {
        const controls = [...form.elements].flatMap(controlOf);
        const buttons = [...form.elements].filter(
          (element): element is HTMLButtonElement =>
            element.tagName === 'BUTTON' && (element as HTMLButtonElement).type === 'submit',
        );
        const ways = buttons.map((button) => ({
          action: button.hasAttribute('formaction') ? button.formAction : form.action,
          button: button.name ? ([button.name, button.value] as [string, string]) : null,
          controls,
        }));
        return ways.length > 0 ? ways : [{ action: form.action, button: null, controls }];
      });
  });
}

/** What a form sends, with some controls holding something else. */
export function entriesOf(way: Way, changed: Record<string, string> = {}): [string, string][] {
  const entries = way.controls
    .filter(({ name, kind, isSent }) => kind !== 'file' && (isSent || name in changed))
    .map(({ name, good }): [string, string] => [name, changed[name] ?? good]);
  return way.button ? [...entries, way.button] : entries;
}

export interface Sent {
  status: number;
  page: string;
  /** Where the answer sends the browser; null where it stays. */
  location: string | null;
}

let senders = 0;

/** Sends a form as a browser without script does, each time from another place. */
export async function sendForm(action: string, entries: [string, string][], cookies: string): Promise<Sent> {
  const answer = await post(action, entries, { accept: 'text/html', cookie: cookies });
  return { status: answer.status, page: await answer.text(), location: answer.headers.get('location') };
}

/** The status of what a form's action answers to the script of the page, which asks for no page. */
export async function statusOf(
  action: string,
  entries: [string, string][],
  cookies: string,
): Promise<number> {
  const answer = await post(action, entries, { accept: 'application/json', cookie: cookies });
  const text = await answer.text();
  return answer.ok ? Number(JSON.parse(text).status) : answer.status;
}

async function post(
  action: string,
  entries: [string, string][],
  headers: Record<string, string>,
): Promise<Response> {
  const send = () =>
    fetch(action, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        origin: new URL(action).origin,
        'accept-language': 'es',
        'content-type': 'application/x-www-form-urlencoded',
        'x-forwarded-for': `10.1.${(senders >> 8) & 255}.${senders++ & 255}`,
        ...headers,
      },
      body: new URLSearchParams(entries).toString(),
    });
  // A connection that was kept open may be closed by the server at the moment of its next use.
  return send().catch(send);
}

/** What the fields of that name hold in a page that came back: several forms of it may have one. */
export function fieldsIn(page: string, name: string): string[] {
  return [...page.matchAll(/<(input|textarea)\s(?:[^>"]|"[^"]*")*>/g)]
    .filter(([tag]) => tag.includes(` name="${name}"`))
    .map(({ 0: tag, 1: element, index }) => {
      if (element === 'input') return decoded(/\svalue="([^"]*)"/.exec(tag)?.[1] ?? '');
      const start = index + tag.length;
      // The parser of HTML drops one line break at the start of a text area.
      return decoded(page.slice(start, page.indexOf('</textarea>', start)).replace(/^\n/, ''));
    });
}

/** Whether a page shows the text: in a field, or as what stands between two tags, to the letter. */
export function showsText(page: string, text: string): boolean {
  const values = [...page.matchAll(/\svalue="([^"]*)"/g)].map(([, value]) => decoded(value ?? ''));
  const pieces = page
    .split(/<!--.*?-->|<(?:[^>"]|"[^"]*")*>/s)
    // The parser of HTML drops one line break at the start of a text area, where a page therefore has one.
    .map((piece) => decoded(piece).replace(/^\n/, ''));
  return [...values, ...pieces].some((shown) => shown === text || shown.trim() === text);
}

/** Whether a page that came back still has a form: it may be gone with the step that it was for. */
export function hasForm(page: string, { action, controls }: Way): boolean {
  const inputs = page.match(/<input\s(?:[^>"]|"[^"]*")*>/g) ?? [];
  const ids = controls.filter(
    ({ kind, name, good }) => kind === 'hidden' && name !== 'key' && isId.test(good),
  );
  const knows = ({ name, good }: Control) =>
    inputs.some((tag) => tag.includes(` name="${name}"`) && tag.includes(` value="${good}"`));
  const typed = controls.some(({ name, kind }) => kind !== 'hidden' && fieldsIn(page, name).length > 0);
  const [act] = /\?\/\w+/.exec(new URL(action).search) ?? [''];
  return typed && page.includes(act) && ids.every(knows);
}

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function decoded(html: string): string {
  const characters: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
  return html.replaceAll(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => characters[name] ?? '');
}

/** The cookies of a browser, as its requests carry them. */
export async function cookiesOf(page: Page): Promise<string> {
  const cookies = await page.context().cookies();
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}
