import type { RequestEvent } from '@sveltejs/kit';
import type { Locale } from '#kernel/text.ts';
import { addressIn } from '#kernel/web/addresses.ts';
import { loadFor } from '#kernel/web/form.server.ts';
import { sitemapFiles } from '#kernel/web/sitemap.ts';
import { listPracticePages } from '#rooms/front/index.server.ts';
import { listGuideEditions } from '#rooms/guides/index.server.ts';
import { GUIDE_SLUGS } from '#rooms/guides/index.ts';

const both: Locale[] = ['es', 'en'];
const own = ['/', '/test', '/practices', '/guides', ...GUIDE_SLUGS.map((slug) => `/guides/${slug}`), '/api'];

/**
 * The public pages in every language, each with its other ones (sitemaps.org, and hreflang as Google reads it there):
 * our own, and those that practices have published, with the guides that are in their own words.
 */
export async function filesOfSitemap(event: RequestEvent): Promise<string[]> {
  const { origin } = event.locals.house;
  const { pages } = await loadFor(event, listPracticePages, {});
  const { guides } = await loadFor(event, listGuideEditions, {});
  return sitemapFiles([
    ...own.flatMap((path) => entriesOf(origin, path, both)),
    ...pages.flatMap(({ address, languages, changedAt }) =>
      entriesOf(origin, `/p/${address}`, languages, changedAt),
    ),
    ...guides.flatMap(({ address, guide, languages, publishedAt }) =>
      entriesOf(origin, `/p/${address}/guides/${guide}`, languages, publishedAt),
    ),
  ]);
}

/** An entry for each language of a page. Addresses hold nothing that XML would read as its own. */
function entriesOf(origin: string, path: string, languages: readonly Locale[], changedAt?: string): string[] {
  const alternates = languages.map(
    (language) =>
      `<xhtml:link rel="alternate" hreflang="${language}" href="${addressIn(language, path, origin)}"/>`,
  );
  const changed = changedAt ? `<lastmod>${changedAt}</lastmod>` : '';
  return languages.map(
    (language) =>
      `<url><loc>${addressIn(language, path, origin)}</loc>${changed}${alternates.join('')}</url>`,
  );
}

export const asXml = (xml: string) =>
  new Response(xml, {
    headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'max-age=3600' },
  });
