import { expect, test } from 'vitest';
import { createFakeClock } from '#core/test/fake-clock.ts';
import { openCore, type OpenedCore } from '#core/test/open-core.ts';
import { isEmbedded } from '#core/test/embedded.ts';

const notes: [string, string][] = [
  ['Server di posta', 'Il server rifiuta gli allegati più grandi di venti megabyte.'],
  ['Hosting', 'The site moves to the new provider in January; DNS records change on the 10th.'],
  ['Payment', 'Invoice INV-2026-014 was paid late; agree on 30 days for the next contract.'],
  ['Payment two', 'Invoice INV-2026-015 was paid at once. INV 2026 is the year of all these.'],
  ['Kitchen', 'Meeting with the architects about the floor plan and the window.'],
  ['Cucina', 'Corso di cucina: ricette vegetariane per otto persone, allergie alle noci.'],
];

async function withNotes(core: OpenedCore): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const [title, content] of notes) ids.set(title, (await core.rpc.notes.create({ title, content })).id);
  await isEmbedded(core);
  return ids;
}

test('notes are found by what they are about, inflected and misspelt, and by identifiers before everything', async () => {
  const core = openCore({});
  await withNotes(core);
  const first = async (text: string): Promise<string | undefined> =>
    (await core.rpc.search.notes({ text, limit: 5 })).items[0]?.title;
  expect(await first('alegati posta')).toBe('Server di posta');
  expect(await first('changing dns record')).toBe('Hosting');
  expect(await first('INV-2026-014')).toBe('Payment');
  expect(await first('2026-015')).toBe('Payment two');
  expect(await first('ricete vegetariana')).toBe('Cucina');
  const { items, by_meaning } = await core.rpc.search.notes({ text: 'architecs windows', limit: 1 });
  expect(by_meaning).toBe(true);
  expect(items).toMatchObject([{ title: 'Kitchen', excerpt: notes[4]?.[1] }]);
  expect(items[0]?.score).toBeGreaterThan(0.3);
});

test('a question that nothing answers finds nothing, or little with a low score; no query is syntax', async () => {
  const core = openCore({});
  await withNotes(core);
  for (const text of [
    'quantum chromodynamics lattice',
    '”*"(',
    '"',
    'NEAR(a b)',
    'title:x AND *',
    '🏳️‍🌈',
    '\u0000',
    'a'.repeat(2_000),
  ]) {
    const { items } = await core.rpc.search.notes({ text, limit: 10 });
    expect(Math.max(0, ...items.map(({ score }) => score)), text).toBeLessThan(0.25);
    expect(items.length, text).toBeLessThanOrEqual(3);
  }
});

test('what stands in the way of meaning is logged once a cause, without what was looked for, and words are found', async () => {
  const clock = createFakeClock();
  const core = openCore({ clock });
  await core.rpc.notes.create({ title: 'Hosting', content: 'DNS records change on the 10th.' });
  for (let times = 0; times < 2; times += 1) {
    const asked = core.rpc.search.notes({ text: 'records', limit: 3 });
    // The thread is only starting when it is given up.
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(20_000);
    expect(await asked).toMatchObject({ by_meaning: false, items: [{ title: 'Hosting' }] });
  }
  const told = core.log.filter((line) => line.includes('words alone'));
  expect(told).toEqual([expect.stringContaining('took too long')]);
  expect(told.join()).not.toContain('records');
});
