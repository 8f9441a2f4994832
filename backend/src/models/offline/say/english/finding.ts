import { quoted } from '../markdown.ts';

/** That nothing was written, where something was to be. */
const unchanged = (writes: boolean): string => (writes ? ' Nothing was changed.' : '');

interface Asked {
  /** Something was to be written. */
  writes: boolean;
}

export const noTask = ({ name, writes }: Asked & { name: string }): string =>
  `I found no task called ${quoted(name)}.${unchanged(writes)}`;

export const noTaskAtAll = (asked: Asked & { name: string }): string => `${noTask(asked)} Say “list my tasks” to see them all.`;

/** Nothing has that title; `count` near misses follow. */
export const nearMisses = ({ count, ...asked }: Asked & { name: string; count: number }): string =>
  `${noTask(asked)} Do you mean ${count === 1 ? 'this one' : 'one of these'}?`;

export const several = ({ name, writes }: Asked & { name: string }): string =>
  `Several tasks match ${quoted(name)}. Which one do you mean?${unchanged(writes)}`;

/** Behind the rows of a question that does not show all. */
export const inAll = (total: number): string => `There are ${total} in all; with more of its title I find it.`;

export const noneNamed = ({ writes }: Asked): string =>
  `I am not sure which task you mean: no task was named before this.${unchanged(writes)} Please name it, for example “mark Buy milk as done”.`;

export const whichOfThese = ({ writes }: Asked): string => `Which of these do you mean?${unchanged(writes)}`;

/** The user said how many they mean, and there are others. */
export const otherCount = ({ have, said, writes }: Asked & { have: number; said: number }): string =>
  `There ${have === 1 ? 'is one task' : `are ${have} tasks`} here, not ${said}. Which do you mean?${unchanged(writes)}`;

export const notTwo = ({ have, writes }: Asked & { have: number }): string =>
  `There are ${have} tasks here, not two. Which do you mean?${unchanged(writes)}`;

export const notInList = ({ have, writes }: Asked & { have: number }): string =>
  `The list I showed has ${have === 1 ? 'one task' : `${have} tasks`}.${unchanged(writes)} Which do you mean?`;

export const nothingSuch = (): string => 'I found no such task.';
