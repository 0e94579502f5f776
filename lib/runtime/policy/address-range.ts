/** The bytes of an IP address: four, or sixteen of IPv6. */
export type Address = readonly number[];

/** A block of addresses in CIDR notation. */
export interface AddressRange {
  readonly address: Address;
  readonly prefixBits: number;
}

/** Reads `203.0.113.0/24`, `2001:db8::/32`, or a single address. */
export function parseAddressRange(text: string): AddressRange | undefined {
  const [, written = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const address = parseAddress(written);
  if (address === undefined) return undefined;
  const prefixBits = bits === undefined ? address.length * 8 : Number(bits);
  return prefixBits > address.length * 8 ? undefined : { address, prefixBits };
}

export function isInRange(address: Address, { address: network, prefixBits }: AddressRange): boolean {
  if (address.length !== network.length) return false;
  return network.every((byte, index) => {
    const bits = Math.min(8, Math.max(0, prefixBits - index * 8));
    return ((byte ^ (address[index] ?? 0)) & (0xff << (8 - bits)) & 0xff) === 0;
  });
}

/** An IPv4 address that is written as IPv6 (`::ffff:203.0.113.7`), as servers of both see their clients, is IPv4. */
export function parseAddress(text: string): Address | undefined {
  if (!text.includes(':')) return parseIpv4(text);
  const address = parseIpv6(text);
  return address !== undefined && isMapped(address) ? address.slice(12) : address;
}

function isMapped(address: Address): boolean {
  return address.slice(0, 10).every((byte) => byte === 0) && address[10] === 0xff && address[11] === 0xff;
}

function parseIpv4(text: string): Address | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part))) return undefined;
  const bytes = parts.map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes : undefined;
}

function parseIpv6(text: string): Address | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, index) => parseGroups(half, index === halves.length - 1));
  if (head === undefined) return undefined;
  if (halves.length === 1) return head.length === 16 ? head : undefined;
  const zeros = 16 - head.length - (tail?.length ?? 16);
  return tail !== undefined && zeros >= 2 ? [...head, ...new Array<number>(zeros).fill(0), ...tail] : undefined;
}

/** Groups of four hexadecimal digits; the last one may be an IPv4 address. */
function parseGroups(text: string, isEnd: boolean): Address | undefined {
  const bytes: number[] = [];
  if (text === '') return bytes;
  const groups = text.split(':');
  for (const [index, group] of groups.entries()) {
    if (isEnd && index === groups.length - 1 && group.includes('.')) {
      const ipv4 = parseIpv4(group);
      if (ipv4 === undefined) return undefined;
      bytes.push(...ipv4);
    } else if (/^[\da-f]{1,4}$/i.test(group)) {
      const value = parseInt(group, 16);
      bytes.push(value >> 8, value & 0xff);
    } else return undefined;
  }
  return bytes;
}
