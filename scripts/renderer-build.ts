import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const desktop = join(root, 'desktop');
const output = join(desktop, 'out', 'renderer');

/** What the built page depends on: its sources, its configuration, and the lockfile. */
function sourcesHash(): string {
  const hash = createHash('sha256');
  const patterns = [
    'desktop/src/renderer/**/*',
    'desktop/src/rpc/**/*.ts',
    'desktop/vite.config.ts',
    'shared-protocol/src/**/*.ts',
    'package-lock.json',
  ];
  for (const pattern of patterns) {
    for (const entry of globSync(pattern, { cwd: root, withFileTypes: true })
      .filter((found) => found.isFile())
      .map((found) => join(found.parentPath, found.name))
      .sort()) {
      hash.update(entry.slice(root.length)).update(readFileSync(entry));
    }
  }
  return hash.digest('hex');
}

/** Builds the page into desktop/out/renderer, aside first, so that a running app never sees half of it. */
export async function buildRenderer(): Promise<void> {
  // A command that finds everything built does without.
  const { build } = await import('vite');
  const hash = sourcesHash();
  const aside = `${output}.${process.pid}`;
  await build({
    root: join(desktop, 'src/renderer'),
    configFile: join(desktop, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: aside, emptyOutDir: true },
  });
  writeFileSync(join(aside, '.sources'), hash);
  rmSync(output, { recursive: true, force: true });
  renameSync(aside, output);
}

export async function buildRendererIfStale(): Promise<void> {
  const stamp = join(output, '.sources');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sourcesHash()) return;
  process.stderr.write('adiuva: building the app’s page …\n');
  await buildRenderer();
}
