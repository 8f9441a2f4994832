import { quoted } from '../markdown.ts';
import { unchangedIf } from './words.ts';

interface Asked {
  /** Something was to be written. */
  writes: boolean;
}

export const noTask = ({ name, writes }: Asked & { name: string }): string =>
  `Non ho trovato nessun’attività che si chiama ${quoted(name)}.${unchangedIf(writes)}`;

export const noTaskAtAll = (asked: Asked & { name: string }): string =>
  `${noTask(asked)} Scrivi “elenca le mie attività” per vederle tutte.`;

/** Nothing has that title; `count` near misses follow. */
export const nearMisses = ({ count, ...asked }: Asked & { name: string; count: number }): string =>
  `${noTask(asked)} Intendi ${count === 1 ? 'questa' : 'una di queste'}?`;

export const several = ({ name, writes }: Asked & { name: string }): string =>
  `Più attività corrispondono a ${quoted(name)}. Quale intendi?${unchangedIf(writes)}`;

/** Behind the rows of a question that does not show all. */
export const inAll = (total: number): string => `In tutto sono ${total}; con una parte più lunga del titolo la trovo.`;

export const noneNamed = ({ writes }: Asked): string =>
  `Non so di quale attività parli: prima non ne è stata nominata nessuna.${unchangedIf(writes)} Dimmi il nome, per esempio “segna Comprare il latte come fatta”.`;

export const whichOfThese = ({ writes }: Asked): string => `Quale di queste intendi?${unchangedIf(writes)}`;

/** The user said how many they mean, and there are others. */
export const otherCount = ({ have, said, writes }: Asked & { have: number; said: number }): string =>
  `Qui ${have === 1 ? 'c’è un’attività' : `ci sono ${have} attività`}, non ${said}. Quali intendi?${unchangedIf(writes)}`;

export const notTwo = ({ have, writes }: Asked & { have: number }): string =>
  `Qui ${have === 1 ? 'c’è un’attività' : `ci sono ${have} attività`}, non due. Quali intendi?${unchangedIf(writes)}`;

export const notInList = ({ have, writes }: Asked & { have: number }): string =>
  `L’elenco che ho mostrato ha ${have === 1 ? 'un’attività' : `${have} attività`}.${unchangedIf(writes)} Quale intendi?`;

export const nothingSuch = (): string => 'Non ho trovato un’attività così.';
