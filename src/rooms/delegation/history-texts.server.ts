import * as messages from '#messages';
import type { Locale } from '#kernel/text.ts';
import { formatFull } from '#ui/dates.ts';
import { historyLine, type LoggedEvent } from './history.ts';
import type { BriefView } from './views.ts';

/** A line of the history in words. */
export type SaidLine = {
  at: string;
  text: string;
  quote: string | null;
  /** What the line points at: criteria that are not met. */
  criteria: readonly string[];
};

type Say = (params: object, options: { locale: Locale }) => string;
const texts = messages as unknown as Record<string, Say | undefined>;

/** The history of a brief in the reader's language, with moments on the clock of their zone. */
export function sayHistory(
  history: BriefView['history'],
  { locale, timeZone }: { locale: Locale; timeZone: string },
): SaidLine[] {
  const someone = messages.delegation_someone({}, { locale });
  return history.map((event) => {
    // The view lists the same kinds; their facts are what the writer of that kind gave them.
    const logged = { ...event, who: event.who || someone } as LoggedEvent;
    const line = historyLine(logged, (iso) => formatFull(iso, timeZone, locale));
    return {
      at: event.at,
      text: texts[line.key]?.(line.params, { locale }) ?? '',
      quote: line.quote,
      criteria: line.criteria.map(({ text }) => text),
    };
  });
}
