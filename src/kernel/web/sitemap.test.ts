import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sitemapFiles, sitemapIndex, sitemapLimits } from './sitemap.ts';

const entry = (number: number) => `<url><loc>https://delega.example/p/${number}</loc></url>`;
const entriesOf = (file: string) => file.match(/<url>.*<\/url>/g) ?? [];

test('a sitemap within the limits is one file, also where it is empty', () => {
  expect(sitemapFiles([])).toHaveLength(1);
  const [file] = sitemapFiles([entry(1), entry(2)]);
  expect(file).toMatch(/^<\?xml [^]*<urlset [^]*<\/urlset>$/);
  expect(entriesOf(file!)).toEqual([entry(1), entry(2)]);
});

test('the 50,001st address begins a second file', () => {
  const files = sitemapFiles(Array.from({ length: sitemapLimits.urls + 1 }, (_, at) => entry(at)));
  expect(files.map((file) => entriesOf(file).length)).toEqual([sitemapLimits.urls, 1]);
});

test('every entry stands once, in its order, and no file goes past a limit', () => {
  const lists = fc.array(fc.integer({ min: 0, max: 1e9 }).map(entry), { maxLength: 40 });
  fc.assert(
    fc.property(
      lists,
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 400, max: 900 }),
      (entries, urls, bytes) => {
        const files = sitemapFiles(entries, { urls, bytes });
        expect(files.flatMap(entriesOf)).toEqual(entries);
        for (const file of files) {
          expect(entriesOf(file).length).toBeLessThanOrEqual(urls);
          expect(Buffer.byteLength(file)).toBeLessThanOrEqual(bytes);
        }
      },
    ),
  );
});

test('the index lists the files', () => {
  expect(sitemapIndex(['https://delega.example/sitemap-1.xml'])).toContain(
    '<sitemap><loc>https://delega.example/sitemap-1.xml</loc></sitemap>',
  );
});
