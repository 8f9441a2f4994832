import type { AppPowers } from '#renderer/app-powers.ts';

const KEY = 'adiuva.approved-edited';
const KEPT = 500;

/** What was done in place of what was asked, in words, by the id of the approval, as this browser remembers it. */
export function recallEdited(memory: AppPowers['memory']): Map<string, string> {
  try {
    const kept: unknown = JSON.parse(memory.getItem(KEY) ?? '{}');
    if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return new Map();
    return new Map(Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    // An older form, or none: what was decided then shows without what was made of it.
    return new Map();
  }
}

/** These and one more, the newest of them; remembered, too. */
export function rememberEdited({
  memory,
  edited,
  id,
  words,
}: {
  memory: AppPowers['memory'];
  edited: ReadonlyMap<string, string>;
  id: string;
  words: string;
}): Map<string, string> {
  const kept = new Map([...edited, [id, words] as const].slice(-KEPT));
  memory.setItem(KEY, JSON.stringify(Object.fromEntries(kept)));
  return kept;
}
