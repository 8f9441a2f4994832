import { statSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

const NOT_BUILT = `<!doctype html><meta charset="utf-8"><title>Adiuva</title>
<p>The app’s page has not been built yet. Run <code>npm run build</code> in the project, then reload this page.</p>`;

/** What a path of the page is answered with: a file, or words. */
export type PageAnswer = { status: 200; headers: Record<string, string>; file: string } | PageRefusal;
export interface PageRefusal {
  status: 404 | 503;
  headers: Record<string, string>;
  text: string;
}

/** The file of a path inside `folder`, or undefined; hidden files and what lies outside are not there. */
function fileOf({ folder, path }: { folder: string; path: string }): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // A path that cannot be decoded names nothing.
    return undefined;
  }
  if (decoded.includes('\0') || decoded.split(/[/\\]/).some((part) => part.startsWith('.'))) return undefined;
  const file = normalize(join(folder, decoded));
  if (!file.startsWith(folder + sep)) return undefined;
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}

/** Finds what a path of the built page is answered with. Any path without a file name is the page itself. */
export function findPage({ folder, path }: { folder: string; path: string }): PageAnswer {
  const isPage = extname(path) === '';
  const file = fileOf({ folder, path }) ?? (isPage ? fileOf({ folder, path: 'index.html' }) : undefined);
  if (file === undefined)
    return isPage
      ? { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' }, text: NOT_BUILT }
      : { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' }, text: 'There is no such file.\n' };
  return {
    status: 200,
    headers: {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      // Vite puts a hash of the content into the names below assets/.
      'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
    file,
  };
}
