import { mail_stop } from '#messages';
import type { MailText, Reader } from './template.ts';

/** Where the reader can do without such mails. */
const whereMailsStop = '/account#mails';

/** A mail ready for the transport. `headers` never carry text that somebody typed. */
export type RenderedMail = { subject: string; text: string; html: string; headers: Record<string, string> };

/**
 * Plain text and HTML (inline styles and tables, as mail programs need them) of a mail.
 * Everything is escaped here; line breaks are taken out of the subject, so that no name can add a header.
 *
 * @param kind `tellsOfWork`: the reader can do without such mails, and it says how (RFC 2369, section 3.2);
 *   `isAnswerable`: what is answered to it arrives, and it says what that does
 */
export function renderMail(
  written: MailText,
  reader: Reader,
  origin: string,
  { tellsOfWork = false, isAnswerable = false }: { tellsOfWork?: boolean; isAnswerable?: boolean } = {},
): RenderedMail {
  const answer = isAnswerable ? (written.answer ?? null) : null;
  const mail = { ...written, answer };
  const url = mail.button ? new URL(mail.button.path, origin).toString() : null;
  const stop = tellsOfWork ? new URL(whereMailsStop, origin).toString() : null;
  const headers: Record<string, string> = stop ? { 'List-Unsubscribe': `<${stop}>` } : {};
  return {
    subject: mail.subject.replace(/\s+/gu, ' ').trim().slice(0, 180),
    text: plainText(mail, reader, { url, stop, origin }),
    html: htmlOf(mail, reader, { url, stop, origin }),
    headers,
  };
}

type Answerable = Omit<MailText, 'answer'> & { answer: string | null };
type Links = { url: string | null; stop: string | null; origin: string };

function plainText(mail: Answerable, { locale }: Reader, { url, stop, origin }: Links): string {
  const blocks = [
    ...mail.paragraphs,
    mail.facts?.map(({ label, value }) => `${label}: ${value}`).join('\n') ?? '',
    mail.quote ? mail.quote.replace(/^/gm, '> ') : '',
    mail.answer ?? '',
    url && mail.button ? `${mail.button.label}:\n${url}` : '',
    [
      `--\n${mail.why}`,
      ...(stop ? [`${mail_stop({}, { locale })}: ${stop}`] : []),
      `Delega · ${origin}`,
    ].join('\n'),
  ];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}

function htmlOf(mail: Answerable, reader: Reader, { url, stop, origin }: Links): string {
  const paragraphs = mail.paragraphs.map((text) => `<p style="margin:0 0 16px">${lines(text)}</p>`).join('');
  const facts = mail.facts?.length
    ? `<table role="presentation" style="margin:0 0 16px;border-collapse:collapse">${mail.facts
        .map(
          ({ label, value }) =>
            `<tr><td style="padding:2px 16px 2px 0;color:#5d574b;vertical-align:top">${escapeHtml(label)}</td><td style="padding:2px 0">${lines(value)}</td></tr>`,
        )
        .join('')}</table>`
    : '';
  const quote = mail.quote
    ? `<blockquote style="margin:0 0 16px;padding:8px 16px;border-left:3px solid #b9b09c">${lines(mail.quote)}</blockquote>`
    : '';
  const button =
    url && mail.button
      ? `<p style="margin:24px 0"><a href="${escapeHtml(url)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#285a48;color:#ffffff;text-decoration:none;font-weight:600">${escapeHtml(mail.button.label)}</a></p>`
      : '';
  const answer = mail.answer ? `<p style="margin:0 0 16px">${lines(mail.answer)}</p>` : '';
  const stopping = stop
    ? `<a href="${escapeHtml(stop)}" style="color:#5d574b">${escapeHtml(mail_stop({}, { locale: reader.locale }))}</a> · `
    : '';
  return `<!doctype html><html lang="${reader.locale}"><head><meta charset="utf-8"><title>${escapeHtml(mail.subject)}</title></head><body style="margin:0;background:#f6f2e9;color:#26231d;font:16px/1.5 'Helvetica Neue',Arial,sans-serif"><div style="max-width:560px;margin:0 auto;padding:32px 24px">${paragraphs}${facts}${quote}${answer}${button}<p style="margin:32px 0 0;padding-top:16px;border-top:1px solid #ddd5c4;color:#5d574b;font-size:13px">${lines(mail.why)}<br>${stopping}<a href="${escapeHtml(origin)}" style="color:#5d574b">Delega</a></p></div></body></html>`;
}

function lines(text: string): string {
  return escapeHtml(text).replaceAll('\n', '<br>');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
