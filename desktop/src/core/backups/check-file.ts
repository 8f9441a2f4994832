import Database from 'better-sqlite3';

/** `quick`: every page can be read and is in its place. `full`: and every index says what its table does. */
export type CheckDepth = 'quick' | 'full';

/**
 * Opens a database and checks it. Answers what is wrong with it, in SQLite's words, or undefined. The file is not changed.
 * @throws what the system says when the file cannot be read at all
 */
export function findDamage({ file, depth }: { file: string; depth: CheckDepth }): string | undefined {
  let sqlite: Database.Database | undefined;
  try {
    sqlite = new Database(file, { readonly: true, fileMustExist: true, timeout: 2_000 });
    const found = sqlite.pragma(depth === 'full' ? 'integrity_check(1)' : 'quick_check(1)', { simple: true });
    if (found !== 'ok') return String(found);
    return undefined;
  } catch (cause) {
    if (isDamage(cause)) return cause instanceof Error ? cause.message : String(cause);
    throw cause;
  } finally {
    sqlite?.close();
  }
}

/** Whether SQLite said that the file is damaged. */
export function isDamage(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code === 'SQLITE_IOERR_SHORT_READ';
}
