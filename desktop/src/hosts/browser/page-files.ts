import { createReadStream } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { findPage } from '#hosts/page-file.ts';

/** Serves the built page from `folder`. */
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
  const answer = findPage({ folder, path });
  response.writeHead(answer.status, answer.headers);
  if (!('file' in answer)) response.end(answer.text);
  else if (head) response.end();
  else
    createReadStream(answer.file)
      .on('error', () => response.destroy())
      .pipe(response);
}
