import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addressWith, inboundAddressOf, tagOf } from './reply-address.ts';

const plus = inboundAddressOf('Reply@Example.org')!;
const all = inboundAddressOf('*@in.example.org')!;

it('a tag stands after the plus sign, or is the whole name where a domain takes all', () => {
  expect(addressWith(plus, 'abc')).toBe('reply+abc@example.org');
  expect(addressWith(all, 'abc')).toBe('abc@in.example.org');
});

it('what comes back in capitals is the same address', () => {
  expect(tagOf(plus, 'REPLY+ABC@EXAMPLE.ORG')).toBe('abc');
  expect(tagOf(all, ' ABC@in.example.org')).toBe('abc');
});

it.each([
  'reply@example.org',
  'reply+@example.org',
  'other+abc@example.org',
  'reply+abc@example.org.evil.net',
  'reply+a"b@example.org',
  'reply+abc',
  '',
])('«%s» is none of ours', (address) => {
  expect(tagOf(plus, address)).toBe(null);
});

it.each(['', '@example.org', 'reply@', 'a b@example.org', 'reply@example.org\nBcc: x@y.z', '*@', '**@a.org'])(
  '«%s» can be no setting',
  (text) => {
    expect(inboundAddressOf(text)).toBe(null);
  },
);

it('every tag comes back out of its address', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9-]{1,40}$/), fc.constantFrom(plus, all), (tag, inbound) => {
      expect(tagOf(inbound, addressWith(inbound, tag))).toBe(tag);
    }),
  );
});
