/** Where a link in a guide may lead: to a page of this house, to one on the web, or to a mail address. Nothing that runs. */
export function isLinkTarget(target: string): boolean {
  if (isWithinHouse(target)) return true;
  const address = URL.parse(target);
  if (!address) return false;
  if (address.protocol === 'mailto:') return !address.search && address.pathname.includes('@');
  // A name before the host is there to be taken for one.
  const isWeb = address.protocol === 'https:' || address.protocol === 'http:';
  return isWeb && address.username === '' && address.password === '';
}

/** A path on this host: a browser reads `//` and `/\` at its beginning as another one. */
export function isWithinHouse(target: string): boolean {
  return /^\/(?![/\\])/.test(target) && URL.parse(target, base)?.origin === base;
}

const base = 'https://house.invalid';
