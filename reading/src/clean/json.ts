import { decodeFile } from '../text/decode-file.ts';
import { tidyText } from '../text/tidy-text.ts';
import type { Handled, HandlerInput } from './handled.ts';

const maximumLines = 200_000;
const maximumDepth = 200;

/** JSON as lines of `path: value`; what does not parse stays as text. */
export function cleanJson({ bytes }: HandlerInput): Handled {
  const source = tidyText(decodeFile(bytes));
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return { full: source, metadata: {}, notes: ['The JSON is not complete; it was read as text.'] };
  }
  const lines: string[] = [];
  const pending: { path: string; value: unknown; depth: number }[] = [{ path: '', value, depth: 0 }];
  while (pending.length > 0 && lines.length < maximumLines) {
    const { path, value: item, depth } = pending.pop() as { path: string; value: unknown; depth: number };
    if (item === null || typeof item !== 'object' || depth > maximumDepth)
      lines.push(path === '' ? text(item) : `${path}: ${text(item)}`);
    else {
      const entries = Array.isArray(item)
        ? item.map((inner, index): [string, unknown] => [String(index + 1), inner])
        : Object.entries(item);
      for (const [key, inner] of entries.toReversed())
        pending.push({ path: path === '' ? key : `${path}.${key}`.slice(-300), value: inner, depth: depth + 1 });
    }
  }
  return {
    full: tidyText(lines.join('\n')),
    metadata: {},
    notes: lines.length >= maximumLines ? ['Only the first lines of the JSON were read.'] : [],
  };
}

function text(value: unknown): string {
  return typeof value === 'object' ? '…' : typeof value === 'string' ? value : JSON.stringify(value);
}
