import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';
import { carriedFiles } from './carried-files.ts';
import { NATIVE_PACKAGES } from './native-packages.ts';

const root = join(import.meta.dirname, '..');
const desktop = join(root, 'desktop');
/** The desktop program as Electron runs it: `bundle/`, `migrations/`, `icons/`, `package.json`; the page lies beside them. */
export const programFolder = join(desktop, 'out');
const parts = ['bundle', 'migrations', 'icons', 'package.json'];

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
 * Builds the desktop program: main, preload, the core's process with its threads, and the backend. Aside first, so that a
 * program that starts meanwhile never sees half of it.
 */
export async function buildProgram(): Promise<void> {
  const hash = sourcesHash();
  const aside = join(desktop, `out.${process.pid}`);
  const host = join(desktop, 'src/hosts/electron');
  await build(
    bundle({
      entries: {
        main: join(host, 'main.ts'),
        'core-process': join(host, 'core-process.ts'),
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
  writeFileSync(join(aside, 'bundle', '.sources'), hash);
  mkdirSync(programFolder, { recursive: true });
  for (const part of parts) {
    rmSync(join(programFolder, part), { recursive: true, force: true });
    renameSync(join(aside, part), join(programFolder, part));
  }
  rmSync(aside, { recursive: true, force: true });
}

export async function buildProgramIfStale(): Promise<void> {
  const stamp = join(programFolder, 'bundle', '.sources');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sourcesHash()) return;
  process.stderr.write('adiuva: building the desktop program …\n');
  await buildProgram();
}
