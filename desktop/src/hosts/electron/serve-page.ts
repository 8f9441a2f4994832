import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { findPage } from '#hosts/page-file.ts';
import { securityHeaders } from '#hosts/security-headers.ts';
import { isPage, PAGE_SCHEME } from './page-address.ts';

/** Before the app is ready: makes the page's scheme an origin like https. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

async function answer({ folder, request }: { folder: string; request: Request }): Promise<Response> {
  const own = securityHeaders({ sockets: [] });
  if (!isPage(request.url)) return new Response('This address is not the app’s own.\n', { status: 403, headers: own });
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return new Response(null, { status: 405, headers: { ...own, allow: 'GET, HEAD' } });
  const page = findPage({ folder, path: new URL(request.url).pathname });
  const headers = { ...own, ...page.headers };
  if (!('file' in page)) return new Response(page.text, { status: page.status, headers });
  return new Response(request.method === 'HEAD' ? null : await readFile(page.file), { status: 200, headers });
}

/** Serves the built page from `folder`, with the same headers as the browser host's. */
export function servePage({ folder }: { folder: string }): void {
  protocol.handle(PAGE_SCHEME, (request) => answer({ folder, request }));
}
