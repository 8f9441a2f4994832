import { bold, counted, literal, quoted } from '../markdown.ts';

/** What tools can delete here. */
export type DeletedNoun = 'task' | 'project' | 'client' | 'checkpoint' | 'note' | 'comment';

export const one = ({ noun, name }: { noun: DeletedNoun; name: string }): string => `Deleted the ${noun} ${bold(name)}.`;

/** The sentence before the list of several that were deleted. */
export const head = ({ noun, count }: { noun: DeletedNoun; count: number }): string => `Deleted ${counted(count, noun)}:`;

export const late = (name: string): string => `Deleting ${quoted(name)} was not approved in time.`;

/** `reason`: the user's own, or ''. */
export const rejected = ({ name, reason }: { name: string; reason: string }): string =>
  `You rejected deleting ${quoted(name)}${reason === '' ? '' : `: ${literal(reason)}`}.`;

export const unchanged = (): string => 'Nothing was changed.';
