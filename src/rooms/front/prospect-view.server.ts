import * as m from '#messages';
import type { Locale } from '#kernel/text.ts';
import { insteadFor, type CopyAtHand } from '#rooms/readiness/index.server.ts';
import type { LostReason, ProspectState } from './prospects.ts';

export function stateName(state: ProspectState, locale: Locale): string {
  const names: Record<ProspectState, typeof m.front_prospect_state_new> = {
    new: m.front_prospect_state_new,
    talking: m.front_prospect_state_talking,
    proposed: m.front_prospect_state_proposed,
    won: m.front_prospect_state_won,
    lost: m.front_prospect_state_lost,
    unfit: m.front_prospect_state_unfit,
  };
  return names[state]({}, { locale });
}

export function lostName(why: LostReason, locale: Locale): string {
  const names: Record<LostReason, typeof m.front_prospect_why_price> = {
    price: m.front_prospect_why_price,
    timing: m.front_prospect_why_timing,
    another: m.front_prospect_why_another,
    silence: m.front_prospect_why_silence,
    other: m.front_prospect_why_other,
  };
  return names[why]({}, { locale });
}

/**
 * A kind "not a fit", with what would help instead, in the language of whoever asked: prepared for the assistant's own
 * mail and never sent from here. What helps comes from the self-assessment, where one was shared.
 */
export function kindNo(
  prospect: { name: string; email: string; language: Locale; shared: CopyAtHand | null },
  signedBy: string,
): { subject: string; text: string; mailto: string } {
  const said = { locale: prospect.language };
  const first = prospect.name.split(' ')[0] ?? prospect.name;
  const help = prospect.shared
    ? insteadFor(prospect.shared, prospect.language)
    : { instead: [], prepare: [] };
  const listed = (title: string, lines: readonly string[]) =>
    lines.length > 0 ? [[title, ...lines.map((line) => `- ${line}`)].join('\n')] : [];
  const text = [
    m.front_prospect_decline_hello({ name: first }, said),
    m.front_prospect_decline_thanks({}, said),
    m.front_prospect_decline_no({}, said),
    ...listed(m.front_prospect_decline_instead({}, said), help.instead),
    ...listed(m.front_prospect_decline_prepare({}, said), help.prepare),
    `${m.front_prospect_decline_bye({}, said)}\n${signedBy}`,
  ].join('\n\n');
  const subject = m.front_prospect_decline_subject({}, said);
  const mailto = `mailto:${encodeURIComponent(prospect.email)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.replaceAll('\n', '\r\n'))}`;
  return { subject, text, mailto };
}
