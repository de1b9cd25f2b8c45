import { visitor, type Actor, type Person } from '#kernel/actor.ts';
import { asToken, type Corner, type Scene } from './scene.ts';

/** Somebody who tries what is not theirs. */
export type Attacker = {
  who: string;
  actor: Actor;
  /** Where they belong, and as whom: their own valid ids come from there. Null for those who belong nowhere. */
  own: { corner: Corner; person: Person } | null;
  /** Whose data they try to reach. */
  target: Corner;
};

/** Everybody who must not reach `target`: people of another workspace, of another engagement, of none any more. */
export function attackersOf(scene: Scene): Attacker[] {
  const { first, second, there } = scene;
  const from = (corner: Corner, who: string, role: keyof Corner['people'], target: Corner): Attacker => {
    const person = corner.people[role];
    return { who, actor: person, own: { corner, person }, target };
  };
  const { owner, principal } = there.people;
  return [
    from(there, "another workspace's owner", 'owner', first),
    from(there, "another workspace's assistant", 'assistant', first),
    from(there, "another workspace's contact", 'principal', first),
    from(second, 'an assistant of the same workspace, of another engagement', 'assistant', first),
    from(second, "another engagement's principal", 'principal', first),
    from(second, "another engagement's member", 'member', first),
    from(second, "another engagement's principal, in another workspace", 'principal', there),
    from(first, 'an owner, in another workspace', 'owner', there),
    { who: 'a former principal', actor: scene.former, own: null, target: first },
    { who: 'somebody who belongs nowhere', actor: scene.newcomer, own: null, target: first },
    { who: 'a visitor', actor: visitor, own: null, target: first },
    {
      who: "the token of another workspace's owner",
      actor: asToken(owner, scene.of(owner).token),
      own: { corner: there, person: owner },
      target: first,
    },
    {
      who: "the token of another workspace's contact",
      actor: asToken(principal, scene.of(principal).token),
      own: { corner: there, person: principal },
      target: first,
    },
  ];
}

/** The practice's people in an engagement, for whom a draft of the client's side does not exist until it is sent. */
export function shutOutOf({ first }: Scene): Attacker[] {
  const onlyBriefs = (state: keyof Corner['briefs']): Corner => ({
    ...first,
    briefs: Object.fromEntries(
      Object.keys(first.briefs).map((name) => [name, first.briefs[state]]),
      // The same keys as before.
    ) as Corner['briefs'],
  });
  return (['owner', 'assistant'] as const).map((role) => {
    const person = first.people[role];
    const own = { corner: onlyBriefs('sent'), person };
    return { who: `the engagement's ${role}`, actor: person, own, target: onlyBriefs('draft') };
  });
}
