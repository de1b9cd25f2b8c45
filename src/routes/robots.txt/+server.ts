import type { RequestHandler } from './$types';

/** What only shows with a session or a secret has nothing for search engines; what says noindex must stay readable to them. */
export const GET: RequestHandler = ({ locals }) => {
  const closed = ['/w/', '/account', '/home', '/practice/', '/test/', '/api/'];
  const lines = ['User-agent: *', ...closed.map((path) => `Disallow: ${path}`)];
  const sitemap = new URL('/sitemap.xml', locals.house.origin);
  return new Response(`${lines.join('\n')}\n\nSitemap: ${sitemap}\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'max-age=3600' },
  });
};
