import { error } from '@sveltejs/kit';
import { sideOf } from '#kernel/actor.ts';
import { notFound } from '#kernel/errors.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import { rememberPlace } from '#rooms/people/index.server.ts';
import { placesOf } from '#rooms/people/places/places.ts';
import type { LayoutServerLoad } from './$types';

/** Where the reader is and what they are there. No query: the request knows its person. */
export const load: LayoutServerLoad = (event) => {
  const person = personHere(event);
  const membership = person.memberships.find((one) => one.workspace === event.params.workspace);
  if (!membership) error(404, refusalText(notFound()));
  rememberPlace(event, membership.workspace);
  const { id, name, email, timeZone, memberships } = person;
  return {
    person: { id, name, email, timeZone },
    place: {
      workspace: membership.workspace,
      name: membership.workspaceName,
      side: sideOf(membership),
      isOwner: membership.role === 'owner',
      engagements: membership.engagements.map(({ engagement, name }) => ({ id: engagement, name })),
    },
    places: placesOf(memberships),
    heardTo: event.locals.house.live.position(),
  };
};
