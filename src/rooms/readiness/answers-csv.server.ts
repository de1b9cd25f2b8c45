import type { z } from 'zod';
import { csv } from '#kernel/csv.ts';
import * as m from '#messages';
import { nameOf } from './activities-view.server.ts';
import { CRITERIA, judgeActivity, stepsOf } from './rules.ts';
import type { exportAnswers } from './sharing.operations.server.ts';
import * as texts from './texts.server.ts';
import type { Locale } from './texts.server.ts';
import { editionOfTaken } from './views.server.ts';

type Shared = z.output<(typeof exportAnswers)['output']>['copies'][number];
/** Shared in an engagement, or before there is one. */
type Copy = Omit<Shared, 'edition' | 'engagement' | 'activities'> & {
  activities: Shared['activities'] | null;
  engagement: Pick<Shared['engagement'], 'name'> | null;
};

/**
 * Raw answers as CSV, a row for each, in the reader's language: whose, when, in which wording, and by which consent the
 * practice has them. Instants as ISO 8601 in UTC; an answer also as its code, which stays the same in every language.
 */
export function answersCsv(copies: readonly Copy[], locale: Locale): string {
  const said = { locale };
  return csv([
    [
      m.readiness_csv_engagement({}, said),
      m.readiness_csv_by({}, said),
      m.readiness_csv_consent({}, said),
      m.readiness_csv_finished({}, said),
      m.readiness_csv_wording({}, said),
      m.readiness_csv_step({}, said),
      m.readiness_csv_code({}, said),
      m.readiness_csv_question({}, said),
      m.readiness_csv_value({}, said),
      m.readiness_csv_answer({}, said),
    ],
    ...copies.flatMap((copy) => rowsOf(copy, locale)),
  ]);
}

function rowsOf(copy: Copy, locale: Locale): string[][] {
  const edition = editionOfTaken(copy.practiceEdition);
  const consent = m.readiness_csv_consent_given({ name: copy.by, at: copy.at }, { locale });
  const wording = copy.practiceEdition ? m.readiness_csv_own({}, { locale }) : m.app_name();
  const whose = [copy.engagement?.name ?? '', copy.by, consent, copy.finishedAt, wording];
  const answers = stepsOf(copy.form, edition).flatMap(({ id, items }) =>
    items.flatMap((item) => {
      const answer = copy.answers[item.id];
      if (answer === undefined) return [];
      return [
        [
          ...whose,
          texts.stepName(id, locale),
          item.id,
          texts.itemText(item.id, locale, edition),
          String(answer),
          texts.answerText(item.id, answer, locale, edition),
        ],
      ];
    }),
  );
  // Each activity with what follows for it, then what it was judged by. Those of the list have a code of their own.
  const activities = (copy.activities ?? []).flatMap((activity) => {
    const { outcome } = judgeActivity(activity);
    const [code, name] = [activity.id ?? 'own', nameOf(activity, locale)];
    const step = [...whose, texts.stepName('activity', locale)];
    return [
      [...step, code, name, outcome, texts.activityOutcomeName(outcome, locale)],
      ...CRITERIA.flatMap((criterion) => {
        const option = activity.judged[criterion];
        const question = `${name}: ${texts.criterionName(criterion, locale)}`;
        return option
          ? [
              [
                ...step,
                `${code}.${criterion}`,
                question,
                option,
                texts.answerText(criterion, option, locale, edition),
              ],
            ]
          : [];
      }),
    ];
  });
  return [...answers, ...activities];
}
