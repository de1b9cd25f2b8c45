import * as m from '#messages';
import type { MailTemplate } from '#kernel/mail/template.ts';
import type { Notifier } from '#kernel/notifier.server.ts';
import { planMails, planNotifiers } from './plan/mails.server.ts';
import { assistantsToTell, namesIn } from './store.server.ts';
import { twoViewsMails } from './two-views/mails.server.ts';
import { twoViewsNotifiers } from './two-views/notifiers.server.ts';

/** How the mails about self-assessments are written. They tell that something is shared, never what it says. */
export const readinessMails: Record<string, MailTemplate> = {
  'readiness.assessment_shared': (facts, { locale }) => {
    const { by, engagement, path, what } = facts as Record<string, unknown>;
    const says =
      what === 'answers'
        ? m.mail_assessment_shared_answers({}, { locale })
        : m.mail_assessment_shared_verdict({}, { locale });
    return {
      subject: m.mail_assessment_shared_subject({ by: String(by) }, { locale }),
      paragraphs: [m.mail_assessment_shared_text({ by: String(by) }, { locale })],
      facts: [
        { label: m.mail_assessment_shared_engagement({}, { locale }), value: String(engagement) },
        { label: m.mail_assessment_shared_what({}, { locale }), value: says },
      ],
      button: { label: m.mail_assessment_shared_button({}, { locale }), path: String(path) },
      why: m.mail_assessment_shared_why({}, { locale }),
    };
  },
  ...twoViewsMails,
  ...planMails,
};

/** Who is told of what happens with self-assessments. */
export const readinessNotifiers: Record<string, Notifier> = {
  'readiness.assessmentShared': async (tx, { workspace, engagement, by, facts }) => {
    if (!engagement || !by) return [];
    const names = await namesIn(tx, { workspace, engagement }, by);
    if (!names) return [];
    const assistants = await assistantsToTell(tx, { workspace, engagement });
    return assistants
      .filter((person) => person !== by)
      .map((person) => ({
        template: 'readiness.assessment_shared',
        to: person,
        facts: {
          by: names.person,
          engagement: names.engagement,
          what: facts.what,
          path: `/w/${workspace}/engagements/${engagement}`,
        },
      }));
  },
  ...twoViewsNotifiers,
  ...planNotifiers,
};
