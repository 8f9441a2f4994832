/**
 * `npm run package`: builds the desktop program and packages it for this platform, into dist/. `--dir` makes the folder
 * alone, without an installer; `--electron-dist DIR` takes Electron from there. Each platform is packaged on itself: the
 * native packages of another are not installed here.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { build } from 'electron-builder';
import { buildProgramIfStale } from './program-build.ts';
import { buildRendererIfStale } from './renderer-build.ts';
import { stagePackage } from './stage-package.ts';

const root = join(import.meta.dirname, '..');
const electron = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')));
const { values } = parseArgs({
  options: { dir: { type: 'boolean' }, 'electron-dist': { type: 'string' }, output: { type: 'string' } },
});

await buildRendererIfStale();
await buildProgramIfStale();
const app = stagePackage({ folder: join(root, 'desktop/out/package'), platform: process.platform, arch: process.arch });
const electronDist = values['electron-dist'];
if (electronDist !== undefined && !existsSync(electronDist)) throw new Error(`There is no folder ${electronDist}.`);
const made = await build({
  projectDir: app,
  publish: 'never',
  ...(values.dir ? { dir: true } : {}),
  config: {
    extends: join(root, 'electron-builder.yml'),
    electronVersion: electron.version,
    directories: { output: values.output ?? join(root, 'dist') },
    ...(electronDist === undefined ? {} : { electronDist }),
  },
});
for (const file of made) process.stderr.write(`adiuva: made ${file}\n`);
