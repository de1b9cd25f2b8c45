import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv } from './csv.ts';

/** Reads CSV as RFC 4180 writes it. */
function read(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\r\n') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

describe('CSV', () => {
  it('gives back what was written, whatever it was', () => {
    const anyCell = fc.string({ unit: fc.constantFrom('a', 'ñ', '"', ',', '\n', '\r', ' ', ';', '😀') });
    fc.assert(
      fc.property(fc.array(fc.array(anyCell, { minLength: 1 }), { minLength: 1 }), (rows) => {
        const unmarked = (text: string) => text.replace(/^'(?=[\t\r\n])/, '');
        expect(read(csv(rows)).map((row) => row.map(unmarked))).toEqual(rows);
      }),
    );
  });

  it('holds no cell that a spreadsheet would work out', () => {
    for (const formula of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =HYPERLINK("x")', '＝1'])
      expect(
        csv([[formula]])
          .slice(1)
          .replace(/^"/, '')
          .startsWith("'"),
      ).toBe(true);
    expect(csv([['3-4 horas', '¿=?']])).toBe('\u{feff}3-4 horas,¿=?\r\n');
  });
});
