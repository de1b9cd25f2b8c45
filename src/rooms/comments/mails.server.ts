import * as m from '#messages';
import type { MailTemplate } from '#kernel/mail/template.ts';
import type { LoggedEvent, Notifier } from '#kernel/notifier.server.ts';
import type { Tx } from '#kernel/database/context.server.ts';
import { newSecret } from '#kernel/secret.server.ts';
import type { Locale } from '#kernel/text.ts';
import { guideTitle, ownTitles } from '#rooms/guides/index.server.ts';
import type { GuideSlug } from '#rooms/guides/index.ts';
import { ownersOf } from '#rooms/people/index.server.ts';
import { countByPart } from './moderation.store.server.ts';
import { kindName } from './names.svelte.ts';
import type { CommentKind } from './rules.ts';
import * as store from './store.server.ts';

type Facts = {
  practice: string;
  guide: GuideSlug;
  /** What the practice calls the guide, if not as Delega. */
  title?: string | null;
  kind: CommentKind;
  secret: string;
  path: string;
};
// What orders a mail wrote its facts.
const factsIn = (facts: Record<string, never>) => facts as unknown as Facts;
const about = ({ guide, title, kind }: Facts, locale: Locale) => [
  { label: kindName(kind, locale), value: title ?? guideTitle(locale, guide) },
];

/**
 * The mails around what visitors say. None holds a word that a visitor typed: the practice reads it in its list, and
 * whoever wrote it by the link.
 */
export const commentMails: Record<string, MailTemplate> = {
  'comments.confirm': (given, { locale }) => {
    const { practice, secret } = factsIn(given);
    return {
      subject: m.mail_comment_confirm_subject({ practice }, { locale }),
      paragraphs: [m.mail_comment_confirm_text({ practice }, { locale })],
      facts: about(factsIn(given), locale),
      button: { label: m.mail_comment_confirm_button({}, { locale }), path: `/said/${secret}` },
      why: m.mail_comment_confirm_why({ practice }, { locale }),
    };
  },
  'comments.shown': (given, { locale }) => {
    const { practice, secret } = factsIn(given);
    return {
      subject: m.mail_comment_shown_subject({ practice }, { locale }),
      paragraphs: [m.mail_comment_shown_text({ practice }, { locale })],
      facts: about(factsIn(given), locale),
      button: { label: m.mail_comment_link_button({}, { locale }), path: `/said/${secret}` },
      why: m.mail_comment_why({ practice }, { locale }),
    };
  },
  'comments.answered': (given, { locale }) => {
    const { practice, secret } = factsIn(given);
    return {
      subject: m.mail_comment_answered_subject({ practice }, { locale }),
      paragraphs: [m.mail_comment_answered_text({ practice }, { locale })],
      facts: about(factsIn(given), locale),
      button: { label: m.mail_comment_link_button({}, { locale }), path: `/said/${secret}` },
      why: m.mail_comment_why({ practice }, { locale }),
    };
  },
  'comments.waiting': (given, { locale }) => ({
    subject: m.mail_comment_waiting_subject({}, { locale }),
    paragraphs: [m.mail_comment_waiting_text({}, { locale })],
    facts: about(factsIn(given), locale),
    button: { label: m.mail_comment_waiting_button({}, { locale }), path: factsIn(given).path },
    why: m.mail_comment_waiting_why({}, { locale }),
  }),
  'comments.reported': (given, { locale }) => ({
    subject: m.mail_comment_reported_subject({}, { locale }),
    paragraphs: [m.mail_comment_reported_text({}, { locale })],
    facts: about(factsIn(given), locale),
    button: { label: m.mail_comment_waiting_button({}, { locale }), path: factsIn(given).path },
    why: m.mail_comment_waiting_why({}, { locale }),
  }),
};

// The event's own fact.
const whichIn = ({ workspace, facts }: LoggedEvent) => ({
  workspace,
  comment: facts.comment as store.CommentId,
});

/** Owners are told of what waits, but not of each while something waits already: a flood of comments is one mail. */
const tellOfWaiting: Notifier = async (tx, event) => {
  const found = await store.holdComment(tx, whichIn(event));
  const { waiting } = await countByPart(tx, event.workspace);
  if (found?.state !== 'waiting' || waiting > 1) return [];
  return toOwners(tx, found, 'comments.waiting', 'waiting');
};

const tellOfReport: Notifier = async (tx, event) => {
  const found = await store.holdComment(tx, whichIn(event));
  return found?.state === 'shown' ? toOwners(tx, found, 'comments.reported', 'reported') : [];
};

async function toOwners(tx: Tx, found: store.StoredComment, template: string, part: string) {
  const { workspace, guide, kind, id } = found;
  const title = (await ownTitles(tx, workspace))(found);
  const facts = { guide, title, kind, path: `/w/${workspace}/comments?show=${part}` };
  return (await ownersOf(tx, workspace)).map((to) => ({ template, to, facts, about: id }));
}

/**
 * Whoever wrote it is told once that it is shown and once that it was answered, in one mail where both came together,
 * each with a link of its own by which they can take it back.
 */
const tellAuthor: Notifier = async (tx, event) => {
  const which = whichIn(event);
  // Held, so that no mail about it is ordered after it was erased.
  const found = await store.holdComment(tx, which);
  if (found?.state !== 'shown') return [];
  const news = found.answer === null ? 'shown' : 'answered';
  if (found.told === 'answered' || found.told === news) return [];
  const [email, practice] = [await store.addressOf(tx, which), await store.practiceOf(tx, found.workspace)];
  if (!email || !practice) return [];
  const secret = newSecret();
  await store.insertLink(tx, which, { secret, email });
  await store.changeComment(tx, which, { told: news });
  return [
    {
      template: `comments.${news}`,
      to: { address: email, locale: found.language, timeZone: 'UTC' },
      facts: {
        practice: practice.name,
        guide: found.guide,
        title: (await ownTitles(tx, found.workspace))(found),
        kind: found.kind,
        secret,
      },
      about: found.id,
    },
  ];
};

export const commentNotifiers: Record<string, Notifier> = {
  'comments.confirmed': tellOfWaiting,
  'comments.reported': tellOfReport,
  'comments.shown': tellAuthor,
  'comments.answered': tellAuthor,
};
