/** Numbers from 0 up to, not including, 1. */
export type Random = () => number;

/**
 * A generator that gives the same numbers for the same seed, so that the same records always give the same page:
 * xoshiro128** of Blackman and Vigna ("Scrambled linear pseudorandom number generators", ACM TOMS 47(4), 2021), its
 * state filled by the SplitMix method with the 32-bit mixer of MurmurHash3. Not for secrets.
 */
export function seededRandom(seed: number): Random {
  let filling = seed >>> 0;
  const fill = () => {
    filling = (filling + 0x9e3779b9) >>> 0;
    let mixed = filling;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
  let [a, b, c, d] = [fill(), fill(), fill(), fill()];
  const turned = (bits: number, by: number) => (bits << by) | (bits >>> (32 - by));
  return () => {
    const drawn = Math.imul(turned(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = turned(d, 11);
    return drawn / 2 ** 32;
  };
}

/** A whole number from 0 up to, not including, `below`. */
export const drawBelow = (random: Random, below: number): number => Math.floor(random() * below);
