import { expect, test } from 'vitest';
import { linkTarget, linkWords } from './link-target.ts';

function words(says: string, href: string) {
  const target = linkTarget(href);
  if (!target) throw new Error(`${href} is no target`);
  return linkWords({ says, target });
}

test('only web and mail addresses are opened', () => {
  for (const href of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,<script>1</script>',
    'file:///etc/passwd',
    'vbscript:x',
    'blob:https://a.test/1',
    '/rpc',
    '#x',
    '//evil.test',
    'https://',
    '',
    undefined,
  ])
    expect([href, linkTarget(href)]).toEqual([href, undefined]);
  expect(linkTarget('http://a.test')?.href).toBe('http://a.test/');
  expect(linkTarget('https://example.com/a?b=c')?.shown).toBe('example.com/a');
});

test('the host is the one that the network knows', () => {
  expect(linkTarget('https://bank.com@evil.test/login')).toEqual({
    href: 'https://evil.test/login',
    host: 'evil.test',
    shown: 'evil.test/login',
  });
  expect(linkTarget('https://bank.com:pass%40word@evil.test')?.href).toBe('https://evil.test/');
  expect(linkTarget('https://аpple.com/')?.shown).toBe('xn--pple-43d.com');
  expect(linkTarget('https://bücher.example')?.shown).toBe('xn--bcher-kva.example');
  expect(linkTarget('https://evil.test\\@bank.com')?.host).toBe('evil.test');
  expect(linkTarget('https://2130706433/')?.host).toBe('127.0.0.1');
  expect(linkTarget('mailto:ines@studio.test?bcc=evil@evil.test&body=x')).toEqual({
    href: 'mailto:ines@studio.test',
    host: 'studio.test',
    shown: 'ines@studio.test',
  });
});

test('a long address keeps the end of its host in sight', () => {
  const long = linkTarget(`https://paypal.com.${'secure-'.repeat(7)}x.evil.test/paypal.com`);
  expect(long?.shown).toMatch(/^….*\.evil\.test$/);
  const path = linkTarget(`https://evil.test/${'a'.repeat(200)}`);
  expect(path?.shown).toMatch(/^evil\.test\/a+…$/);
  expect(path?.shown.length).toBe(60);
});

test('words that are the target need nothing beside them', () => {
  expect(words('https://example.com/', 'https://example.com/')).toBe('same');
  expect(words('https://example.com', 'https://example.com/')).toBe('same');
  expect(words('www.example.com', 'http://www.example.com')).toBe('same');
  expect(words('example.com/a', 'https://example.com/a')).toBe('same');
  expect(words('ines@studio.test', 'mailto:ines@studio.test')).toBe('same');
});

test('words without a host have the target beside them', () => {
  expect(words('the rates page', 'https://example.com/rates')).toBe('beside');
  expect(words('example.com', 'https://docs.example.com/rates')).toBe('beside');
  expect(words('https://example.com/a/evil.test', 'https://example.com/b')).toBe('beside');
  // As the user's eye reads it it is apple.com: the host beside it says that it is not.
  expect(words('https://аpple.com', 'https://аpple.com')).toBe('beside');
});

test('words that name another host are told apart from the target', () => {
  for (const [says, href] of [
    ['paypal.com', 'https://evil.test'],
    ['https://good.example', 'https://evil.example/path'],
    ['www.paypal.com/login', 'https://evil.test/paypal.com'],
    ['pay\u200Bpal.com', 'https://evil.test'],
    ['\u202Emoc.lapyap', 'https://evil.test'],
    ['paypal。com', 'https://evil.test'],
    ['paypal.com', 'https://paypal.com.evil.test'],
    ['paypal.com', 'https://evilpaypal.com'],
    ['apple.com', 'https://аpple.com'],
    ['https://bank.com@evil.test', 'https://bank.com@evil.test'],
    ['ines@studio.test', 'mailto:ines@evil.test'],
  ] as const)
    expect([says, words(says, href)]).toEqual([says, 'other']);
});
