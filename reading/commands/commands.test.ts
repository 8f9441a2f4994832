import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const run = (command: string, lines: string): Record<string, unknown>[] =>
  spawnSync(process.execPath, [join(import.meta.dirname, `${command}.ts`), '--jsonl'], {
    input: lines,
    encoding: 'utf8',
    maxBuffer: 1e8,
  })
    .stdout.split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('one line each, with the id, in order, failures too', () => {
  const lines = [
    { id: 'a', name: 'a.eml', content: 'From: a@b.c\nTo: d@e.f\nSubject: s\n\nHi' },
    { id: 'b', name: 'b' },
    { id: 'c', name: 'c.txt', content_base64: Buffer.from('caffè').toString('base64') },
  ];
  const answers = run('preprocess', `${lines.map((line) => JSON.stringify(line)).join('\n')}\nno json\n`);
  expect(answers).toMatchObject([
    {
      id: 'a',
      content_type: 'email',
      clean_text: 'Hi',
      full_text: 'Hi',
      metadata: { from_addresses: ['a@b.c'], to_addresses: ['d@e.f'] },
      notes: [],
    },
    { id: 'b', error: { code: 'bad_line' } },
    { id: 'c', clean_text: 'caffè' },
    { id: null, error: { code: 'bad_line' } },
  ]);
});
test('extract answers dates, tasks and amounts with their places', () => {
  const content = 'Please pay $1,250.00 by Friday.';
  const [answer] = run(
    'extract',
    JSON.stringify({
      id: 1,
      name: 'a.txt',
      content,
      reference_time: '2026-11-20T10:00:00',
      zone: 'America/New_York',
      language: 'en',
    }),
  );
  expect(answer).toMatchObject({
    id: 1,
    dates: [{ text: 'Friday', iso: '2026-11-27', start: 24, end: 30 }],
    tasks: [{ quote: content, start: 0, end: content.length, due: '2026-11-27', owner: 'mine', priority: 'medium' }],
    amounts: [{ value: 1250, currency: 'USD', text: '$1,250.00' }],
    is_bulk: false,
  });
});
