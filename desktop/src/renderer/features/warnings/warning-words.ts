import type { Warning } from '#rpc/trust.ts';

function sum(warnings: readonly Warning[]): number {
  return warnings.reduce((total, { count }) => total + count, 0);
}

function refusedWords(refused: readonly Warning[]): string {
  const [first] = refused;
  const times = sum(refused);
  if (first && times === 1) return first.sentence;
  return `The backend asked for ${times.toLocaleString('en')} things it may not. Nothing was done.`;
}

function listWords(warnings: readonly Warning[], many: (count: number) => string): string {
  const [first] = warnings;
  return first && warnings.length === 1 ? first.sentence : many(warnings.length);
}

/** All open warnings in one calm line; the gravest first. Undefined: there is none. */
export function warningsInWords(warnings: readonly Warning[]): string | undefined {
  const open = warnings.filter(({ dismissed }) => !dismissed);
  const of = (kind: Warning['kind']) => open.filter((one) => one.kind === kind);
  const [storage, conflicts, refused] = [of('storage'), of('conflict'), of('refused')];
  const sentences = [
    ...(storage.length > 0
      ? [listWords(storage, (count) => `There is trouble with the disk or the file (${count} warnings).`)]
      : []),
    ...(conflicts.length > 0 ? [listWords(conflicts, (count) => `${count} rows were changed from two sides at once.`)] : []),
    ...(refused.length > 0 ? [refusedWords(refused)] : []),
  ];
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

export const warningKindWords: Readonly<Record<Warning['kind'], string>> = {
  refused: 'Refused',
  conflict: 'Conflict',
  storage: 'Storage',
};

/** How often, and since when, in words: `12 times`. */
export function timesWords(count: number): string {
  if (count === 1) return 'Once';
  return count === 2 ? 'Twice' : `${count.toLocaleString('en')} times`;
}
