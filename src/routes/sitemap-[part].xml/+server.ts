import { error } from '@sveltejs/kit';
import { asXml, filesOfSitemap } from '../sitemap.xml/files.server.ts';
import type { RequestHandler } from './$types';

/** One file of a sitemap, counted from 1. */
export const GET: RequestHandler = async (event) => {
  const { part } = event.params;
  const file = /^[1-9]\d{0,4}$/.test(part) ? (await filesOfSitemap(event))[Number(part) - 1] : undefined;
  if (!file) error(404);
  return asXml(file);
};
