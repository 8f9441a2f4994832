const STRING_CHARACTERS = 500;
const ENTRIES = 50;
const DEPTH = 4;

/** A text that is not longer than `characters`; a cut one ends in an ellipsis. */
export function clip({ text, characters }: { text: string; characters: number }): string {
  return text.length <= characters ? text : `${text.slice(0, characters - 1).toWellFormed()}…`;
}

/** A value for a person to read: long texts and lists are cut, deep ones left out. */
export function clipDeep(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return clip({ text: value, characters: STRING_CHARACTERS });
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEPTH) return '…';
  if (Array.isArray(value)) return value.slice(0, ENTRIES).map((each) => clipDeep(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, ENTRIES)
      .map(([name, each]) => [clip({ text: name, characters: 100 }), clipDeep(each, depth + 1)]),
  );
}
