/** Two neighbours that changed places ("craete"), or one letter of a long word that is missing ("creat"). */
export function isSlip({ typed, word }: { typed: string; word: string }): boolean {
  const swapped = typed.length === word.length;
  if (!swapped && (word.length < 6 || typed.length !== word.length - 1)) return false;
  for (let at = 0; at < word.length; at++) {
    const rest = swapped ? word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2) : word.slice(at + 1);
    if (word.slice(0, at) + rest === typed) return true;
  }
  return false;
}

/** How far into a message slips are mended: where its verb and its noun stand. Titles keep the user's own words anyway. */
export const mendedWords = 5;
