import { expect, test } from 'vitest';
import { readmes } from './readme.ts';

test.each(readmes())(
  '$path lists the settings as they are parsed (else: node bin/readme.ts)',
  ({ now, current }) => {
    expect(now).toBe(current);
    expect(current).toContain('`DELEGA_DATA`');
  },
);
