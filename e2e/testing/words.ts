import type { Page } from '@playwright/test';
/** A text of the product, as it is compiled from messages/. */
type Text<Inputs> = (inputs: Inputs, options: { locale?: 'es' | 'en' }) => string;
export type Says = {
  (text: Text<Record<string, never>>): string;
  <Inputs extends object>(text: Text<Inputs>, inputs: Inputs): string;
};

const inLanguage =
  (locale: 'es' | 'en') =>
  (text: Text<never>, inputs: object = {}): string =>
    text(inputs as never, { locale });

/** What the product says in Spanish: `es(m.app_close)`. Journeys read the texts, so that a reworded button breaks none. */
export const es = inLanguage('es') as Says;
export const en = inLanguage('en') as Says;

/** Chooses the language in which that browser reads on, as the switch remembers it. */
export async function readIn(page: Page, language: 'es' | 'en', url: string): Promise<void> {
  await page.context().addCookies([{ name: 'delega_language', value: language, url }]);
}
