import * as m from '#messages';
import type { Locale } from '#kernel/text.ts';
import type { CommentKind, ReportReason } from './rules.ts';

/** What a comment is called; without a language, in that of the page. */
export function kindName(kind: CommentKind, locale?: Locale): string {
  const names = { question: m.comments_kind_question, experience: m.comments_kind_experience };
  return names[kind]({}, { locale });
}

/** Why it was reported, in words; without a language, in those of the page. */
export function reasonName(reason: ReportReason, locale?: Locale): string {
  const names = {
    spam: m.comments_reason_spam,
    hurtful: m.comments_reason_hurtful,
    private: m.comments_reason_private,
    false: m.comments_reason_false,
  };
  return names[reason]({}, { locale });
}
