import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editionFields } from './edition-fields.ts';
import type { GuideText } from './guides.ts';
import { readText } from './manuscript.server.ts';

const htmlOf = ({ lead, sections }: GuideText) =>
  [...lead, ...sections.flatMap(({ parts }) => parts)]
    .map((part) => (part.drawing === undefined ? part.html : ''))
    .join('');
const html = (text: string) => htmlOf(readText(text));

describe('a text with light marking', () => {
  test('has a lead, sections and what stands in them', () => {
    const text = readText(
      'Antes.\n\n## Qué *hacer*\n\n### Hoy\n\n1. Uno\n2. **Dos**\n\n> Una cita\n\n## Qué hacer\n',
      's-',
    );
    expect(text.lead).toEqual([{ html: '<p>Antes.</p>\n' }]);
    expect(text.sections.map(({ id, title }) => [id, title])).toEqual([
      ['s-que-hacer', 'Qué hacer'],
      ['s-que-hacer-2', 'Qué hacer'],
    ]);
    expect(htmlOf(text)).toBe(
      '<p>Antes.</p>\n<h3>Hoy</h3>\n<ol>\n<li>Uno</li>\n<li><strong>Dos</strong></li>\n</ol>\n<blockquote>\n<p>Una cita</p>\n</blockquote>\n',
    );
    expect(text.words).toBe(10);
    expect(text.minutes).toBe(1);
  });

  test('keeps line breaks, and shows as typed what is no marking', () => {
    expect(html('Uno\ndos\n\n    sangrado\n\n| a | b |\n|---|---|')).toBe(
      '<p>Uno<br>\ndos</p>\n<p>sangrado</p>\n<p>| a | b |<br>\n|---|---|</p>\n',
    );
  });

  test('shows a drawing by its name where it has its words, and as typed where not', () => {
    const [part] = readText("![Una escalera.](ladder 'Ver | Editar | Enviar | Pagos')").lead;
    expect(part).toEqual({
      ...{ drawing: 'ladder', label: 'Una escalera.' },
      words: ['Ver', 'Editar', 'Enviar', 'Pagos'],
    });
    for (const other of ["![Una escalera.](ladder 'Ver')", "![Una.](constructor 'Ver')"])
      expect(readText(other).lead[0]).toMatchObject({ html: expect.stringContaining('![') });
    // No picture of another server's: a page asks nothing of any.
    expect(html('![x](https://e.org/a.png)')).not.toContain('<img');
  });

  test('says nothing where there is nothing', () => {
    expect(readText('')).toEqual({ lead: [], sections: [], words: 0, minutes: 1 });
    expect(readText('## \n\n#\n').sections).toEqual([]);
  });
});

describe('a hostile text', () => {
  test('has no HTML of its own', () => {
    expect(
      html('<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\na <b onclick="x">b</b> &#x202e;'),
    ).toBe(
      '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n<p>&lt;img src=x onerror=alert(1)&gt;</p>\n<p>a &lt;b onclick=&quot;x&quot;&gt;b&lt;/b&gt; &amp;#x202e;</p>\n',
    );
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    '&#106;avascript:alert(1)',
    'java&#x0A;script:alert(1)',
    '<javascript:alert(1)>',
    'vbscript:x',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    '//evil.example',
    '/\\evil.example',
    '/%09/../\\\\evil.example',
    'https://delega.example@evil.example/',
    'mailto:?body=x',
    'evil.example',
    'blob:https://x/y',
  ])('has no link to %s', (target) => {
    const links = [...html(`[lee](${target})`).matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? '');
    // What stays within the house may be wrong, but leads nowhere else.
    for (const link of links)
      expect(new URL(link, 'https://here.example').origin).toBe('https://here.example');
  });

  test('links to pages, with a word to search engines where they are not of this house', () => {
    expect(html('[a](/guides/trust) [b](https://e.org/?a=1&b=2 "x") [c](mailto:ana@e.org)')).toBe(
      '<p><a href="/guides/trust">a</a> <a href="https://e.org/?a=1&amp;b=2" rel="nofollow noopener">b</a> <a href="mailto:ana@e.org" rel="nofollow noopener">c</a></p>\n',
    );
  });

  const allowed =
    /^<(?:\/?(?:p|h3|h4|ul|ol|li|blockquote|strong|em|a)|br|ol start="\d+"|a href="(?:https?:\/\/|mailto:|\/(?!\/))[^"<>\s]*"(?: rel="nofollow noopener")?)>$/;
  const pieces = fc.constantFrom(
    ...[
      '<',
      '>',
      '"',
      "'",
      '&',
      '#',
      '*',
      '_',
      '[',
      ']',
      '(',
      ')',
      '!',
      '`',
      '\n',
      '\n\n',
      ' ',
      '- ',
      '1. ',
      '> ',
    ],
    ...[
      'javascript:',
      'https://e.org',
      '//',
      '/',
      '\\',
      '<script>',
      'onerror=',
      '<!--',
      'a',
      'ñ',
      '\u202e',
      '&#x202e;',
    ],
  );
  test('becomes nothing but the few elements that there are', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (typed) => {
        const text = readText(editionFields.body.parse(typed.join('')));
        const tags = htmlOf(text).match(/<[^>]*>?/g) ?? [];
        expect(tags.filter((tag) => !allowed.test(tag))).toEqual([]);
        expect(JSON.stringify(text)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });

  const full = (piece: string) => piece.repeat(Math.ceil(24_000 / piece.length)).slice(0, 24_000);
  test.each([
    '>',
    '> ',
    '- ',
    '1. ',
    '>- ',
    '[',
    '![',
    '[a](',
    '*a **a ',
    '*_',
    '_a __a ',
    'a**b',
    'a_b_',
    '~',
    '`',
    '<',
  ])('of many %j is read in a moment', (piece) => {
    const begun = performance.now();
    readText(full(piece));
    // A hundredth of it on a quiet machine; other parsers take seconds, or fail.
    expect(performance.now() - begun).toBeLessThan(3000);
  });
});
