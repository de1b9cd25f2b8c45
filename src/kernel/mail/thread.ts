/** The Message-ID of a mail of ours (RFC 5322, 3.6.4). */
export const messageIdFor = (mail: string, host: string): string => `<${mail}@${host}>`;

/**
 * The headers that make one thread of all mails about one brief: each refers to a root that no mail has, which is the same
 * for everybody, and to the mail before it.
 */
export function threadHeaders(
  { brief, before, answers }: { brief: string | null; before: string | null; answers: string | null },
  host: string,
): { inReplyTo?: string; references?: string[] } {
  if (!brief) return answers ? { inReplyTo: answers, references: [answers] } : {};
  const root = `<brief.${brief}@${host}>`;
  const previous = before && messageIdFor(before, host);
  const references = [root, previous, answers].filter((one): one is string => Boolean(one));
  return { inReplyTo: answers ?? previous ?? root, references };
}

/** A Message-ID as it may stand in a header of ours; null for anything else, whatever somebody wrote there. */
export function cleanMessageId(text: string | undefined | null): string | null {
  const id = /^\s*(<[^<>\s\u0000-\u001f\u007f]{3,250}>)/u.exec(text ?? '')?.[1] ?? null;
  return id && /^[\x21-\x7e]+$/.test(id) ? id : null;
}
