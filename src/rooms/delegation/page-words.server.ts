import type { RequestEvent } from '@sveltejs/kit';
import { personOf, sideOf, type Membership, type Side } from '#kernel/actor.ts';
import type { Locale } from '#kernel/text.ts';
import * as messages from '#messages';
import { formatDateTime, formatTime, formatWeekday } from '#ui/dates.ts';
import type { BriefState } from './brief.ts';
import type { SuggestedDate } from './planned-dates.ts';
import type { WaitingView } from './views.ts';
import { stateKey, theirTurnKey, yourTurnKey } from './words.ts';

/** Texts that are looked up by key: here, so that pages carry only the words they show. */
const texts = messages as unknown as Record<string, ((params?: object) => string) | undefined>;

/** A text by its key, in the language of the request. Every key that code can make exists: a test holds that. */
export const say = (key: string, params?: object): string => texts[key]?.(params) ?? '';

/** For whom a page is written. */
export type Reader = {
  readonly workspace: string;
  readonly locale: Locale;
  readonly timeZone: string;
  readonly name: string;
  readonly side: Side;
  readonly engagements: Membership['engagements'];
};

/** The reader of a page inside a workspace. A visitor, or somebody from elsewhere, is turned away by the page's operation. */
export function readerOf({ locals, params }: RequestEvent): Reader {
  const person = personOf(locals.actor);
  const membership = person?.memberships.find((one) => one.workspace === params.workspace);
  return {
    workspace: params.workspace ?? '',
    locale: locals.locale,
    timeZone: person?.timeZone ?? 'UTC',
    name: person?.name ?? '',
    side: membership ? sideOf(membership) : 'client',
    engagements: membership?.engagements ?? [],
  };
}

/** "Promised", or "Archived" whatever the state below it is. */
export const stateText = (state: BriefState, isArchived: boolean): string =>
  say(stateKey(isArchived ? 'archived' : state));

export type Tone = 'neutral' | 'info' | 'leaf' | 'clay' | 'caution';

const tones: Record<BriefState, Tone> = {
  draft: 'neutral',
  sent: 'info',
  understood: 'info',
  promised: 'leaf',
  delivered: 'clay',
  changes_requested: 'caution',
  accepted: 'leaf',
  declined: 'neutral',
  withdrawn: 'neutral',
};

/** The colour that goes with a state's word. */
export const stateTone = (state: BriefState, isArchived: boolean): Tone =>
  isArchived ? 'neutral' : tones[state];

/** Whose turn it is and for what, said to the reader; null where nobody is awaited. */
export function turnText(waiting: WaitingView, side: Side): string | null {
  // Each pair narrows the reasons to those that the texts know.
  if (waiting.who === 'nobody') return null;
  const why = waiting.why as Parameters<typeof yourTurnKey>[0];
  if (waiting.mine) return say(yourTurnKey(why));
  const isOwnSide = (waiting.who === 'client') === (side === 'client');
  return isOwnSide ? messages.delegation_page_turn_of_principal() : say(theirTurnKey(why));
}

type Named = { readonly clientName: string; readonly engagementName: string };

/** For whom a brief is: a practice thinks of its client first, a client knows the engagement by its name. */
export const engagementText = ({ clientName, engagementName }: Named, side: Side): string =>
  side === 'client' || clientName === engagementName ? engagementName : `${clientName} · ${engagementName}`;

const halfYear = 183 * 24 * 3_600_000;

/** A planned moment on the reader's clock: with the weekday when it is near, with the year when it is far. */
export function sayMoment(at: string, reader: Pick<Reader, 'locale' | 'timeZone'>, now: string): string {
  const { locale, timeZone } = reader;
  if (Math.abs(Date.parse(at) - Date.parse(now)) > halfYear) return formatDateTime(at, timeZone, locale);
  return `${formatWeekday(at, timeZone, locale)}, ${formatTime(at, timeZone, locale)}`;
}

const suggestionTexts = {
  tomorrow: messages.delegation_page_tomorrow,
  friday: messages.delegation_page_friday,
  in_a_week: messages.delegation_page_in_a_week,
};
export const suggestionText = ({ when }: SuggestedDate): string => suggestionTexts[when]();
