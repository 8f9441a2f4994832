import { chmodSync, copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

interface Folder {
  files: Record<string, Entry>;
}
type Entry = Folder | { size: number; offset?: string; unpacked?: boolean; executable?: boolean } | { link: string };

const folderSchema: z.ZodType<Folder> = z.lazy(() =>
  z.object({
    files: z.record(
      z.string(),
      z.union([
        folderSchema,
        z.object({
          size: z.number(),
          offset: z.string().optional(),
          unpacked: z.boolean().optional(),
          executable: z.boolean().optional(),
        }),
        z.object({ link: z.string() }),
      ]),
    ),
  }),
) as z.ZodType<Folder>;

/** One file of an `.asar`: where it lies, or that it lies beside the archive. */
export interface ArchivedFile {
  path: string;
  size: number;
  unpacked: boolean;
}

function* filesIn(folder: Folder, at: string): Generator<[string, Exclude<Entry, Folder>]> {
  for (const [name, entry] of Object.entries(folder.files)) {
    const path = at === '' ? name : `${at}/${name}`;
    if ('files' in entry) yield* filesIn(entry, path);
    else yield [path, entry];
  }
}

function open(archive: string): { entries: [string, Exclude<Entry, Folder>][]; bytes: Buffer; start: number } {
  const bytes = readFileSync(archive);
  // Two pickled numbers, then the header as a pickled text; what follows it are the files.
  const text = bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12));
  return { entries: [...filesIn(folderSchema.parse(JSON.parse(text)), '')], bytes, start: 8 + bytes.readUInt32LE(4) };
}

/** All files of an archive. */
export function listArchive(archive: string): ArchivedFile[] {
  return open(archive).entries.flatMap(([path, entry]) =>
    'link' in entry ? [] : [{ path, size: entry.size, unpacked: entry.unpacked === true }],
  );
}

/** Lays an archive out as files, those that lie beside it among them. */
export function extractArchive({ archive, folder }: { archive: string; folder: string }): void {
  const { entries, bytes, start } = open(archive);
  for (const [path, entry] of entries) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    if ('link' in entry) {
      // A link names its goal from the archive's root.
      symlinkSync(join(folder, entry.link), target);
      continue;
    }
    if (entry.unpacked) copyFileSync(join(`${archive}.unpacked`, path), target);
    else {
      const from = start + Number(entry.offset);
      writeFileSync(target, bytes.subarray(from, from + entry.size));
    }
    if (entry.executable) chmodSync(target, 0o755);
  }
}
