import * as m from '#messages';
import type { MailTemplate } from '#kernel/mail/template.ts';
import type { Notifier } from '#kernel/notifier.server.ts';
import { ownersOf } from '#rooms/people/index.server.ts';
import { carryCopy } from '#rooms/readiness/index.server.ts';
import { holdProspect, prospectWonAs, type ProspectId } from './prospects.store.server.ts';
import type { Wish } from './prospects.ts';

/**
 * The mails about somebody who asked. Whoever orders one says that it is about that prospect: when the prospect is
 * erased, it goes too.
 */
export const frontMails: Record<string, MailTemplate> = {
  'front.asked': (facts, { locale }) => {
    const { practice, wish, secret } = facts as unknown as { practice: string; wish: Wish; secret: string };
    return {
      subject: m.mail_asked_subject({ practice }, { locale }),
      paragraphs: [m.mail_asked_text({ practice }, { locale }), m.mail_asked_erase({}, { locale })],
      facts: [{ label: m.mail_asked_wish({}, { locale }), value: wishName(wish, locale) }],
      button: { label: m.mail_asked_button({}, { locale }), path: `/asked/${secret}` },
      why: m.mail_asked_why({ practice }, { locale }),
    };
  },
  'front.prospect': (facts, { locale }) => {
    const { name, wish, path, verdict } = facts as unknown as {
      name: string;
      wish: Wish;
      path: string;
      verdict: boolean;
    };
    return {
      subject: m.mail_prospect_subject({ name }, { locale }),
      paragraphs: [
        verdict
          ? m.mail_prospect_with_result({ name }, { locale })
          : m.mail_prospect_text({ name }, { locale }),
      ],
      facts: [{ label: m.mail_asked_wish({}, { locale }), value: wishName(wish, locale) }],
      button: { label: m.mail_prospect_button({}, { locale }), path },
      why: m.mail_prospect_why({}, { locale }),
    };
  },
};

/** Owners are told that somebody asks. */
export const frontNotifiers: Record<string, Notifier> = {
  'front.prospectAsked': async (tx, { workspace, facts }) => {
    // The event's own fact.
    const prospect = facts.prospect as ProspectId;
    // Held, so that no mail about somebody is ordered after they were erased.
    const found = await holdProspect(tx, { workspace, prospect });
    if (!found) return [];
    const path = `/w/${workspace}/prospects/${prospect}`;
    const said = { name: found.name, wish: found.wish, path, verdict: found.shared !== null };
    const owners = await ownersOf(tx, workspace);
    return owners.map((to) => ({ template: 'front.prospect', to, facts: said, about: prospect }));
  },
};

/**
 * What a prospect shared goes along into the engagement that they became, in their own name, as soon as they are there
 * to see it and to take it back. Where they share something themselves, that stands.
 */
export const carryAnswers: Notifier = async (tx, { workspace, engagement, by, at }) => {
  const prospect = engagement && (await prospectWonAs(tx, { workspace, engagement }));
  if (engagement && by && prospect?.shared)
    await carryCopy(tx, { workspace, engagement }, { by, at, copy: prospect.shared });
  return [];
};

export function wishName(wish: Wish, locale: 'es' | 'en'): string {
  return wish === 'talk' ? m.front_wish_talk({}, { locale }) : m.front_wish_proposal({}, { locale });
}
