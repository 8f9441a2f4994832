import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { NATIVE_PACKAGES, postgresPackage } from './native-packages.ts';
import { bundledFiles, programFolder } from './program-build.ts';

const root = join(import.meta.dirname, '..');
const manifestSchema = z.looseObject({
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});

/** What opens the app in a browser: the program has a window. */
const NOT_PACKED = 'desktop.js';

/** Pulled in by LanceDB for embeddings that are not used: empty in the lockfile, and not needed. */
const NOT_NEEDED = new Set(['openai', '@huggingface/transformers']);

/** Where Node finds a package from a folder: in the nearest `node_modules` upwards. */
function folderOf({ name, from }: { name: string; from: string }): string | undefined {
  for (let at = from; ; at = dirname(at)) {
    const found = join(at, 'node_modules', name);
    if (existsSync(join(found, 'package.json'))) return found;
    if (at === dirname(at)) return undefined;
  }
}

/** A package with all that it needs, by their folders. Optional ones that are not installed belong to other platforms. */
function withNeeds({ name, from, found }: { name: string; from: string; found: Set<string> }): void {
  const folder = folderOf({ name, from });
  if (!folder || found.has(folder)) return;
  found.add(folder);
  const { dependencies, optionalDependencies } = manifestSchema.parse(
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
  );
  for (const need of Object.keys({ ...dependencies, ...optionalDependencies }))
    if (!NOT_NEEDED.has(need)) withNeeds({ name: need, from: folder, found });
}

/**
 * Lays out the program as it goes into a package: the bundles, the page, and of `node_modules` the native packages of this
 * platform with what they need. Answers the folder. The caller has built the program and the page.
 */
export function stagePackage({ folder, platform, arch }: { folder: string; platform: NodeJS.Platform; arch: string }): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  mkdirSync(join(folder, 'bundle'));
  for (const file of bundledFiles())
    if (file !== NOT_PACKED) cpSync(join(programFolder, 'bundle', file), join(folder, 'bundle', file));
  for (const part of ['migrations', 'icons', 'renderer', 'package.json'])
    cpSync(join(programFolder, part), join(folder, part), {
      recursive: true,
      filter: (source) => !source.endsWith('.sources'),
    });
  const found = new Set<string>();
  for (const name of [...NATIVE_PACKAGES, postgresPackage({ platform, arch })]) {
    const before = found.size;
    withNeeds({ name, from: root, found });
    if (found.size === before && !folderOf({ name, from: root }))
      throw new Error(`${name} is not installed here, and the package does not run without it. Run npm install, then try again.`);
  }
  for (const from of found) {
    // Where it lay: a package may have another version of its own inside another.
    const place = from.slice(from.indexOf('node_modules'));
    cpSync(from, join(folder, place), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !source.slice(from.length).includes('node_modules'),
    });
  }
  return folder;
}
