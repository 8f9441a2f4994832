import type { AskedPlaces } from '../english/places.ts';
import { literal, quoted } from '../markdown.ts';
import { bold, counted, joined, nouns, unchanged, unchangedIf } from './words.ts';

const tailOf = ({ client, search }: AskedPlaces): string =>
  `${client === undefined ? '' : ` per ${bold(client)}`}${search === undefined ? '' : ` con ${quoted(search)}`}`;

const countedOf = ({ total, noun, archived }: AskedPlaces & { total: number }): string =>
  `${counted(total, noun)}${archived ? (total === 1 ? ' archiviato' : ' archiviati') : ''}`;

export const counts = ({ total, ...asked }: AskedPlaces & { total: number }): string =>
  total === 0 ? nothing(asked) : `Hai ${countedOf({ ...asked, total })}${tailOf(asked)}.`;

export const head = ({ total, ...asked }: AskedPlaces & { total: number }): string =>
  `Hai ${countedOf({ ...asked, total })}${tailOf(asked)}:`;

export function nothing(asked: AskedPlaces): string {
  const first =
    asked.noun === 'project'
      ? ' Crea il primo con “crea un progetto Sito”.'
      : ' Aggiungi il primo con “aggiungi il cliente Acme nel settore design”.';
  const what = `nessun ${nouns[asked.noun].one}${asked.archived ? ' archiviato' : ''}`;
  return `Non hai ${what}${tailOf(asked)}.${tailOf(asked) === '' && !asked.archived ? first : ''}`;
}

export const several = ({ noun, name }: { noun: 'project' | 'client'; name: string }): string =>
  `Più ${nouns[noun].many} corrispondono a ${quoted(name)}. Quale intendi?`;

export const whichClient = (): string => `Non so di quale cliente parli. Dimmi il nome: “per il cliente Acme”. ${unchanged}`;

/** `known`: projects that were named before. */
export function whichPlace({ noun, known }: { noun: 'project' | 'client' | 'either'; known: readonly string[] }): string {
  const names = joined(known.map(quoted), 'o');
  const what = noun === 'client' ? 'cliente' : 'progetto';
  return `Non so di quale ${what} parli${names.length > 0 && noun !== 'client' ? ` (${names}?)` : ''}. Dimmi il nome, per esempio “nel progetto Sito”. ${unchanged}`;
}

export const isProject = (name: string): string => `${bold(name)} è un progetto, non un cliente.`;

export const noClient = (name: string): string =>
  `Non c’è nessun cliente che si chiama ${quoted(name)}, quindi non ho cambiato nulla. Per crearlo prima, scrivi “aggiungi il cliente ${name}”.`;

export const noProject = (name: string): string =>
  `Non c’è nessun progetto che si chiama ${quoted(name)}, quindi non ho cambiato nulla. Per crearlo prima, scrivi “crea un progetto ${name}”.`;

/** A task was to go to a client that has no project. */
export const clientWithoutProject = (client: string): string =>
  `${bold(client)} non ha ancora nessun progetto, e un’attività sta in un progetto. ${unchanged} Scrivi prima “crea un progetto Sito per il cliente ${client}”.`;

export const noProjectToList = (name: string): string =>
  `Non c’è nessun progetto che si chiama ${quoted(name)}. Scrivi “elenca i progetti” per vederli tutti.`;

export const noProjectToOpen = (name: string): string => noProjectToList(name);

export const noPlace = ({ name, writes }: { name: string; writes: boolean }): string =>
  `Non c’è nessun progetto né cliente che si chiama ${quoted(name)}.${unchangedIf(writes)}`;

/** Before a second answer: a person's tasks, or what mentions the name. */
export const notAPlace = (name: string): string => `Nessun progetto o cliente si chiama ${quoted(name)}.`;

export const askName = (noun: 'project' | 'client'): string =>
  noun === 'project'
    ? 'Come si deve chiamare il progetto? Per esempio: “crea un progetto Sito per il cliente Acme”.'
    : 'Come si chiama il cliente? Per esempio: “aggiungi il cliente Acme nel settore design”.';

export const nameTooLong = (most: number): string =>
  `Un nome può avere ${most} caratteri; questo è più lungo. Non ho creato nulla.`;

export const createdProject = ({ name, client }: { name: string; client: string | undefined }): string =>
  `Ho creato il progetto ${bold(name)}${client === undefined ? '' : ` per ${bold(client)}`}.`;

export function createdClient({
  name,
  industry,
  parent,
}: {
  name: string;
  industry: string | undefined;
  parent: string | undefined;
}): string {
  const facts = [industry ? ` (${literal(industry)})` : '', parent === undefined ? '' : `, parte di ${bold(parent)}`].join('');
  return `Ho aggiunto il cliente ${bold(name)}${facts}.`;
}
