import * as m from '#messages';
import type { MailTemplate } from '#kernel/mail/template.ts';
import type { Notifier } from '#kernel/notifier.server.ts';
import { namesIn } from '../store.server.ts';
import * as store from './store.server.ts';

/** How the mail about a step is written: that there is one, never what it says. */
export const planMails: Record<string, MailTemplate> = {
  'readiness.plan_step_given': (facts, { locale }) => {
    const { by, engagement, path } = facts as Record<string, unknown>;
    const name = { by: String(by) };
    return {
      subject: m.mail_plan_step_subject(name, { locale }),
      paragraphs: [m.mail_plan_step_text(name, { locale })],
      facts: [{ label: m.mail_assessment_shared_engagement({}, { locale }), value: String(engagement) }],
      button: { label: m.mail_plan_step_button({}, { locale }), path: String(path) },
      why: m.mail_plan_step_why({}, { locale }),
    };
  },
};

/** Who is told that a step is theirs now; nobody where it was taken away again meanwhile. */
export const planNotifiers: Record<string, Notifier> = {
  'readiness.planStepPlanned': async (tx, { workspace, engagement, by, at, facts }) => {
    if (!engagement || !by) return [];
    const place = { workspace, engagement };
    const names = await namesIn(tx, place, by);
    const step = (await store.stepsIn(tx, place)).find(({ id }) => id === facts.step);
    const people = await store.peopleIn(tx, place);
    const owner = people.find(({ person }) => person === step?.owner && person === facts.owner);
    // The step says of which of its plannings a mail goes out.
    const isTold = step?.told && Temporal.Instant.from(step.told.at).equals(Temporal.Instant.from(at));
    if (!names || !step || !owner || !isTold) return [];
    return [
      {
        template: 'readiness.plan_step_given',
        to: owner.person,
        facts: {
          by: names.person,
          engagement: names.engagement,
          path: `/w/${workspace}/engagements/${engagement}/plan#step-${step.id}`,
        },
      },
    ];
  },
};
