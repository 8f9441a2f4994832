import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { temporaryFolder } from './temporary-folder.ts';

const folder = join(import.meta.dirname, 'earlier');

/** The commits with another schema of which there is a database. */
export const earlierCommits = readdirSync(folder).map((name) => name.replace('.sqlite.gz', ''));

/** A device's folder with the database that the core of that commit wrote. */
export function earlierDatabase(commit: string): string {
  const device = temporaryFolder();
  writeFileSync(join(device, 'adiuva.sqlite'), gunzipSync(readFileSync(join(folder, `${commit}.sqlite.gz`))));
  return device;
}
