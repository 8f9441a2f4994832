import { bold, counted, quoted } from '../markdown.ts';

/** The kinds of rows, beside tasks, that are found by their names. */
export type RowNoun = 'checkpoint' | 'note' | 'comment' | 'project' | 'client';

interface Asked {
  noun: RowNoun;
  /** Something was to be written. */
  writes: boolean;
}

const unchanged = (writes: boolean): string => (writes ? ' Nothing was changed.' : '');

/** `project`: the name of the project in which it was looked for. */
export const none = ({ noun, name, project, writes }: Asked & { name: string; project: string | undefined }): string =>
  `I found no ${noun} called ${quoted(name)}${project === undefined ? '' : ` in ${bold(project)}`}.${unchanged(writes)}`;

export const noneAtAll = (asked: Asked & { name: string; project: string | undefined }): string =>
  `${none(asked)} Say “list my ${asked.noun}s” to see them all.`;

/** Nothing has that name; `count` near misses follow. */
export const nearMisses = ({ count, ...asked }: Asked & { name: string; project: string | undefined; count: number }): string =>
  `${none(asked)} Do you mean ${count === 1 ? 'this one' : 'one of these'}?`;

export const several = ({ noun, name, writes }: Asked & { name: string }): string =>
  `Several ${noun}s match ${quoted(name)}. Which one do you mean?${unchanged(writes)}`;

const examples: Record<RowNoun, string> = {
  checkpoint: 'the checkpoint Launch',
  note: 'the note Contract Rossi',
  comment: 'the last comment on Buy milk',
  project: 'the project Website',
  client: 'the client Acme',
};

/** The conversation named none before. */
export const noneNamed = ({ noun, writes }: Asked): string =>
  `I am not sure which ${noun} you mean: none was named before this.${unchanged(writes)} Please name it, for example “${examples[noun]}”.`;

export const whichOfThese = ({ noun, writes }: Asked): string => `Which of these ${noun}s do you mean?${unchanged(writes)}`;

/** The user said how many they mean, or a place in the list, and there are others. */
export const otherCount = ({ noun, have, writes }: Asked & { have: number }): string =>
  `There ${have === 1 ? `is one ${noun}` : `are ${counted(have, noun)}`} here.${unchanged(writes)} Which do you mean?`;

/** One at a time is read, renamed or moved to a day. */
export const oneAtATime = ({ noun, writes }: Asked): string =>
  `That is for one ${noun} at a time. Which one?${unchanged(writes)}`;

/** `most`: so many are changed in one go. */
export const tooMany = ({ noun, count, most }: { noun: RowNoun; count: number; most: number }): string =>
  `That is ${counted(count, noun)}. I change at most ${most} in one go, so nothing was changed. Please narrow it, for example by project.`;

export const nameTooLong = ({ noun, most }: { noun: RowNoun | 'follow-up'; most: number }): string =>
  `The name of a ${noun} may have ${most} characters; this one is longer. Nothing was changed.`;

export const oneNameForMany = ({ noun, count }: { noun: RowNoun; count: number }): string =>
  `That would give ${count} ${noun}s one name. Nothing was changed: please rename them one by one.`;

/** What was asked for is nothing that such a row has: a note has no day, a checkpoint no priority. */
export function hasNone({ noun, name }: { noun: RowNoun; name: string }): string {
  const have: Record<RowNoun, string> = {
    checkpoint: 'a title, a day and a project',
    note: 'a title, a text and a project',
    comment: 'a text',
    project: 'a name, a client, and is active or archived',
    client: 'a name, an industry and perhaps a client above it',
  };
  return `${bold(name)} is a ${noun}, which has ${have[noun]}, and nothing else. Nothing was changed.`;
}

/** It is already as it was to be. */
export const already = (names: readonly string[]): string =>
  `Nothing had to be changed: ${names.map((name) => bold(name)).join(', ')} ${names.length === 1 ? 'is' : 'are'} so already.`;
