import { expect, it } from 'vitest';
import { withParams } from './url.ts';

const list = new URL('https://delega.example/w/1/briefs?state=open&page=3');

it('changing one filter keeps the others', () => {
  expect(withParams(list, { state: 'delivered' })).toBe('/w/1/briefs?state=delivered&page=3');
});

it('an empty filter leaves the address', () => {
  expect(withParams(list, { state: null, page: '' })).toBe('/w/1/briefs');
});
