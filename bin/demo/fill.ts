import type { Kysely } from 'kysely';
import type pg from 'pg';
import type { z } from 'zod';
import type { Actor, Person } from '../../src/kernel/actor.ts';
import type { DB } from '../../src/kernel/database/schema.ts';
import type { BriefId, EngagementId, PersonId, WorkspaceId } from '../../src/kernel/id.ts';
import { newId } from '../../src/kernel/new-id.server.ts';
import type { Operation } from '../../src/kernel/operation.server.ts';
import { perform, type Ground } from '../../src/kernel/perform.server.ts';
import { createClient, inviteContact } from '../../src/rooms/engagements/index.server.ts';
import type { Auth } from '../../src/rooms/people/sign-in/auth.server.ts';
import { acceptInvitation, createWorkspace } from '../../src/rooms/people/index.server.ts';
import {
  engagements,
  people,
  practice,
  type DemoEngagement,
  type DemoPerson,
  type EngagementKey,
} from './cast.ts';
import { ask, askings, publishPage, say, sayings } from './front.ts';
import { shareAssessmentOf, viewClient } from './readiness.ts';
import { stepsOf } from './steps.ts';
import { told } from './story.ts';

type Stage = { db: Kysely<DB>; pool: pg.Pool; auth: Auth; folder: string; now: Temporal.Instant };

/** What steps of the story act with: people, places and a clock that stands at the moment of the step. */
export type Scene = {
  people: Record<DemoPerson['key'], Person>;
  workspace: WorkspaceId;
  engagements: Record<EngagementKey, EngagementId>;
  briefs: Map<string, BriefId>;
  do<I extends z.ZodType, O extends z.ZodType>(
    operation: Operation<I, O>,
    actor: Actor,
    input: z.input<I>,
  ): Promise<z.output<O>>;
};

/** Something that happened at a moment. */
export type Step = { at: Temporal.Instant; act(scene: Scene): Promise<unknown> };

/** Plays the story through the operations, as its people would have done it, on a clock that goes from then to now. */
export async function fill({ db, auth, now }: Stage): Promise<void> {
  const clock = { now };
  const ground: Ground = { db, now: () => clock.now, newId };
  const scene: Scene = {
    people: await openAccounts(auth),
    workspace: newId(),
    engagements: { lumbre: newId(), northway: newId(), horno: newId() },
    briefs: new Map(),
    async do(operation, actor, input) {
      const outcome = await perform(ground, operation, actor, input);
      if (!outcome.ok)
        throw new Error(
          `${operation.name}: ${outcome.refusal.message} ${JSON.stringify(outcome.refusal.fields)}`,
        );
      return outcome.value;
    },
  };
  const steps = [
    { at: morning(now, 156), act: makePractice },
    ...engagements.map((engagement) => ({
      at: morning(now, engagement.began),
      act: (on: Scene) => begin(on, engagement),
    })),
    ...told.flatMap((brief) => stepsOf(brief, now)),
    { at: morning(now, 120), act: (on: Scene) => publishPage(on, nextMonth(now)) },
    { at: morning(now, 100), act: (on: Scene) => viewClient(on, 'lumbre') },
    ...askings.map((asking) => ({ at: morning(now, asking.daysAgo), act: (on: Scene) => ask(on, asking) })),
    ...sayings.map((saying) => ({ at: morning(now, saying.daysAgo), act: (on: Scene) => say(on, saying) })),
  ];
  for (const step of steps.sort((a, b) => Temporal.Instant.compare(a.at, b.at))) {
    clock.now = step.at;
    await step.act(scene);
  }
}

/** Nine in the morning, so many days ago. */
function morning(now: Temporal.Instant, daysAgo: number): Temporal.Instant {
  const day = now.toZonedDateTimeISO('UTC').subtract({ days: daysAgo });
  return day
    .with({ hour: 9, minute: 12, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 })
    .toInstant();
}

/** The month after this one, as a page says from when there is capacity. */
const nextMonth = (now: Temporal.Instant): string =>
  now.toZonedDateTimeISO('UTC').toPlainDate().toPlainYearMonth().add({ months: 1 }).toString();

/** Accounts with a confirmed address and a password that nobody knows: one signs in by link. */
async function openAccounts(auth: Auth): Promise<Scene['people']> {
  const opened = {} as Scene['people'];
  const { internalAdapter } = await auth.$context;
  for (const { key, name, email, locale, timeZone } of people) {
    const password = crypto.randomUUID();
    const { user } = await auth.api.signUpEmail({ body: { name, email, password, locale, timeZone } });
    await internalAdapter.updateUser(user.id, { emailVerified: true });
    const session = { id: user.id, expiresAt: '' };
    // better-auth speaks of plain strings; its ids are made by us.
    opened[key] = {
      kind: 'person',
      id: user.id as PersonId,
      name,
      email,
      locale,
      timeZone,
      memberships: [],
      session,
    };
  }
  return opened;
}

async function makePractice(scene: Scene): Promise<void> {
  const { lucia } = scene.people;
  const { workspace } = await scene.do(createWorkspace, lucia, practice);
  scene.workspace = workspace;
  lucia.memberships.push({ workspace, workspaceName: practice.name, role: 'owner', engagements: [] });
}

async function begin(
  scene: Scene,
  { key, client, name, language, principal, member }: DemoEngagement,
): Promise<void> {
  const { workspace } = scene;
  const { lucia } = scene.people;
  const made = await scene.do(createClient, lucia, {
    workspace,
    name: client,
    engagementName: name,
    principal: scene.people[principal].email,
    language,
  });
  scene.engagements[key] = made.engagement;
  if (!made.invitation) throw new Error('The principal was to be invited');
  await join(scene, principal, made.engagement, 'principal', made.invitation.secret);
  await shareAssessmentOf(scene, key, principal);
  if (!member) return;
  const email = scene.people[member].email;
  const invited = await scene.do(inviteContact, lucia, {
    workspace,
    engagement: made.engagement,
    role: 'member',
    email,
    language,
  });
  await join(scene, member, made.engagement, 'member', invited.secret);
}

async function join(
  { do: act, people: cast, workspace }: Scene,
  who: DemoPerson['key'],
  engagement: EngagementId,
  role: 'principal' | 'member',
  secret: string,
): Promise<void> {
  await act(acceptInvitation, cast[who], { workspace, secret });
  const engagementsOfPerson = [{ engagement, name: '', role }];
  cast[who].memberships.push({
    workspace,
    workspaceName: practice.name,
    role: null,
    engagements: engagementsOfPerson,
  });
}
