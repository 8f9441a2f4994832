/** A number of bytes as a person reads it, in steps of a thousand: `812 bytes`, `3.4 KB`, `12 MB`. */
export function bytesInWords(bytes: number): string {
  if (bytes < 1_000) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  let value = bytes;
  let unit = '';
  for (const next of ['KB', 'MB', 'GB', 'TB']) {
    if (value < 999.5) break;
    value /= 1_000;
    unit = next;
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

/** A count with its word: `1 task`, `1,200 tasks`, `no tasks`. */
export function countInWords({ count, one, many = `${one}s` }: { count: number; one: string; many?: string }): string {
  if (count === 0) return `no ${many}`;
  return count === 1 ? `1 ${one}` : `${count.toLocaleString('en')} ${many}`;
}
