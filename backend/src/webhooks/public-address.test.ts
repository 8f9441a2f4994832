import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOwnNetwork } from './own-networks.ts';
import { isPublicAddress } from './public-address.ts';
import { readWebhookUrl } from './read-webhook-url.ts';

/** Every IPv4 block that is not one machine's on the Internet (IANA's registry of special addresses, multicast, class E). */
const privateBlocks = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
].map((text) => {
  const [address = '', bits = ''] = text.split('/');
  const start = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  return { text, start, size: 2 ** (32 - Number(bits)) };
});

const dotted = (value: number): string => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
const isPrivate = (value: number): boolean => privateBlocks.some(({ start, size }) => value >= start && value < start + size);
const group = (value: number): string => value.toString(16);
const [high, low] = [(value: number): number => value >>> 16, (value: number): number => value & 0xffff];

/** The IPv6 forms that carry an IPv4 address. */
const carriers: [string, (value: number) => string][] = [
  ['mapped', (value) => `::ffff:${dotted(value)}`],
  ['mapped, in groups', (value) => `0:0:0:0:0:ffff:${group(high(value))}:${group(low(value))}`],
  ['compatible', (value) => `::${dotted(value)}`],
  ['translated (RFC 6145)', (value) => `::ffff:0:${dotted(value)}`],
  ['NAT64', (value) => `64:ff9b::${dotted(value)}`],
  ['NAT64 of a network', (value) => `64:ff9b:1::${dotted(value)}`],
  ['6to4', (value) => `2002:${group(high(value))}:${group(low(value))}::1`],
  ['Teredo’s server', (value) => `2001:0:${group(high(value))}:${group(low(value))}::1`],
  ['Teredo’s client', (value) => `2001::${group(high(value) ^ 0xffff)}:${group(low(value) ^ 0xffff)}`],
  ['ISATAP', (value) => `2606:4700:1:2:0:5efe:${group(high(value))}:${group(low(value))}`],
  ['ISATAP, universal', (value) => `2606:4700:1:2:200:5efe:${group(high(value))}:${group(low(value))}`],
];

/** How one IPv4 address may be spelled, for one reader or another. */
const spellings: [string, (octets: readonly number[], value: number) => string][] = [
  ['joined', (_octets, value) => String(value)],
  ['hexadecimal', (_octets, value) => `0x${value.toString(16)}`],
  ['octal', (_octets, value) => `0${value.toString(8)}`],
  ['hexadecimal parts', (octets) => octets.map((octet) => `0x${octet.toString(16)}`).join('.')],
  ['octal parts', (octets) => octets.map((octet) => `0${octet.toString(8)}`).join('.')],
  ['padded parts', (octets) => octets.map((octet) => String(octet).padStart(5, '0')).join('.')],
  ['three parts', ([a, b, c = 0, d = 0]) => `${a}.${b}.${c * 256 + d}`],
  ['two parts', ([a, b = 0, c = 0, d = 0]) => `${a}.${b * 65_536 + c * 256 + d}`],
  ['a hexadecimal part', ([a = 0, b, c, d]) => `0x${a.toString(16)}.${b}.${c}.${d}`],
  ['wide digits', (octets) => octets.join('.').replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)))],
];

const inPrivateBlock = fc
  .record({ block: fc.constantFrom(...privateBlocks), at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }) })
  .map(({ block: { start, size }, at }) => start + Math.floor(at * size));
const anywhere = fc.integer({ min: 0, max: 0xffff_ffff });
const octetsOf = (value: number): number[] => dotted(value).split('.').map(Number);

