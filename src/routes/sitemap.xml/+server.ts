import { addressIn } from '#kernel/web/addresses.ts';
import { GUIDE_SLUGS } from '#rooms/guides/index.server.ts';
import type { RequestHandler } from './$types';

const pages = ['/', '/test', '/guides', ...GUIDE_SLUGS.map((slug) => `/guides/${slug}`), '/api'];
const languages = ['es', 'en'] as const;

/** The public pages in every language, each with its other ones (sitemaps.org, and hreflang as Google reads it there). */
export const GET: RequestHandler = ({ locals }) => {
  const { origin } = locals.house;
  const entries = pages.flatMap((path) => {
    const alternates = languages.map(
      (language) =>
        `<xhtml:link rel="alternate" hreflang="${language}" href="${addressIn(language, path, origin)}"/>`,
    );
    return languages.map(
      (language) => `<url><loc>${addressIn(language, path, origin)}</loc>${alternates.join('')}</url>`,
    );
  });
  const xml = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...entries,
    '</urlset>',
  ].join('\n');
  return new Response(xml, {
    headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'max-age=3600' },
  });
};
