import { error } from '@sveltejs/kit';
import { forbidden } from '#kernel/errors.ts';
import { locale as languages } from '#kernel/text.ts';
import { loadFor } from '#kernel/web/form.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import { getEditionDraft, previewView } from '#rooms/readiness/index.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { place } = await event.parent();
  if (place.side !== 'practice') error(403, refusalText(forbidden()));
  const { content } = await loadFor(event, getEditionDraft, { workspace: event.params.workspace });
  const wished = languages.safeParse(event.url.searchParams.get('in'));
  const language = wished.success ? wished.data : event.locals.locale;
  const length = event.url.searchParams.get('form') === 'short' ? ('short' as const) : ('full' as const);
  return { language, length, ...previewView(content, length, language) };
};
