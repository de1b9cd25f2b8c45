import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatAmount,
  formatMinutes,
  hoursAndMinutes,
  minutesOf,
  readAmount,
  writeAmount,
} from './measures.ts';

describe('an amount as people type it', () => {
  it('may part decimals by a comma or a point', () => {
    expect(readAmount('50,5', 'EUR')).toBe(5050);
    expect(readAmount('50.50', 'EUR')).toBe(5050);
  });

  it('may part thousands either way', () => {
    expect(readAmount('1.250,50', 'EUR')).toBe(125_050);
    expect(readAmount('1,250.50', 'USD')).toBe(125_050);
    expect(readAmount('1 250', 'EUR')).toBe(125_000);
    expect(readAmount('1.250', 'EUR')).toBe(125_000);
  });

  it('has no decimals where the currency has none', () => {
    expect(readAmount('12.500', 'CLP')).toBe(12_500);
    expect(readAmount('500', 'CLP')).toBe(500);
  });

  it('is nothing when left empty, and no number when it is none', () => {
    expect(readAmount('  ', 'EUR')).toBeNull();
    expect(readAmount('about 50', 'EUR')).toBeNaN();
    expect(readAmount('-3', 'EUR')).toBeNaN();
  });

  it('comes back from its input as it went in', () => {
    const currencies = fc.constantFrom('EUR', 'CLP', 'MXN', 'KWD');
    fc.assert(
      fc.property(fc.nat(1_000_000_000), currencies, (amount, currency) => {
        expect(readAmount(writeAmount(amount, currency), currency)).toBe(amount);
      }),
    );
  });

  it('is read with the code of its currency', () => {
    expect(formatAmount(125_050, 'EUR', 'en')).toBe('1,250.50 EUR');
    expect(formatAmount(5000, 'EUR', 'es')).toBe('50 EUR');
  });
});

describe('an effort in hours and minutes', () => {
  it('may be typed in either', () => {
    expect(minutesOf('1', '30')).toBe(90);
    expect(minutesOf('1,5', '')).toBe(90);
    expect(minutesOf('', '45')).toBe(45);
    expect(minutesOf('', '')).toBeNull();
    expect(minutesOf('two', '')).toBeNaN();
  });

  it('comes back from its inputs as it went in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 525_600 }), (total) => {
        const { hours, minutes } = hoursAndMinutes(total);
        expect(minutesOf(hours, minutes)).toBe(total);
      }),
    );
  });

  it('is read without empty parts', () => {
    expect(formatMinutes(210)).toBe('3 h 30 min');
    expect(formatMinutes(120)).toBe('2 h');
    expect(formatMinutes(20)).toBe('20 min');
  });
});
