import type { RowNoun } from '../english/row-finding.ts';
import { quoted } from '../markdown.ts';
import { bold, counted, ending, joined, no, nouns, unchanged, unchangedIf } from './words.ts';

interface Asked {
  noun: RowNoun;
  /** Something was to be written. */
  writes: boolean;
}

const which = ({ noun }: { noun: RowNoun }): string => `quale ${nouns[noun].one}`;
const these = (noun: RowNoun): string => (nouns[noun].gender === 'f' ? 'queste' : 'questi');

/** `project`: the name of the project in which it was looked for. */
export const none = ({ noun, name, project, writes }: Asked & { name: string; project: string | undefined }): string =>
  `Non ho trovato ${no(noun)} che si chiama ${quoted(name)}${project === undefined ? '' : ` in ${bold(project)}`}.${unchangedIf(writes)}`;

export const noneAtAll = (asked: Asked & { name: string; project: string | undefined }): string =>
  `${none(asked)} Scrivi “elenca ${nouns[asked.noun].gender === 'f' ? 'le' : 'i'} ${nouns[asked.noun].many}” per ${nouns[asked.noun].gender === 'f' ? 'vederle tutte' : 'vederli tutti'}.`;

/** Nothing has that name; `count` near misses follow. */
export const nearMisses = ({ count, ...asked }: Asked & { name: string; project: string | undefined; count: number }): string => {
  const one = nouns[asked.noun].gender === 'f' ? 'questa' : 'questo';
  const some = `un${nouns[asked.noun].gender === 'f' ? 'a' : 'o'} di ${these(asked.noun)}`;
  return `${none(asked)} Intendi ${count === 1 ? one : some}?`;
};

export const several = ({ noun, name, writes }: Asked & { name: string }): string =>
  `Più ${nouns[noun].many} corrispondono a ${quoted(name)}. Quale intendi?${unchangedIf(writes)}`;

const examples: Record<RowNoun, string> = {
  checkpoint: 'il traguardo Lancio',
  note: 'la nota Contratto Rossi',
  comment: 'l’ultimo commento a Comprare il latte',
  project: 'il progetto Sito',
  client: 'il cliente Acme',
};

/** The conversation named none before. */
export const noneNamed = ({ noun, writes }: Asked): string =>
  `Non so ${which({ noun })} intendi: prima non ne è stat${ending({ noun, count: 1 })} nominat${ending({ noun, count: 1 })} ${nouns[noun].gender === 'f' ? 'nessuna' : 'nessuno'}.${unchangedIf(writes)} Dimmi il nome, per esempio “${examples[noun]}”.`;

export const whichOfThese = ({ noun, writes }: Asked): string =>
  `Quale di ${these(noun)} ${nouns[noun].many} intendi?${unchangedIf(writes)}`;

/** The user said how many they mean, or a place in the list, and there are others. */
export const otherCount = ({ noun, have, writes }: Asked & { have: number }): string =>
  `Qui ${have === 1 ? 'c’è' : 'ci sono'} ${counted(have, noun)}.${unchangedIf(writes)} Quale intendi?`;

/** One at a time is read, renamed or moved to a day. */
export const oneAtATime = ({ noun, writes }: Asked): string =>
  `Questo si fa con un${nouns[noun].gender === 'f' ? 'a' : ''} ${nouns[noun].one} per volta. Quale?${unchangedIf(writes)}`;

/** `most`: so many are changed in one go. */
export const tooMany = ({ noun, count, most }: { noun: RowNoun; count: number; most: number }): string =>
  `Sono ${counted(count, noun)}. Ne cambio al massimo ${most} per volta, quindi non ho cambiato nulla. Restringi la richiesta, per esempio per progetto.`;

export const nameTooLong = ({ noun, most }: { noun: RowNoun | 'follow-up'; most: number }): string =>
  `Il nome di un${nouns[noun].gender === 'f' ? 'a' : ''} ${nouns[noun].one} può avere ${most} caratteri; questo è più lungo. ${unchanged}`;

export const oneNameForMany = ({ noun, count }: { noun: RowNoun; count: number }): string =>
  `Così ${counted(count, noun)} avrebbero lo stesso nome. ${unchanged} Rinomina${nouns[noun].gender === 'f' ? 'le una per una' : 'li uno per uno'}.`;

/** What was asked for is nothing that such a row has: a note has no day, a checkpoint no priority. */
export function hasNone({ noun, name }: { noun: RowNoun; name: string }): string {
  const have: Record<RowNoun, string> = {
    checkpoint: 'un titolo, un giorno e un progetto',
    note: 'un titolo, un testo e un progetto',
    comment: 'un testo',
    project: 'un nome, un cliente, ed è attivo o archiviato',
    client: 'un nome, un settore e forse un cliente sopra di sé',
  };
  return `${bold(name)} è un${nouns[noun].gender === 'f' ? 'a' : ''} ${nouns[noun].one}, che ha ${have[noun]}, e nient’altro. ${unchanged}`;
}

/** It is already as it was to be. */
export const already = (names: readonly string[]): string =>
  `Non c’era nulla da cambiare: ${joined(names.map((name) => bold(name)))} ${names.length === 1 ? 'è' : 'sono'} già così.`;
