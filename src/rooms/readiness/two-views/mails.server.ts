import * as m from '#messages';
import type { MailTemplate } from '#kernel/mail/template.ts';

/** How the mails about both sides' views are written. */
export const twoViewsMails: Record<string, MailTemplate> = {
  'readiness.view_answered': (facts, { locale }) => {
    const { by, engagement, path, maySee } = facts as Record<string, unknown>;
    const name = { by: String(by) };
    return {
      subject: m.mail_view_answered_subject(name, { locale }),
      paragraphs: [
        m.mail_view_answered_text(name, { locale }),
        maySee ? m.mail_view_answered_see({}, { locale }) : m.mail_view_answered_first({}, { locale }),
      ],
      facts: [{ label: m.mail_assessment_shared_engagement({}, { locale }), value: String(engagement) }],
      button: {
        label: maySee
          ? m.mail_view_answered_button_see({}, { locale })
          : m.mail_view_answered_button_first({}, { locale }),
        path: String(path),
      },
      why: m.mail_view_answered_why({}, { locale }),
    };
  },
  'readiness.round_opened': (facts, { locale }) => {
    const { engagement, path, side } = facts as Record<string, unknown>;
    return {
      subject: m.mail_round_opened_subject({}, { locale }),
      paragraphs: [
        side === 'practice'
          ? m.mail_round_opened_text_practice({}, { locale })
          : m.mail_round_opened_text_client({}, { locale }),
        m.mail_round_opened_skip({}, { locale }),
      ],
      facts: [{ label: m.mail_assessment_shared_engagement({}, { locale }), value: String(engagement) }],
      button: { label: m.mail_round_opened_button({}, { locale }), path: String(path) },
      why: m.mail_round_opened_why({}, { locale }),
    };
  },
};
