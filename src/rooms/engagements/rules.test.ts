import { describe, expect, test } from 'vitest';
import { rightsOf, whatIsMissing } from './rules.ts';

describe('who may do what about an engagement’s people', () => {
  test.each([
    [
      'an owner who is not listed',
      { role: 'assistant', isOwner: true, isListed: false },
      'invite end manage',
    ],
    ['an owner who assists', { role: 'assistant', isOwner: true, isListed: true }, 'invite end manage leave'],
    ['an assistant', { role: 'assistant', isOwner: false, isListed: true }, 'invite end leave'],
    ['a principal', { role: 'principal', isOwner: false, isListed: true }, 'invite end leave'],
    ['a member', { role: 'member', isOwner: false, isListed: true }, 'leave'],
  ] as const)('%s', (_who, reader, expected) => {
    const rights = rightsOf(reader);
    const words = [
      rights.mayInvite && 'invite',
      rights.mayEndContacts && 'end',
      rights.mayManage && 'manage',
      rights.mayLeave && 'leave',
    ];
    expect(words.filter(Boolean).join(' ')).toBe(expected);
  });
});

test('without anybody who decides for the client, that is what is missing', () => {
  expect(whatIsMissing({ principals: 0, waitingPrincipals: 0 })).toBe('principal');
  expect(whatIsMissing({ principals: 0, waitingPrincipals: 1 })).toBe('answer');
  expect(whatIsMissing({ principals: 1, waitingPrincipals: 1 })).toBeNull();
});
