import type { EngagementRole } from '#kernel/actor.ts';
import { mayDo, type Standing } from './rules.ts';

/** How much fits on a brief. */
export const fileSizes = { bytes: 25 * 1024 * 1024, perRequest: 20, perBrief: 100, nameChars: 120 } as const;

/** What is given where a type is not known, or is one that a browser would run. */
export const unknownType = 'application/octet-stream';

/** Types that a browser may show in place: pictures and PDF, which it draws without running anything of ours. */
const shownInline = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf'];

export const opensInline = (mediaType: string): boolean => shownInline.includes(mediaType);

/** Types that hold scripts or load others: never served as what they are. */
const active = /xml|html|svg|javascript|ecmascript|shockwave|x-msdownload/i;
const activeName = /\.(?:x?html?|xht|svgz?|xml|xsl|mjs|js|mht|mhtml)$/i;

/**
 * The type under which a file is given back. What it really is was found in its first bytes (`detected`, or null); what
 * its name or its sender says is not believed. Text that is no markup stays `text/plain`.
 */
export function servedType(detected: string | null, head: Uint8Array, name: string): string {
  if (detected !== null) return active.test(detected) ? unknownType : detected;
  return isPlainText(head) && !activeName.test(name) ? 'text/plain' : unknownType;
}

/** UTF-8 without control characters that does not begin like markup. */
function isPlainText(head: Uint8Array): boolean {
  try {
    // `stream`: the last character may be cut in the middle.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    // eslint-disable-next-line no-control-regex -- the control characters are what is looked for
    return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text) && !/^\s*</.test(text);
  } catch {
    return false;
  }
}

/**
 * A name that is safe to show and to write to any disk: the last part of a path, without control characters and without
 * the marks that turn the direction of writing (they make "exe.pdf" of "fdp.exe"), its ending kept when it is cut.
 */
export function cleanFileName(raw: string): string {
  const name = (raw.split(/[/\\]/).at(-1) ?? '')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"<>|:*?]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^\.+/, '');
  const characters = [...name];
  if (characters.length === 0) return 'file';
  if (characters.length <= fileSizes.nameChars) return name;
  const ending = /\.[^.\s]{1,10}$/u.exec(name)?.[0] ?? '';
  return `${characters.slice(0, fileSizes.nameChars - ending.length).join('')}${ending}`;
}

/**
 * Why a file can't be taken away again, or null: only by who attached it, while the draft is still on the desk or, for
 * an assistant, while it is in no delivery. Codes: `not_your_file`, `file_in_use`, and those of attaching.
 */
export function whyNotRemove(
  file: { readonly isOwn: boolean; readonly isDelivered: boolean },
  standing: Standing,
  role: EngagementRole,
): 'not_your_file' | 'file_in_use' | null {
  if (!file.isOwn) return 'not_your_file';
  if (file.isDelivered || !mayDo('attachFile', standing, role)) return 'file_in_use';
  return standing.state === 'draft' || role === 'assistant' ? null : 'file_in_use';
}
