/** Where answers come in, as MAIL_INBOUND_ADDRESS says it. */
export type InboundAddress =
  /** `reply@example.org`: tags stand after a plus sign (RFC 5233 calls that a subaddress). */
  | { kind: 'plus'; local: string; domain: string }
  /** `*@in.example.org`: whatever stands before the sign is the tag. */
  | { kind: 'catch-all'; domain: string };

const setting =
  /^(\*|[a-z0-9](?:[a-z0-9._-]{0,20}[a-z0-9])?)@((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}|localhost)$/i;

/** The setting as an address; null for what can be none. The local part is short: with the tag it must fit 64 octets (RFC 5321). */
export function inboundAddressOf(text: string): InboundAddress | null {
  const [, local, domain] = setting.exec(text) ?? [];
  if (!local || !domain) return null;
  const name = domain.toLowerCase();
  return local === '*'
    ? { kind: 'catch-all', domain: name }
    : { kind: 'plus', local: local.toLowerCase(), domain: name };
}

/** The address that carries a tag of ours. */
export function addressWith(inbound: InboundAddress, tag: string): string {
  return inbound.kind === 'plus' ? `${inbound.local}+${tag}@${inbound.domain}` : `${tag}@${inbound.domain}`;
}

/** The tag in an address of ours, in lower case, since mail servers may change that; null for every other address. */
export function tagOf(inbound: InboundAddress, address: string): string | null {
  const whole = address.trim().toLowerCase();
  const at = whole.lastIndexOf('@');
  if (whole.slice(at + 1) !== inbound.domain) return null;
  const local = whole.slice(0, at);
  const tag =
    inbound.kind === 'catch-all'
      ? local
      : local.startsWith(`${inbound.local}+`)
        ? local.slice(inbound.local.length + 1)
        : '';
  return /^[a-z0-9-]{1,40}$/.test(tag) ? tag : null;
}
