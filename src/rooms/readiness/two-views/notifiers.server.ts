import type { Tx } from '#kernel/database/context.server.ts';
import type { LoggedEvent, Notifier } from '#kernel/notifier.server.ts';
import type { PersonId } from '#kernel/id.ts';
import { namesIn } from '../store.server.ts';
import { mayLook } from './blind.ts';
import { isAsked } from './rounds.ts';
import * as store from './store.server.ts';

type Place = {
  workspace: NonNullable<LoggedEvent['workspace']>;
  engagement: NonNullable<LoggedEvent['engagement']>;
};

const pathOf = ({ workspace, engagement }: Place) => `/w/${workspace}/engagements/${engagement}/readiness`;

/** When everybody who takes part answered last, and whether the open round waits for them. */
async function standingsIn(tx: Tx, place: Place) {
  const [found, participants, views, copies, round] = [
    await store.findPlace(tx, place),
    await store.participantsIn(tx, place),
    await store.viewsIn(tx, place),
    await store.copiesIn(tx, place),
    await store.latestRound(tx, place),
  ];
  const skippers = round ? await store.skippersOf(tx, place, round.round) : [];
  const lastOf = (answers: readonly { by: PersonId; answeredAt: string }[], person: PersonId) =>
    answers.findLast(({ by }) => by === person)?.answeredAt ?? null;
  const standings = participants.map(({ person, role, since }) => {
    const answeredAt = lastOf(role === 'assistant' ? views : copies, person);
    const isAwaited = isAsked({
      ...{ role, since, answeredAt },
      isOver: found === null || found.isOver,
      openedAt: round?.openedAt ?? null,
      hasSkipped: skippers.includes(person),
    });
    return { person, role, answeredAt, waitsSince: isAwaited ? (round?.openedAt ?? null) : null };
  });
  return { engagement: found?.name ?? '', standings };
}

/** Who is told that an assistant has answered, and who is asked when a round opens. Mails never say what was answered. */
export const twoViewsNotifiers: Record<string, Notifier> = {
  'readiness.viewAnswered': async (tx, { workspace, engagement, by, at }) => {
    if (!engagement || !by) return [];
    const place = { workspace, engagement };
    const names = await namesIn(tx, place, by);
    if (!names) return [];
    const { standings } = await standingsIn(tx, place);
    return standings
      .filter(({ role, answeredAt }) => role === 'principal' || (role === 'member' && answeredAt !== null))
      .map(({ person, answeredAt, waitsSince }) => ({
        template: 'readiness.view_answered',
        to: person,
        facts: {
          by: names.person,
          engagement: names.engagement,
          maySee: mayLook({ ownAnsweredAt: answeredAt, theirsAnsweredAt: at, waitsSince }),
          path: pathOf(place),
        },
      }));
  },
  'readiness.roundOpened': async (tx, { workspace, engagement }) => {
    if (!engagement) return [];
    const place = { workspace, engagement };
    const { engagement: name, standings } = await standingsIn(tx, place);
    return standings
      .filter(({ waitsSince }) => waitsSince !== null)
      .map(({ person, role }) => ({
        template: 'readiness.round_opened',
        to: person,
        facts: {
          engagement: name,
          side: role === 'assistant' ? 'practice' : 'client',
          path: pathOf(place),
        },
      }));
  },
};
