import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chatTools } from './chat-tools.ts';
import { placeOf, reasonToAsk } from './tool-policy.ts';

const url = 'https://hooks.example.com/T0/B0';

test('where each tool does its work', () => {
  const places = chatTools.map(({ name }) => `${name}: ${placeOf({ name, input: {} })}`);
  expect(places).toEqual([
    'list_tasks: device',
    'list_tasks_due_today: device',
    'create_task: device',
    'update_task: device',
    'list_projects: device',
    'create_project: device',
    'list_clients: device',
    'create_client: device',
    'delete_task: device',
    'delete_project: device',
    'navigate_to: app',
    'open_item: app',
    'send_notification: backend_after_approval',
    'list_task_comments: device',
    'add_task_comment: device',
    'delete_task_comment: device',
    'list_all_projects: device',
    'get_project: device',
    'update_project: device',
    'list_checkpoints: device',
    'create_checkpoint: device',
    'update_checkpoint: device',
    'delete_checkpoint: device',
    'list_notes: device',
    'get_note: device',
    'search_notes: device',
    'create_note: device',
    'update_note: device',
    'delete_note: device',
    'update_client: device',
    'delete_client: device',
    'create_followup: device',
  ]);
});

test('a notice in the app is free; a webhook asks, and so does what is not surely a notice', () => {
  const place = (input: unknown) => placeOf({ name: 'send_notification', input });
  expect(place({ channel: 'app', text: 'Lunch' })).toBe('app');
  for (const input of [
    { channel: 'webhook', text: 'Lunch', url },
    { channel: 'app', text: 'Lunch', url },
    { channel: 'App', text: 'Lunch' },
    { channel: ['app'], text: 'Lunch' },
    { channel: 'app' },
    { text: 'Lunch', url },
    JSON.parse('{"__proto__": {"channel": "app"}, "text": "Lunch"}'),
    [],
    'app',
    null,
    undefined,
  ]) {
    expect(place(input), JSON.stringify(input)).toBe('backend_after_approval');
  }
});

test('no input whatsoever lets a webhook go without approval', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (more, text) => {
      const input = { ...more, channel: 'webhook', text, url };
      expect(placeOf({ name: 'send_notification', input })).toBe('backend_after_approval');
    }),
  );
});

test('the user is told in one sentence where the text goes', () => {
  const reason = (address: string) =>
    reasonToAsk({ name: 'send_notification', input: { channel: 'webhook', text: 'Lunch', url: address } });
  expect(reason(url)).toBe(
    'This sends the text to hooks.example.com, where whoever runs that service can read it; it cannot be taken back.',
  );
  expect(reason('https://hooks.example.com:8443/x?host=bank.example.com')).toContain('to hooks.example.com:8443,');
  // What looks like a name that one trusts is shown as what it is.
  expect(reason('https://bank.example.com@evil.example.net/x')).toContain('to evil.example.net,');
  expect(reason('https://аpple.com/x')).toContain('to xn--pple-43d.com,');
  for (const bad of ['nonsense', 'http://hooks.example.com/']) {
    expect(reason(bad)).toBe('This sends the text out of Adiuva, to an address that cannot be read.');
  }
});

test.each(['__proto__', 'constructor', 'toString', 'rm -rf', ''])('%j is no tool, and nothing is asked about it', (name) => {
  expect(placeOf({ name, input: {} })).toBe('device');
  expect(reasonToAsk({ name, input: {} })).toBe(`The assistant wants to use ${name}.`);
});
