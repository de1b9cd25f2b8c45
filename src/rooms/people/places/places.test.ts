import { describe, expect, test } from 'vitest';
import type { Membership } from '#kernel/actor.ts';
import type { EngagementId, PersonId, WorkspaceId } from '#kernel/id.ts';
import { currentPlace, placesOf, whereToLand, whyNotEndMembership } from './places.ts';

const membership = (workspace: string, role: Membership['role'], ...engagements: string[]): Membership => ({
  workspace: workspace as WorkspaceId,
  workspaceName: workspace.toUpperCase(),
  role,
  engagements: engagements.map((name) => ({
    engagement: name as EngagementId,
    name,
    role: role ? 'assistant' : 'principal',
  })),
});

describe('the places of a person', () => {
  const ana = membership('ana', 'owner', 'lumbre', 'aldea');
  const marta = membership('marta', null, 'tienda', 'blog');
  const zoe = membership('zoe', null, 'unico');
  const places = placesOf([zoe, ana, marta]);

  test('are practices first, then the engagements in which they are the client', () => {
    expect(places.map(({ kind, name, practice }) => [kind, name, practice])).toEqual([
      ['practice', 'ANA', null],
      ['engagement', 'unico', 'ZOE'],
      ['engagement', 'tienda', 'MARTA'],
      ['engagement', 'blog', 'MARTA'],
    ]);
  });
  test('an only engagement leads home, one of several to its own page', () => {
    expect(places.map((place) => place.href)).toEqual([
      '/w/ana',
      '/w/zoe',
      '/w/marta/engagements/tienda',
      '/w/marta/engagements/blog',
    ]);
  });
  test.each([
    ['any page of a practice', { workspace: 'ana', engagement: 'lumbre' }, 'ANA'],
    ['any page with the only engagement', { workspace: 'zoe' }, 'unico'],
    ['the page of one engagement', { workspace: 'marta', engagement: 'blog' }, 'blog'],
    ['a page about several engagements', { workspace: 'marta' }, undefined],
  ])('%s belongs to its place', (_page, here, name) => {
    expect(currentPlace(places, here)?.name).toBe(name);
  });
});

describe('where somebody lands', () => {
  const [ana, zoe] = [membership('ana', 'owner'), membership('zoe', null, 'unico')];
  test.each([
    ['with no place', [], undefined, 'none'],
    ['with one place, whatever was used last', [ana], 'gone', 'ana'],
    ['with several, in the one used last', [ana, zoe], 'zoe', 'zoe'],
    ['with several, and none used or the last one left', [ana, zoe], 'gone', 'choose'],
  ])('%s', (_who, memberships, last, place) => {
    expect(whereToLand(memberships, last, 0)).toBe(place);
  });
  test('is asked for an answer first, where invitations wait', () => {
    expect(whereToLand([ana], 'ana', 1)).toBe('choose');
    expect(whereToLand([], undefined, 1)).toBe('none');
  });
});

test('the only owner can’t be taken out', () => {
  const [ana, olga] = ['ana', 'olga'] as PersonId[] as [PersonId, PersonId];
  expect(whyNotEndMembership(ana, [ana])).toBe('last_owner');
  expect(whyNotEndMembership(ana, [ana, olga])).toBeNull();
  expect(whyNotEndMembership(olga, [ana])).toBeNull();
});
