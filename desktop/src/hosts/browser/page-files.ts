import { createReadStream, statSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import type { ServerResponse } from 'node:http';

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

/** Serves the built page from `folder`. Any path without a file name is the page itself: it has its own routes. */
export function servePage({
  folder,
  path,
  response,
  head,
}: {
  folder: string;
  path: string;
  response: ServerResponse;
  head: boolean;
}): void {
  const asked = fileOf({ folder, path });
  const file = asked ?? (extname(path) === '' ? fileOf({ folder, path: 'index.html' }) : undefined);
  if (file === undefined) {
    const isPage = extname(path) === '';
    response.writeHead(isPage ? 503 : 404, { 'content-type': isPage ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8' });
    response.end(isPage ? NOT_BUILT : 'There is no such file.\n');
    return;
  }
  // Vite puts a hash of the content into the names below assets/.
  const isHashed = path.startsWith('/assets/');
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  if (head) response.end();
  else
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
}
