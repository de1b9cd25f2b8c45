import fc from 'fast-check';
import { expect, it } from 'vitest';
import { contentDisposition } from './disposition.ts';

it('a name is given in ASCII for old programs and whole for all others', () => {
  expect(contentDisposition('attachment', "Año d'or.pdf")).toBe(
    `attachment; filename="A_o d'or.pdf"; filename*=UTF-8''A%C3%B1o%20d%27or.pdf`,
  );
});

it('no name leaves its quotes or its header, and each can be read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const header = contentDisposition('inline', name);
      const parts = /^inline; filename="[\x20-\x7e]*"; filename\*=UTF-8''([A-Za-z0-9.%~!_-]*)$/.exec(header);
      expect(decodeURIComponent(parts?.[1] ?? 'unread')).toBe(name.toWellFormed());
      expect(header.match(/"/g)).toHaveLength(2);
    }),
  );
});
