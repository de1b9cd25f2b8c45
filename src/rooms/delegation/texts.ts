import { getContext, setContext } from 'svelte';
import type { PageText } from './page-texts.server.ts';

/**
 * The texts of a page that carries many: written by the server in the reader's language, so that no browser loads the
 * other one. The names are those of `messages/`, without the room's prefix.
 */
export type PageTexts = Readonly<Record<PageText, string>>;

const place = Symbol('texts');

/** Gives the texts to everything below; they do not change while the page is open. */
export const giveTexts = (texts: PageTexts): void => void setContext(place, texts);

/** The texts of the page that the component stands on. */
export const pageTexts = (): PageTexts => getContext(place);

/** Puts words into a text: "{name}" becomes what `words.name` says. */
export const fill = (text: string, words: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(words[name] ?? whole));
