import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../testing/database.ts';
import { atomOf, latestOf, xmlText, type Feed } from './atom.ts';
import { conversationFeed } from './feeds.server.ts';

// PostgreSQL reads XML by libxml2, and says no to what is none.
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

async function readFeed(xml: string, path: string): Promise<string[]> {
  const { rows } = await database.asOwner.query(
    `select unnest(xpath($2, xmlparse(document $1), array[array['a', 'http://www.w3.org/2005/Atom']]))::text as found`,
    [xml, path],
  );
  return rows.map(({ found }) => decoded(found));
}

const decoded = (text: string) =>
  text
    .replaceAll(/&#(?:x([0-9a-f]+)|([0-9]+));/gi, (_, hex, decimal) =>
      String.fromCodePoint(Number.parseInt(hex ?? decimal, hex ? 16 : 10)),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

/** Any characters there are, halves of pairs among them. */
const anyText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0x3000 }), fc.integer({ min: 0, max: 0x10ffff })), {
    minLength: 1,
  })
  .map((codes) => String.fromCodePoint(...codes));

const feed = (text: string): Feed => ({
  ...{
    self: `https://x.example/?a=1&b=${encodeURIComponent(text.toWellFormed())}`,
    page: 'https://x.example/',
  },
  ...{ language: 'es', title: text, subtitle: text, updated: '2026-11-27T10:00:00Z' },
  entries: [
    {
      ...{ id: '0193a7c0-0000-7000-8000-000000000000', page: 'https://x.example/#c', language: 'en' },
      ...{ title: text, author: text, text, published: '2026-11-26T10:00:00Z' },
      updated: '2026-11-27T10:00:00Z',
    },
  ],
});

/** What XML 1.0 has no place for becomes the sign for that. */
const asXmlKeeps = (text: string) =>
  // oxlint-disable-next-line no-control-regex -- these are what is meant
  text.toWellFormed().replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');

const hostile = [
  '<script>alert(1)</script>',
  ']]></content></entry><entry>',
  '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>&a;',
  '"><link href="javascript:alert(1)"/>',
  '\u0000\u0008\ufffe half \udc4d\t\r\n end',
  'עברית \u202e الإحالة',
];

test.each(hostile)('a feed carries %j as words', async (text) => {
  const xml = atomOf(feed(text));
  expect(await readFeed(xml, '//a:content/text()')).toEqual([asXmlKeeps(text)]);
  expect(await readFeed(xml, '//a:author/a:name/text()')).toEqual([asXmlKeeps(text)]);
  expect(await readFeed(xml, 'count(//a:entry)')).toEqual(['1']);
  expect(await readFeed(xml, 'count(//*[namespace-uri() != "http://www.w3.org/2005/Atom"])')).toEqual(['0']);
});

test('whatever is written, a reader of XML finds it again', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      const found = await readFeed(atomOf(feed(text)), '//a:content/text()');
      expect(found.join('')).toBe(asXmlKeeps(text));
    }),
    { numRuns: 60 },
  );
  expect(xmlText('a\r\nb')).toBe('a&#13;&#10;b');
});

test('a feed of a conversation has all that RFC 4287 asks for, and changes with its answers', async () => {
  const said = {
    ...{
      id: '0193a7c0-0000-7000-8000-000000000000' as never,
      kind: 'question' as const,
      language: 'es' as const,
    },
    ...{ name: 'Bruno', text: '¿Y las claves?', shownAt: '2026-11-27T10:00:00Z' },
    ...{ answer: 'Con un gestor.', answeredAt: '2026-11-28T09:00:00.5Z' },
  };
  const where = { origin: 'https://delega.example', guide: 'trust' as const, language: 'es' as const };
  const xml = conversationFeed(where, { name: 'Ana & Cía', address: 'ana' }, [said]);
  const all = (path: string) => readFeed(xml, path);
  expect(await all('/a:feed/a:id/text()')).toEqual([
    'https://delega.example/p/ana/guides/trust/feed.atom?lang=es',
  ]);
  expect(await all('/a:feed/a:link[@rel="self"]/@href')).toEqual(await all('/a:feed/a:id/text()'));
  expect(await all('/a:feed/a:updated/text()')).toEqual(['2026-11-28T09:00:00.5Z']);
  expect(await all('//a:entry/a:id/text()')).toEqual([`urn:uuid:${said.id}`]);
  expect(await all('//a:entry/a:published/text()')).toEqual([said.shownAt]);
  expect(await all('//a:entry/a:link/@href')).toEqual([
    `https://delega.example/p/ana/guides/trust?lang=es&comment=${said.id}#c-${said.id}`,
  ]);
  expect((await all('//a:content/text()'))[0]).toContain('Ana & Cía:\n\nCon un gestor.');
  const empty = conversationFeed(where, { name: 'Ana', address: 'ana' }, []);
  expect(await readFeed(empty, '/a:feed/a:updated/text()')).toHaveLength(1);
  expect(latestOf([{ updated: '2026-11-28T09:00:00Z' }, { updated: '2026-11-28T09:00:00.5Z' }], '')).toBe(
    '2026-11-28T09:00:00.5Z',
  );
});
