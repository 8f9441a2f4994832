import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Backup } from '#rpc/backups.ts';
import { backupKindWords, bestFirst, recommended } from './backup-words.ts';

const backup = fc.record({
  backup_id: fc.uuid(),
  kind: fc.constantFrom(...(Object.keys(backupKindWords) as Backup['kind'][])),
  created_at: fc.integer({ min: 0 }),
  bytes: fc.integer({ min: 0 }),
  verified: fc.boolean(),
});

test('what is suggested was checked, and no newer one was', () => {
  fc.assert(
    fc.property(fc.array(backup), (backups) => {
      const best = recommended(backups);
      const good = backups.filter(({ verified }) => verified);
      if (!best) return good.length === 0;
      return best.verified && good.every(({ created_at }) => created_at <= best.created_at);
    }),
  );
});

test('every backup can be chosen, the unchecked ones last', () => {
  fc.assert(
    fc.property(fc.array(backup), (backups) => {
      const sorted = bestFirst(backups);
      expect(sorted).toHaveLength(backups.length);
      expect(new Set(sorted)).toEqual(new Set(backups));
      const firstUnchecked = sorted.findIndex(({ verified }) => !verified);
      return firstUnchecked < 0 || sorted.slice(firstUnchecked).every(({ verified }) => !verified);
    }),
  );
});
