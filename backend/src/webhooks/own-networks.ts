import type ipaddr from 'ipaddr.js';
import { readAddress } from './public-address.ts';

/** A network interface, as `os.networkInterfaces()` tells of it. */
export interface OwnInterface {
  address: string;
  /** `192.0.2.7/24`; null where the netmask is none. */
  cidr: string | null;
}

/** A site has at most so many addresses (RFC 6177): its other subnets are its own too, though no interface tells. */
const SITE_BITS = 48;

/**
 * Whether an address, public or not, belongs to a network that this machine is in. With IPv6 every machine of an office or a
 * home has a public address: that alone does not make it somebody else's.
 */
export function isOwnNetwork({ address, interfaces }: { address: string; interfaces: readonly OwnInterface[] }): boolean {
  const read = readAddress(address);
  return read !== undefined && interfaces.some((each) => holds({ own: each, address: read }));
}

function holds({ own, address }: { own: OwnInterface; address: ipaddr.IPv4 | ipaddr.IPv6 }): boolean {
  const network = readAddress(own.address);
  if (!network || network.kind() !== address.kind()) return false;
  const bits = Number(own.cidr?.split('/')[1] ?? (network.kind() === 'ipv4' ? 32 : 128));
  return address.match(network, network.kind() === 'ipv4' ? bits : Math.min(bits, SITE_BITS));
}
