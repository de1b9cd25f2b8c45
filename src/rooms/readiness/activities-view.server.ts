/** What pages show and ask of the activities that would be delegated, in the reader's language. */
import * as m from '#messages';
import { ACTIVITY_GROUPS, ACTIVITY_NAME_CHARS, CRITERIA, MOST_ACTIVITIES } from './activities.ts';
import { ACTIVITY_IDS, JUDGEMENTS, judgeActivity, optionsOf } from './activities.ts';
import type { ActivityId, ActivityOutcome, PickedActivity } from './activities.ts';
import type { Form } from './answers.ts';
import { BASE_EDITION } from './edition.ts';
import * as texts from './texts.server.ts';
import type { Locale } from './texts.server.ts';

/** Fields for activities of one's own: as many as the short form takes. */
const OWN_FIELDS = 3;

/** Under what name the form carries the judgements of an activity. */
const keyOf = ({ id }: PickedActivity, ownAt: number) => id ?? `own-${ownAt}`;

/** The step that asks what would be delegated: the list to pick from, and the criteria of what is picked. */
export function activitiesStep(
  activities: readonly PickedActivity[],
  form: Form,
  locale: Locale,
  edition = BASE_EDITION,
) {
  const own = activities.filter(({ id }) => id === null);
  return {
    most: MOST_ACTIVITIES[form],
    nameChars: ACTIVITY_NAME_CHARS,
    groups: ACTIVITY_GROUPS.map(({ id, activities: offered }) => ({
      id,
      name: texts.activityGroupName(id, locale),
      activities: offered.map((one) => ({
        id: one,
        name: texts.activityName(one, locale),
        isPicked: activities.some((picked) => picked.id === one),
      })),
    })),
    own: Array.from({ length: Math.max(OWN_FIELDS, own.length) }, (_, at) => own[at]?.name ?? ''),
    picked: activities.map((activity) => ({
      key: keyOf(activity, own.indexOf(activity)),
      name: nameOf(activity, locale),
      isOpen: CRITERIA.some((criterion) => activity.judged[criterion] === undefined),
      criteria: CRITERIA.map((criterion) => ({
        id: criterion,
        label: texts.criterionName(criterion, locale),
        value: activity.judged[criterion] ?? '',
        options: optionsOf(edition.itemById.get(criterion) ?? BASE_EDITION.itemById.get(criterion)!).map(
          (option) => ({ value: option, label: texts.answerText(criterion, option, locale, edition) }),
        ),
      })),
    })),
  };
}
export type ActivitiesStep = ReturnType<typeof activitiesStep>;

/** What the form of that step carries: those picked and named, each with its judgements. */
export function activitiesInput(posted: FormData): PickedActivity[] {
  const judgedIn = (key: string): PickedActivity['judged'] =>
    Object.fromEntries(
      CRITERIA.flatMap((criterion) => {
        const option = posted.get(`${key}.${criterion}`);
        return JUDGEMENTS.some((one) => one === option) ? [[criterion, option]] : [];
      }),
    );
  const picked = posted.getAll('activity[]').filter((one): one is ActivityId => isActivity(one));
  return [
    ...ACTIVITY_IDS.filter((id) => picked.includes(id)).map((id) => ({ id, name: '', judged: judgedIn(id) })),
    ...posted
      .getAll('own[]')
      .map(String)
      .filter((name) => name.trim() !== '')
      .map((name, at) => ({ id: null, name, judged: judgedIn(`own-${at}`) })),
  ];
}

const isActivity = (given: unknown) => ACTIVITY_IDS.some((id) => id === given);

const TONES: Record<ActivityOutcome, 'leaf' | 'caution' | 'clay' | 'neutral'> = {
  suits: 'leaf',
  after_preparation: 'caution',
  does_not_suit: 'clay',
  unjudged: 'neutral',
};

/** What follows for each activity, with its reasons; null where none was picked. */
export function activityViews(activities: readonly PickedActivity[] | null, locale: Locale) {
  if (!activities || activities.length === 0) return null;
  return activities.map((activity) => {
    const { outcome, flags } = judgeActivity(activity);
    const reasons = flags.map((flag) => texts.activityReason(flag, locale));
    return {
      name: nameOf(activity, locale),
      outcome,
      label: texts.activityOutcomeName(outcome, locale),
      tone: TONES[outcome],
      reason: reasons.length > 0 ? reasons.join(' ') : texts.activityReason(outcome, locale),
    };
  });
}
export type ActivityViews = NonNullable<ReturnType<typeof activityViews>>;

/** What an activity is called: as in the list, or as whoever answered called it. */
export const nameOf = ({ id, name }: PickedActivity, locale: Locale): string =>
  id ? texts.activityName(id, locale) : name;

/** How many of them suit, in a sentence. */
export const activitiesSummary = (views: ActivityViews, locale: Locale): string => {
  const count = (outcome: ActivityOutcome) => views.filter((one) => one.outcome === outcome).length;
  const all = { suits: count('suits'), after: count('after_preparation'), not: count('does_not_suit') };
  return m.readiness_activities_summary(all, { locale });
};
