import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Prints one event as a line of JSON on stdout. */
export function printEvent(event: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

/** Calls `onLine` for every line that is not blank. The stream's end changes nothing. */
export function readLines({ input, onLine }: { input: Readable; onLine: (line: string) => void }): () => void {
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  lines.on('line', (line) => {
    if (line.trim() !== '') onLine(line);
  });
  return () => {
    lines.close();
  };
}
