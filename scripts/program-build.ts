import { createHash } from 'node:crypto';
import { cpSync, globSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InlineConfig } from 'vite';
import { z } from 'zod';
import { carriedFiles } from './carried-files.ts';
import { NATIVE_PACKAGES } from './native-packages.ts';

const root = join(import.meta.dirname, '..');
const desktop = join(root, 'desktop');
/**
 * What Node and Electron run, built: `bundle/`, `migrations/`, `icons/`, `package.json`; the page lies beside them. From
 * their sources the processes start too, in three times the time and with more memory.
 */
export const programFolder = join(desktop, 'out');
const bundleFolder = join(programFolder, 'bundle');
const stamp = join(bundleFolder, '.sources');
const stampSchema = z.object({ hash: z.string(), files: z.array(z.string()) });
/** How long a program that runs may still find the parts of an older build that it has not loaded yet. */
const KEPT_MS = 24 * 60 * 60 * 1_000;

/** What the program is built from. */
const sources = [
  'desktop/src/{rpc,core,hosts}/**/*.ts',
  'desktop/icons/*',
  '{backend,shared-protocol,reading,drizzle,launcher}/src/**/*.ts',
  'drizzle/migrations/**/*.{sql,json}',
  'scripts/{program-build,carried-files,native-packages}.ts',
  'package-lock.json',
];

function sourcesHash(): string {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((pattern) => globSync(pattern, { cwd: root })).sort())
    if (!file.endsWith('.test.ts') && !file.includes('/test/')) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function bundle({
  entries,
  output,
  format,
  plugins = [],
}: {
  entries: Record<string, string>;
  output: string;
  format: 'esm' | 'cjs';
  plugins?: InlineConfig['plugins'];
}): InlineConfig {
  const extension = format === 'esm' ? 'js' : 'cjs';
  return {
    configFile: false,
    root: desktop,
    logLevel: 'error',
    plugins: plugins ?? [],
    // `pg` looks for its native twin and goes on without it.
    ssr: { noExternal: true, external: ['electron', 'pg-native', ...NATIVE_PACKAGES] },
    build: {
      ssr: true,
      outDir: output,
      emptyOutDir: false,
      target: 'node24',
      minify: true,
      sourcemap: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: entries,
        output: {
          format,
          entryFileNames: `bundle/[name].${extension}`,
          chunkFileNames: `bundle/[name]-[hash].${extension}`,
          // A fault in a log names the function that was written.
          minify: { compress: true, mangle: false, codegen: true },
        },
      },
    },
  };
}

/** What Electron, and electron-builder, read of the program. */
function packageJson(): object {
  const { version } = JSON.parse(readFileSync(join(desktop, 'package.json'), 'utf8')) as { version: string };
  const description = 'A local-first assistant for freelancers.';
  return {
    name: 'adiuva',
    productName: 'Adiuva',
    version,
    description,
    author: 'Adiuva',
    type: 'module',
    main: 'bundle/main.js',
  };
}

/**
 * Builds the programs: Electron's main, preload and core, the desktop in a browser, and the backend, with their threads.
 * Aside first, so that a program that starts meanwhile never sees half of it.
 */
export async function buildProgram(): Promise<void> {
  // A command that finds everything built does without.
  const { build } = await import('vite');
  const hash = sourcesHash();
  const aside = join(desktop, `out.${process.pid}`);
  const host = join(desktop, 'src/hosts/electron');
  await build(
    bundle({
      entries: {
        main: join(host, 'main.ts'),
        'core-process': join(host, 'core-process.ts'),
        desktop: join(desktop, 'src/hosts/browser/main.ts'),
        backend: join(root, 'backend/src/main.ts'),
      },
      output: aside,
      format: 'esm',
      plugins: [carriedFiles()],
    }),
  );
  // The preload runs in a sandbox, where there is no `import`.
  await build(bundle({ entries: { preload: join(host, 'preload/preload.ts') }, output: aside, format: 'cjs' }));
  cpSync(join(desktop, 'icons'), join(aside, 'icons'), { recursive: true });
  writeFileSync(join(aside, 'package.json'), `${JSON.stringify(packageJson(), null, 2)}\n`);
  mkdirSync(bundleFolder, { recursive: true });
  for (const part of ['migrations', 'icons', 'package.json']) {
    rmSync(join(programFolder, part), { recursive: true, force: true });
    renameSync(join(aside, part), join(programFolder, part));
  }
  replaceBundle({ from: join(aside, 'bundle'), hash });
  rmSync(aside, { recursive: true, force: true });
}

/** File by file, what is named by its content first: at no moment is a program there whose parts are not. */
function replaceBundle({ from, hash }: { from: string; hash: string }): void {
  const named = (file: string): boolean => /-[\w-]{8}\.js$/.test(file);
  const files = readdirSync(from).sort((one, other) => Number(named(other)) - Number(named(one)));
  for (const file of files) renameSync(join(from, file), join(bundleFolder, file));
  writeFileSync(stamp, JSON.stringify({ hash, files }));
  const fresh = new Set([...files, '.sources']);
  for (const file of readdirSync(bundleFolder)) {
    const path = join(bundleFolder, file);
    if (!fresh.has(file) && Date.now() - statSync(path).mtimeMs > KEPT_MS) rmSync(path);
  }
}

function lastBuild(): z.infer<typeof stampSchema> | undefined {
  try {
    return stampSchema.parse(JSON.parse(readFileSync(stamp, 'utf8')));
  } catch {
    return undefined;
  }
}

/** The files of the last build's bundle: of older ones some may lie beside them. */
export function bundledFiles(): ReadonlySet<string> {
  return new Set(lastBuild()?.files);
}

export async function buildProgramIfStale(): Promise<void> {
  if (lastBuild()?.hash === sourcesHash()) return;
  process.stderr.write('adiuva: building the programs …\n');
  await buildProgram();
}
