import * as m from '#messages';
import { formatFull, formatRelative } from '#ui/dates.ts';
import { dateSuggestions, draftPage, movedSuggestion, wishedSuggestion } from './draft-page.server.ts';
import { sayHistory } from './history-texts.server.ts';
import { formatAmount, formatMinutes } from './measures.ts';
import {
  engagementText,
  sayMoment,
  stateText,
  stateTone,
  turnText,
  type Reader,
} from './page-words.server.ts';
import { clockAt } from './planned-dates.ts';
import { saidBack } from './said-back.ts';
import type { BriefView } from './views.ts';

/** A brief as its page shows it: what the operation answers, and the words that need the server. */
export type BriefDesk = ReturnType<typeof briefDesk>;

export function briefDesk({ history, ...view }: BriefView, reader: Reader) {
  const { locale, timeZone } = reader;
  const full = (at: string) => formatFull(at, timeZone, locale);
  const wishedLocal = view.content.wishedBy === null ? '' : clockAt(view.content.wishedBy, timeZone);
  const wished = wishedSuggestion(view.content.wishedBy, wishedLocal, reader, view.now).map((date) => ({
    local: date.local,
    label: m.delegation_page_date_wished({ date: date.label }),
  }));
  const side = view.role === 'assistant' ? 'practice' : 'client';
  const toConfirm = view.mayDo.includes('confirmTeachBack')
    ? view.teachBacks.findLast(({ status }) => status === 'open')
    : undefined;
  const mayPromise = view.mayDo.includes('promiseBrief') || view.mayDo.includes('proposeDate');
  return {
    view,
    words: {
      title: view.shownTitle ?? m.delegation_untitled(),
      list: m.delegation_page_list_title(),
      engagement: engagementText(view, side),
      state: stateText(view.state, view.isArchived),
      tone: stateTone(view.state, view.isArchived),
      turn: turnText(view.waitsFor, side),
      clock: clockWords(view, reader),
      wished: view.content.wishedBy && full(view.content.wishedBy),
      effort: view.content.effortMinutes && formatMinutes(view.content.effortMinutes),
      limitTime: view.content.limitMinutes && formatMinutes(view.content.limitMinutes),
      limitMoney:
        view.content.limitMoney &&
        formatAmount(view.content.limitMoney.amountMinor, view.content.limitMoney.currency, locale),
      proposals: Object.fromEntries(view.proposals.map(({ id, by }) => [id, full(by)])),
      // What happened last is read first.
      history: sayHistory(history, { locale, timeZone }).toReversed(),
    },
    skeleton: view.mayDo.includes('writeTeachBack') ? skeletonOf(view, reader) : '',
    /** Beside what was asked: what became of it in the words that wait to be confirmed. */
    saidBack: toConfirm ? saidBack(view.content, toConfirm.text) : null,
    dates: mayPromise
      ? dateSuggestions(reader, view.now, [...movedSuggestion(view, reader, view.now), ...wished])
      : [],
    wishedLocal: wished[0]?.local ?? '',
    draft: view.mayDo.includes('editDraft') ? draftPage(view.content, reader, view.now) : null,
    timeZone,
    locale,
  };
}

/** The promise's clock in a sentence that both sides read. */
function clockWords(
  { clock, isOverdue, now }: Pick<BriefView, 'clock' | 'isOverdue' | 'now'>,
  { locale, timeZone }: Reader,
) {
  if (clock === null) return null;
  const full = (at: string) => formatFull(at, timeZone, locale);
  if (!clock.running) {
    const params = { since: full(clock.stoppedSince), date: full(clock.dueIfAnsweredNow) };
    return { kind: 'stopped' as const, text: m.delegation_clock_stopped(params), relative: null };
  }
  const date = full(clock.dueAt);
  return isOverdue
    ? {
        kind: 'late' as const,
        text: m.delegation_clock_overdue({ date }),
        relative: formatRelative(clock.dueAt, now, locale),
      }
    : {
        kind: 'running' as const,
        text: m.delegation_clock_running({ date }),
        relative: formatRelative(clock.dueAt, now, locale),
      };
}

/** A beginning for the teach-back: what can be checked is there, what must be said in own words is left open. */
function skeletonOf({ content, now }: Pick<BriefView, 'content' | 'now'>, reader: Reader): string {
  const criteria = content.doneCriteria.map(({ text }) => `- ${text}`).join('\n');
  return [
    `${m.delegation_page_skeleton_outcome()}\n`,
    criteria && `${m.delegation_page_skeleton_criteria()}\n${criteria}`,
    content.wishedBy && m.delegation_page_skeleton_date({ date: sayMoment(content.wishedBy, reader, now) }),
    content.notToDo && `${m.delegation_page_skeleton_not()}\n${content.notToDo}`,
    `${m.delegation_page_skeleton_how()}\n`,
  ]
    .filter(Boolean)
    .join('\n\n');
}
