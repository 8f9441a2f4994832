import { expect, test } from 'vitest';
import { accountWords, deviceName, deviceSeenWords, removalWords } from './account-words.ts';

const now = Date.UTC(2026, 10, 21, 9, 0);
const device = { device_id: '0198f3a2-77aa-7000-8000-000000000000', last_seen_at: now, connected: false, current: false };

test('which backend it is, in words', () => {
  expect(accountWords({ kind: 'own', has_own: true }).name).toBe('Your own backend');
  expect(accountWords({ kind: 'remote', backend_url: 'https://a.example:8443/x', email: 'm@a.example', has_own: true })).toEqual({
    name: 'a.example:8443',
    detail: 'Logged in as m@a.example.',
  });
  expect(accountWords({ kind: 'none', has_own: false }).name).toBe('No backend');
});

test('a device is told by its id and by when it was seen', () => {
  expect(deviceName(device)).toBe('Device 0198f3a2');
  expect(deviceSeenWords({ device, now, zone: 'UTC' })).toBe('Last seen just now');
  expect(deviceSeenWords({ device: { ...device, last_seen_at: now - 86_400_000 }, now, zone: 'UTC' })).toBe(
    'Last seen yesterday 09:00',
  );
  expect(deviceSeenWords({ device: { ...device, connected: true }, now, zone: 'UTC' })).toBe('Connected now');
});

test('removing the device in use says what happens to it', () => {
  expect(removalWords({ device, hasOwn: true })).toContain('nothing here changes');
  expect(removalWords({ device: { ...device, current: true }, hasOwn: true })).toContain('goes back to your own backend');
  expect(removalWords({ device: { ...device, current: true }, hasOwn: false })).toContain('once you log in');
});
