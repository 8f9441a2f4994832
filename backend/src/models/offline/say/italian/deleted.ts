import type { DeletedNoun } from '../english/deleted.ts';
import { literal, quoted } from '../markdown.ts';
import { bold, counted, the, unchanged as unchangedText } from './words.ts';

export const one = ({ noun, name }: { noun: DeletedNoun; name: string }): string => `Ho eliminato ${the(noun)} ${bold(name)}.`;

/** The sentence before the list of several that were deleted. */
export const head = ({ noun, count }: { noun: DeletedNoun; count: number }): string => `Ho eliminato ${counted(count, noun)}:`;

export const late = (name: string): string => `L’eliminazione di ${quoted(name)} non è stata approvata in tempo.`;

/** `reason`: the user's own, or ''. */
export const rejected = ({ name, reason }: { name: string; reason: string }): string =>
  `Hai rifiutato di eliminare ${quoted(name)}${reason === '' ? '' : `: ${literal(reason)}`}.`;

export const unchanged = (): string => unchangedText;
