import { setTimeout as pause } from 'node:timers/promises';
import type { Product } from './product.ts';

/** A mail that was kept for want of SMTP, as the operator's page shows it. */
export interface KeptMail {
  subject: string;
  address: string;
  text: string;
  /** Where its button leads; '' for a mail without one. */
  link: string;
}

export interface Outbox {
  /** The newest mail to that address with that subject, as soon as it is there. */
  mailTo(address: string, subject: string): Promise<KeptMail>;
  /** All mails to that address so far, the newest first. */
  mailsTo(address: string): Promise<KeptMail[]>;
}

const patienceMs = 15_000;

/** Opens the operator's page with the key that the start has printed. */
export async function openOutbox(product: Product): Promise<Outbox> {
  if (!product.operatorLink) throw new Error('With SMTP, mails are not kept');
  const opened = await fetch(product.operatorLink, { redirect: 'manual' });
  const cookie = opened.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
  const read = async () => {
    const answer = await fetch(`${product.origin}/operator`, {
      headers: { cookie, 'accept-language': 'en' },
    });
    if (!answer.ok) throw new Error(`The operator's page answers ${answer.status}`);
    return mailsIn(await answer.text(), product.origin);
  };
  const mailsTo = async (address: string) => (await read()).filter((mail) => mail.address === address);
  return {
    mailsTo,
    async mailTo(address, subject) {
      for (const end = Date.now() + patienceMs; ;) {
        const mails = await mailsTo(address);
        const found = mails.find((mail) => mail.subject === subject);
        if (found) return found;
        if (Date.now() > end)
          throw new Error(
            `No mail to ${address} about ${subject}, only: ${mails.map((mail) => mail.subject)}`,
          );
        await pause(50);
      }
    },
  };
}

function mailsIn(page: string, origin: string): KeptMail[] {
  return page
    .split('<li class="card')
    .slice(1)
    .map((card) => {
      const [head = '', ...paragraphs] = card.split('<p ');
      const content = paragraphs.find((paragraph) => paragraph.includes('whitespace-pre-wrap')) ?? '';
      const links = [...content.matchAll(/<a href="([^"]+)"/g)].map((match) => plain(match[1] ?? ''));
      return {
        subject: plain(/<h2[^>]*>(.*?)<\/h2>/s.exec(head)?.[1] ?? ''),
        address: /To (\S+@\S+)/.exec(plain(paragraphs[0] ?? ''))?.[1] ?? '',
        text: plain(content.slice(content.indexOf('>') + 1)),
        link: links.find((link) => link.startsWith(`${origin}/`)) ?? '',
      };
    });
}

/** Text without the markup around it. */
function plain(html: string): string {
  const characters: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
  return html
    .replaceAll(/<!--.*?-->|<[^>]*>/gs, '')
    .replaceAll(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => characters[name] ?? '')
    .trim();
}
