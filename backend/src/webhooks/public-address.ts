import ipaddr from 'ipaddr.js';

/** What the Internet routes to one machine begins so (RFC 4291, IANA); whatever else is spelled as IPv6 is not public. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');
/** The second half of an ISATAP address is `0:5efe` or `200:5efe`, then an IPv4 address, private ones too (RFC 5214). */
const ISATAP = 0x5efe;
const UNIVERSAL_BIT = 0x0200;

/**
 * Reads an address in its one plain spelling. Undefined for any other: octal, hexadecimal, short or joined IPv4 numbers, and
 * IPv6 with a zone, mean different machines to different readers.
 */
export function readAddress(address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return ipaddr.IPv4.parse(address);
  if (address.includes('%') || !address.includes(':') || !ipaddr.IPv6.isValid(address)) return undefined;
  return ipaddr.IPv6.parse(address);
}

/**
 * Whether an address is one machine's on the public Internet: not loopback, private, link-local, shared by a carrier,
 * multicast, reserved or for documentation, and no IPv6 form that carries an IPv4 address (mapped, compatible, translated,
 * 6to4, Teredo, ISATAP), whichever one it carries.
 */
export function isPublicAddress(address: string): boolean {
  const read = readAddress(address);
  if (!read || read.range() !== 'unicast') return false;
  if (read instanceof ipaddr.IPv4) return true;
  const [, , , , fifth = 0, sixth] = read.parts;
  const isIsatap = sixth === ISATAP && (fifth & ~UNIVERSAL_BIT) === 0;
  return read.match(GLOBAL_UNICAST) && !isIsatap;
}
