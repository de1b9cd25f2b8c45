import { sitemapIndex } from '#kernel/web/sitemap.ts';
import type { RequestHandler } from './$types';
import { asXml, filesOfSitemap } from './files.server.ts';

/** The sitemap or, where it is too long for one file, what lists its files. */
export const GET: RequestHandler = async (event) => {
  const [first = '', ...more] = await filesOfSitemap(event);
  if (more.length === 0) return asXml(first);
  const addressOf = (at: number) => new URL(`/sitemap-${at}.xml`, event.locals.house.origin).href;
  return asXml(sitemapIndex([first, ...more].map((_, at) => addressOf(at + 1))));
};
