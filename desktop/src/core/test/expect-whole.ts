import { join } from 'node:path';
import { expect } from 'vitest';
import { findDamage } from '#core/backups/check-file.ts';
import { dumpOf } from './dump-database.ts';

/** The tables and the journal tell of the same rows: nothing is half there. */
export function expectWhole(device: string): Record<string, unknown[]> {
  const dump = dumpOf(device);
  expect(dump['journal_changes']).toHaveLength(dump['tasks']?.length ?? -1);
  expect(dump['grants']).toHaveLength(dump['chat_requests']?.length ?? -1);
  expect(findDamage({ file: join(device, 'adiuva.sqlite'), depth: 'full' })).toBeUndefined();
  return dump;
}
