import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Membership } from '#kernel/actor.ts';
import { newId } from '#kernel/new-id.server.ts';
import {
  expiryOf,
  invitationStates,
  lastSentAt,
  maskedAddress,
  mayMailAgain,
  roleAfterJoining,
  stateOfInvitation,
  whyNotAccept,
  whyNotDecline,
} from './invitations.ts';

const sent = Temporal.Instant.from('2026-11-24T15:00:00Z');
const dates = { expiresAt: expiryOf(sent).toString(), acceptedAt: null, declinedAt: null, withdrawnAt: null };

describe('how an invitation stands', () => {
  test('it is open for fourteen days to the second', () => {
    expect(stateOfInvitation(dates, sent.add({ hours: 14 * 24 }).subtract({ seconds: 1 }))).toBe('open');
    expect(stateOfInvitation(dates, sent.add({ hours: 14 * 24 }))).toBe('expired');
  });
  test('what was accepted stays accepted, and what was withdrawn stays withdrawn, however late it is', () => {
    const late = sent.add({ hours: 9999 });
    expect(stateOfInvitation({ ...dates, acceptedAt: '2026-11-25T00:00:00Z' }, late)).toBe('accepted');
    expect(stateOfInvitation({ ...dates, withdrawnAt: '2026-11-25T00:00:00Z' }, late)).toBe('withdrawn');
  });
  test('what was declined is not open, also when it would have expired since', () => {
    const declined = { ...dates, declinedAt: '2026-11-25T00:00:00Z' };
    expect(stateOfInvitation(declined, sent)).toBe('declined');
    expect(stateOfInvitation(declined, sent.add({ hours: 9999 }))).toBe('declined');
    expect(stateOfInvitation({ ...declined, withdrawnAt: '2026-11-26T00:00:00Z' }, sent)).toBe('withdrawn');
  });
  test('only what is open is declined; declining again changes nothing and is no fault', () => {
    expect(invitationStates.filter((state) => whyNotDecline(state) === null)).toEqual(['open', 'declined']);
  });
  test('it is mailed again after five minutes at the earliest', () => {
    expect(lastSentAt(dates.expiresAt).toString()).toBe(sent.toString());
    expect(mayMailAgain(dates.expiresAt, sent.add({ minutes: 4 }))).toBe(false);
    expect(mayMailAgain(dates.expiresAt, sent.add({ minutes: 5 }))).toBe(true);
  });
});

describe('who can accept', () => {
  const open = {
    state: 'open',
    role: 'principal',
    email: 'bruno@example.org',
    isArchived: false,
  } as const;
  const bruno = { email: 'bruno@example.org', isVerified: true, membership: null };
  const place: Membership = { workspace: newId(), workspaceName: 'Ana', role: null, engagements: [] };
  const contact: Membership = {
    ...place,
    engagements: [{ engagement: newId(), name: 'Lumbre', role: 'member' }],
  };

  test('the person with exactly the invited address, written with any capitals', () => {
    expect(whyNotAccept(open, bruno)).toBeNull();
    expect(whyNotAccept(open, { ...bruno, email: 'Bruno@Example.org' })).toBeNull();
    expect(whyNotAccept(open, { ...bruno, email: 'bruno@example.com' })).toBe(
      'invitation_for_another_address',
    );
  });
  test('only once the address is verified', () => {
    expect(whyNotAccept(open, { ...bruno, isVerified: false })).toBe('address_not_verified');
  });
  test.each([
    ['expired', 'invitation_expired'],
    ['declined', 'invitation_declined'],
    ['withdrawn', 'invitation_withdrawn'],
    ['accepted', 'invitation_used'],
  ] as const)('not when it is %s', (state, reason) => {
    expect(whyNotAccept({ ...open, state }, bruno)).toBe(reason);
  });
  test('not into an archived engagement', () => {
    expect(whyNotAccept({ ...open, isArchived: true }, bruno)).toBe('engagement_archived');
  });
  test('nobody of the practice becomes its client, and no contact joins the practice', () => {
    expect(whyNotAccept(open, { ...bruno, membership: { ...place, role: 'assistant' } })).toBe(
      'is_of_the_practice',
    );
    expect(whyNotAccept({ ...open, role: 'assistant' }, { ...bruno, membership: contact })).toBe(
      'is_a_contact',
    );
    expect(whyNotAccept(open, { ...bruno, membership: contact })).toBeNull();
  });
});

test('an owner who accepts an invitation as assistant stays an owner', () => {
  expect(roleAfterJoining('assistant', 'owner')).toBe('owner');
  expect(roleAfterJoining('owner', 'assistant')).toBe('owner');
  expect(roleAfterJoining('assistant', null)).toBe('assistant');
});

test('a masked address shows one letter and the host, never more', () => {
  expect(maskedAddress('ana.ruiz@example.org')).toBe('a•••@example.org');
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9]{2,20}$/), (name) => {
      expect(maskedAddress(`${name}@example.org`).split('@')[0]).not.toContain(name);
    }),
  );
});