describe('which addresses are public', () => {
  it.each(['1.1.1.1', '8.8.8.8', '93.184.215.14', '2606:4700:4700::1111', '2a00:1450:4001:81c::200e', '2001:4860:4860::8888'])(
    '%s is',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    '2606:4700:4700::1111%eth0',
    'febf::1',
    'fec0::1',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    'ff0e::1',
    '100::1',
    '2001:2::1',
    '2001:10::1',
    '2001:20::1',
    '2001:db8::1',
    '3fff::1',
    '5f00::1',
    '4000::1',
    '1::1',
    'e000::1',
    '',
    'localhost',
    'hooks.example.com',
    '127.1',
    '1.1.1',
    '1.1.1.1.',
    ' 1.1.1.1',
    '1.1.1.256',
    '01.1.1.1',
    '1.1.1.1/32',
    '[2606:4700:4700::1111]',
  ])('%j is not', (address) => expect(isPublicAddress(address)).toBe(false));

  it('every edge of a private block is private, and what stands beside it is judged by itself', () => {
    for (const { start, size } of privateBlocks) {
      for (const value of [start, start + size - 1]) expect(isPublicAddress(dotted(value)), dotted(value)).toBe(false);
      for (const value of [start - 1, start + size]) {
        if (value < 0 || value > 0xffff_ffff) continue;
        expect(isPublicAddress(dotted(value)), dotted(value)).toBe(!isPrivate(value));
      }
    }
  });

  it('tells private from public as the registry does, for any address', () => {
    fc.assert(
      fc.property(fc.oneof(anywhere, inPrivateBlock), (value) => {
        expect(isPublicAddress(dotted(value))).toBe(!isPrivate(value));
      }),
      { numRuns: 5_000 },
    );
  });

  it.each(carriers)('no IPv4 address passes inside an IPv6 one: %s', (_name, carry) => {
    fc.assert(
      fc.property(fc.oneof(anywhere, inPrivateBlock), (value) => {
        expect(isPublicAddress(carry(value))).toBe(false);
        expect(isPublicAddress(carry(value).toUpperCase())).toBe(false);
        expect(() => readWebhookUrl(`https://[${carry(value)}]/`)).toThrow('Nothing was sent');
      }),
      { numRuns: 500 },
    );
  });

  it.each(spellings)('no private address passes in another spelling: %s', (_name, spell) => {
    fc.assert(
      fc.property(inPrivateBlock, (value) => {
        const text = spell(octetsOf(value), value);
        // What was not spelled otherwise (0 is "0.0.0.0" joined, "10" in octal …) is private by its value.
        expect(isPublicAddress(text)).toBe(false);
        for (const url of [`https://${text}/`, `https://${text}:8443/x`, `https://${text}./`]) {
          expect(() => readWebhookUrl(url)).toThrow('Nothing was sent');
        }
      }),
      { numRuns: 500 },
    );
  });

  it('no unique-local, link-local or multicast address passes', () => {
    const groups = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 7, maxLength: 7 });
    const first = fc.oneof(
      fc.integer({ min: 0xfc00, max: 0xffff }),
      fc.integer({ min: 0, max: 0x1fff }),
      fc.integer({ min: 0x4000, max: 0xfbff }),
    );
    fc.assert(
      fc.property(first, groups, (one, others) => {
        expect(isPublicAddress([one, ...others].map(group).join(':'))).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('networks of this machine', () => {
  const interfaces = [
    { address: '127.0.0.1', cidr: '127.0.0.1/8' },
    { address: '198.41.0.4', cidr: '198.41.0.4/24' },
    { address: '45.33.32.156', cidr: null },
    { address: '2a01:4f8:10:20::1', cidr: '2a01:4f8:10:20::1/64' },
    { address: 'fe80::1', cidr: 'fe80::1/64' },
  ];

  it.each([
    ['198.41.0.4', true],
    ['198.41.0.200', true],
    ['198.41.1.1', false],
    ['45.33.32.156', true],
    ['45.33.32.157', false],
    ['2a01:4f8:10:20::1', true],
    ['2a01:4f8:10:20:ffff::2', true],
    ['2a01:4f8:10:21::2', true],
    ['2a01:4f8:11:20::1', false],
    ['1.1.1.1', false],
  ])('%s is in one: %s', (address, isOwn) => {
    expect(isOwnNetwork({ address, interfaces })).toBe(isOwn);
  });
});
