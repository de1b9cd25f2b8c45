import { error } from '@sveltejs/kit';
import { notFound } from '#kernel/errors.ts';
import { loadFor } from '#kernel/web/form.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import { getOwnGuide, ownGuide } from '#rooms/guides/index.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { guide, language } = await event.parent();
  const { workspace } = event.params;
  const { standing, draft } = await loadFor(event, getOwnGuide, { workspace, guide, language });
  const words = draft ?? standing;
  if (!words) error(404, refusalText(notFound()));
  return { shown: ownGuide(guide, words), description: words.description, isDraft: draft !== null };
};
