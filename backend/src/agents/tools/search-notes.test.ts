import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { searchNotesTool } from './search-notes.ts';

test('the query’s vector and its words go to the device, which answers the nearest', async () => {
  const device = createRecordingDevice({ results: [{ id: 'n-1', content: 'Pricing\nA day rate of 600', score: 0.81 }] });
  const context = createToolContext({ device: device.power });
  expect(await searchNotesTool.run({ input: { query: 'what do I charge', project_id: 'p-1', limit: 3 }, context })).toEqual({
    notes: [{ id: 'n-1', excerpt: 'Pricing\nA day rate of 600', score: 0.81 }],
    by_meaning: true,
  });
  expect(device.asked).toEqual([
    {
      action: 'vector_search',
      data: { query: 'what do I charge' },
      filters: { projectId: 'p-1' },
      limit: 3,
      embed: 'what do I charge',
    },
  ]);
  expect(device.summaries).toEqual(['1 note found by meaning']);
});

test('nothing near is an answer, and is not asked for by words again', async () => {
  const device = createRecordingDevice({ results: [] });
  const context = createToolContext({ device: device.power });
  expect(await searchNotesTool.run({ input: { query: 'x' }, context })).toEqual({ notes: [], by_meaning: true });
  expect(device.asked).toHaveLength(1);
});

test('a long text is shown where the words stand', async () => {
  const content = `${'filler '.repeat(400)}the invoice is due${' filler'.repeat(400)}`;
  const device = createRecordingDevice({ results: [{ id: 'n-1', content, score: 1 }] });
  const context = createToolContext({ device: device.power });
  const { notes } = (await searchNotesTool.run({ input: { query: 'Invoice' }, context })) as { notes: { excerpt: string }[] };
  expect(notes[0]?.excerpt).toContain('the invoice is due');
  expect(notes[0]?.excerpt.length).toBeLessThan(700);
});

test.each(['no_meaning', 'stale_vector_model', 'unknown_action'])('after %s the words are compared', async (code) => {
  const device = createRecordingDevice(({ action }) =>
    action === 'vector_search'
      ? { error: 'Not by meaning.', code }
      : { rows: [{ id: 'n-1', title: 'Pricing', content: 'A day rate' }], total: 1 },
  );
  const context = createToolContext({ device: device.power });
  expect(await searchNotesTool.run({ input: { query: 'day rate' }, context })).toEqual({
    notes: [{ id: 'n-1', excerpt: 'Pricing\nA day rate', score: 1 }],
    by_meaning: false,
  });
  expect(device.asked.map(({ action }) => action)).toEqual(['vector_search', 'select']);
  expect(device.asked[1]).toEqual({ action: 'select', table: 'notes', filters: { search: 'day rate' }, limit: 8 });
});

test('when no note has all the words, those that have most of the long ones come first', async () => {
  const notes = { pricing: ['n-2'], workshop: ['n-1', 'n-2'] };
  const device = createRecordingDevice(({ action, filters }) => {
    if (action === 'vector_search') return { error: 'No.', code: 'no_meaning' };
    const found = Object.entries(notes).find(([word]) => word === filters?.['search'])?.[1] ?? [];
    return { rows: found.map((id) => ({ id, title: id, content: '' })), total: found.length };
  });
  const context = createToolContext({ device: device.power });
  expect(await searchNotesTool.run({ input: { query: 'what about the pricing workshop', limit: 5 }, context })).toEqual({
    notes: [
      { id: 'n-2', excerpt: 'n-2', score: 0.4 },
      { id: 'n-1', excerpt: 'n-1', score: 0.2 },
    ],
    by_meaning: false,
  });
  expect(device.asked.map(({ filters }) => filters?.['search'])).toEqual([
    undefined,
    'what about the pricing workshop',
    'workshop',
    'pricing',
    'about',
    'what',
  ]);
});

test.each(['rejected', 'run_closed', 'quota_exceeded', 'no_answer'])('%s ends the search', async (code) => {
  const device = createRecordingDevice({ error: 'No.', code });
  const context = createToolContext({ device: device.power });
  await expect(searchNotesTool.run({ input: { query: 'x' }, context })).rejects.toMatchObject({ code });
  expect(device.asked).toHaveLength(1);
});
