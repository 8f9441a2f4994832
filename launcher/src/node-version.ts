/** The product runs under Node 24 only: SQLite's binary crashes under older ones. Says what is wrong, and what to do. */
export function nodeVersionFault(version: string): string | undefined {
  const major = Number(version.split('.')[0]);
  if (major === 24) return undefined;
  return `Adiuva runs under Node 24, and this is Node ${version}. Start it with its npm scripts (npm start, npm test, …): they bring Node 24 with them.`;
}

/** Ends the process with that sentence under any other Node. */
export function requireNode24(): void {
  const fault = nodeVersionFault(process.versions.node);
  if (fault === undefined) return;
  process.stderr.write(`adiuva: ${fault}\n`);
  process.exit(1);
}
