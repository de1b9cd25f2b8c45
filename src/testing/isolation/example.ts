import type { Actor, Person } from '#kernel/actor.ts';
import { visitor } from '#kernel/actor.ts';
import type { Corner, CornerRole, Scene } from './scene.ts';

/**
 * A valid use of an operation: by whom, and with which input in a given corner of the scene. Every id comes from the
 * corner, or belongs to the person, so that the isolation test can ask for anybody's.
 */
export type Example = {
  by: CornerRole | 'visitor' | 'operator' | 'newcomer' | 'invited' | 'invitedToPractice';
  input(at: Corner, person: Person, scene: Scene): object;
  /**
   * For an operation that a secret opens: true where whoever holds the secret may do it, and it is bound to nobody.
   * Else the secret belongs to the other ids of the input, and works with them alone.
   */
  secretSuffices?: boolean;
};

/** The person of an example, whose belongings its input may name; for a visitor that of somebody in the corner. */
export function personOf(example: Example, at: Corner, scene: Scene): Person {
  switch (example.by) {
    case 'visitor':
    case 'operator':
      return at.people.principal;
    case 'newcomer':
      return scene.newcomer;
    case 'invited':
      return at.invitations.engagement.person;
    case 'invitedToPractice':
      return at.invitations.practice.person;
    default:
      return at.people[example.by];
  }
}

export function actorOf(example: Example, at: Corner, scene: Scene): Actor {
  if (example.by === 'visitor') return visitor;
  if (example.by === 'operator') return { kind: 'operator' };
  return personOf(example, at, scene);
}
