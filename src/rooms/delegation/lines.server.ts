import * as m from '#messages';
import { formatDate, formatRelative } from '#ui/dates.ts';
import type { BriefLine, WhenLine } from './lines.ts';
import {
  engagementText,
  sayMoment,
  stateText,
  stateTone,
  turnText,
  type Reader,
} from './page-words.server.ts';
import type { BriefListItem } from './views.ts';

/** A line of a list, in words: the page only lays it out. */
export function briefLine(item: BriefListItem, reader: Reader, now: string): BriefLine {
  return {
    href: `/w/${reader.workspace}/briefs/${item.brief}`,
    title: item.title ?? m.delegation_untitled(),
    engagement: engagementText(item, reader.side),
    state: stateText(item.state, item.isArchived),
    tone: stateTone(item.state, item.isArchived),
    turn: turnText(item.waitsFor, reader.side),
    isMine: item.waitsFor.mine,
    when: whenLine(item, reader, now) ?? {
      kind: 'changed',
      at: item.updatedAt,
      text: sinceText(item.updatedAt, reader, now),
    },
  };
}

const aWeek = 7 * 24 * 3_600_000;

/** How long ago it was while that is near; then the day says more. */
const sinceText = (at: string, { locale, timeZone }: Reader, now: string): string =>
  Date.parse(now) - Date.parse(at) > aWeek
    ? formatDate(at, timeZone, locale)
    : formatRelative(at, now, locale);

/** The date that counts now: the promise, else the wish. A finished brief has none any more. */
function whenLine(item: BriefListItem, reader: Reader, now: string): WhenLine | null {
  if (item.waitsFor.who === 'nobody' || item.state === 'delivered') return null;
  const line = (kind: WhenLine['kind'], at: string, words: (params: { date: string }) => string) => ({
    kind,
    at,
    text: words({ date: sayMoment(at, reader, now) }),
  });
  if (item.clock?.running === false) {
    return line('stopped', item.clock.stoppedSince, m.delegation_page_when_stopped);
  }
  if (item.clock?.running) {
    return item.isOverdue
      ? line('late', item.clock.dueAt, m.delegation_page_when_late)
      : line('promised', item.clock.dueAt, m.delegation_page_when_promised);
  }
  return item.wishedBy ? line('wished', item.wishedBy, m.delegation_page_when_wished) : null;
}
