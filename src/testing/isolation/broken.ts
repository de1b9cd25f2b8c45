import { personOf as actorsPerson } from '#kernel/actor.ts';
import type { Operation } from '#kernel/operation.server.ts';
import { anyone } from '#kernel/may.server.ts';
import { personOf, type Example } from './example.ts';
import type { Corner, Scene } from './scene.ts';

/** An operation that forgets to ask who is asking. What `may` else finds out is given to it, as if all were well. */
export function withoutMay(operation: Operation, example: Example, target: Corner, scene: Scene): Operation {
  const role = example.by === 'owner' ? 'assistant' : example.by;
  return {
    ...operation,
    may: {
      ...anyone,
      check(run) {
        const person = personOf(example, target, scene);
        run.person ??= person;
        run.membership ??= person.memberships.find((one) => one.workspace === target.workspace) ?? null;
        run.engagement = target.engagement;
        if (role === 'assistant' || role === 'principal' || role === 'member') run.role = role;
        return true;
      },
    },
  };
}

/** An operation that asks nobody and moreover reaches what the right person would: nothing is left of the wall. */
export function wideOpen(operation: Operation, example: Example, target: Corner, scene: Scene): Operation {
  const person = personOf(example, target, scene);
  const open = withoutMay(operation, example, target, scene);
  return {
    ...open,
    may: {
      ...open.may,
      check(run, input) {
        run.person = person;
        return open.may.check(run, input);
      },
    },
    reachOf: (input, actor) => ({
      ...operation.reachOf?.(input, actor),
      person: (example.by === 'visitor' ? actorsPerson(actor) : person)?.id,
      workspace: target.workspace,
      engagements: 'all',
      side: 'practice',
    }),
  };
}
