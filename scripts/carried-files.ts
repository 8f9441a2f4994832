import { cpSync, existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Plugin } from 'vite';

const urlPattern = /new URL\(\s*(['"])(\.{1,2}\/[^'"]+)\1\s*,\s*import\.meta\.url\s*\)/g;

/**
 * What a source finds beside itself by `new URL('./x', import.meta.url)`, a bundle must find too: another module (a
 * worker's) becomes a file of its own, and a folder (of migrations) is copied beside the bundle.
 */
export function carriedFiles(): Plugin {
  const folders = new Map<string, string>();
  return {
    name: 'carried-files',
    enforce: 'pre',
    transform(code, id) {
      if (id.includes('node_modules') || !code.includes('import.meta.url')) return undefined;
      const carried = code.replace(urlPattern, (whole: string, _quote: string, path: string) => {
        const target = resolve(dirname(id), path);
        if (!existsSync(target)) throw new Error(`${id} names ${path} by its URL, and no such file is there.`);
        if (statSync(target).isDirectory()) {
          const name = `${basename(dirname(target))}/${basename(target)}`;
          folders.set(name, target);
          return `new URL(/* carried */ '../${name}', import.meta.url)`;
        }
        if (!target.endsWith('.ts')) return whole;
        const name = `${basename(dirname(target))}-${basename(target, '.ts')}.js`;
        this.emitFile({ type: 'chunk', id: target, fileName: `bundle/${name}` });
        return `new URL(/* carried */ './${name}', import.meta.url)`;
      });
      return carried === code ? undefined : { code: carried, map: null };
    },
    writeBundle({ dir }) {
      for (const [name, from] of folders) cpSync(from, join(dir ?? '', name), { recursive: true });
    },
  };
}
