/** What a feed says: texts as they are, which the writer escapes. Instants are ISO 8601. */
export type Feed = {
  /** Where the feed lies; it is its name for good, too. */
  self: string;
  /** The page whose conversation it carries. */
  page: string;
  language: string;
  title: string;
  subtitle: string;
  updated: string;
  entries: readonly FeedEntry[];
};

export type FeedEntry = {
  /** A UUID, which stays the same whatever changes. */
  id: string;
  page: string;
  title: string;
  author: string;
  language: string;
  published: string;
  updated: string;
  text: string;
};

/** Writes an Atom feed (RFC 4287). Every text goes in as plain text: nothing of it is markup to any reader. */
export function atomOf(feed: Feed): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xmlText(feed.language)}">`,
    element('id', feed.self),
    `<link rel="self" type="application/atom+xml" href="${xmlText(feed.self)}"/>`,
    `<link rel="alternate" type="text/html" href="${xmlText(feed.page)}"/>`,
    element('title', feed.title),
    element('subtitle', feed.subtitle),
    element('updated', feed.updated),
    ...feed.entries.map(entryOf),
    '</feed>',
    '',
  ].join('\n');
}

function entryOf(entry: FeedEntry): string {
  return [
    `<entry xml:lang="${xmlText(entry.language)}">`,
    element('id', `urn:uuid:${entry.id}`),
    `<link rel="alternate" type="text/html" href="${xmlText(entry.page)}"/>`,
    element('title', entry.title),
    `<author>${element('name', entry.author)}</author>`,
    element('published', entry.published),
    element('updated', entry.updated),
    `<content type="text">${xmlText(entry.text)}</content>`,
    '</entry>',
  ].join('\n');
}

const element = (name: string, text: string) => `<${name}>${xmlText(text)}</${name}>`;

// What XML 1.0 (section 2.2) can't carry, not even escaped.
// oxlint-disable-next-line no-control-regex -- these are what is meant
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** A text as XML carries it in an element or an attribute. What it can't carry becomes the sign for that. */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replace(notInXml, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;')
    .replaceAll('\t', '&#9;')
    .replaceAll('\n', '&#10;');
}

/** When a feed last changed: with its latest entry; without any, at that time. */
export function latestOf(entries: readonly { updated: string }[], otherwise: string): string {
  const times = entries.map(({ updated }) => Temporal.Instant.from(updated));
  return times.toSorted(Temporal.Instant.compare).at(-1)?.toString() ?? otherwise;
}
