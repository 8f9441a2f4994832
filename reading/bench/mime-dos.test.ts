import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { preprocess } from '../src/index.ts';

const folder = join(import.meta.dirname, '../../../shared/testdata/mime-dos');

test.skipIf(!existsSync(folder))(
  'hostile mails of others are read in time (skipped where ../shared/testdata/mime-dos is absent)',
  async () => {
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.eml'))) {
      const started = performance.now();
      const file = await preprocess({ name, bytes: readFileSync(join(folder, name)) });
      expect(file.content_type, name).toBe('email');
      expect(performance.now() - started, name).toBeLessThan(2000);
    }
  },
);
