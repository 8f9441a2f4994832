import type { RecordedFrame } from '#e2e/fixtures/frame-recorder.ts';
import type { RowChange } from '#e2e/fixtures/device-database.ts';

const bold = (text: string): string => (process.stdout.isTTY ? `\u001B[1m${text}\u001B[0m` : text);
const faint = (text: string): string => (process.stdout.isTTY ? `\u001B[2m${text}\u001B[0m` : text);

/** Says a heading, or a line under it, to a person. */
export function heading(text: string): void {
  process.stdout.write(`\n${bold(text)}\n`);
}

export function line(text: string): void {
  process.stdout.write(`  ${text}\n`);
}

/** One frame in one line: who sent it, its type, and what matters of it. */
export function frameLine({ from, frame }: RecordedFrame): string {
  const arrow = from === 'device' ? 'device → backend' : 'backend → device';
  const { type, ...fields } = frame;
  const text = JSON.stringify(fields);
  return faint(`${arrow}  ${type.padEnd(13)} ${text.length > 150 ? `${text.slice(0, 149)}…` : text}`);
}

export function changeLine(change: RowChange): string {
  const what = change.fields
    .filter(({ field }) => field !== 'updated_at')
    .map(({ field, before, after }) => `${field}: ${before ?? '–'} → ${after ?? '–'}`);
  return `${change.kind} in ${change.table}: “${change.name}”${what.length > 0 ? ` (${what.join(', ')})` : ''}`;
}
