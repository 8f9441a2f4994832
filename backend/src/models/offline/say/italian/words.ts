import type { TaskPriority } from '@adiuva/shared-protocol';
import * as markdown from '../markdown.ts';

/** A name in bold. */
export const bold = (text: string): string => markdown.bold(text, 'senza titolo');

/** "a", "a e b", "a, b e c". */
export const joined = (parts: readonly string[], word: 'e' | 'o' = 'e'): string => markdown.joined(parts, word);

/** What the app keeps, by its name in one and in several, and its gender. */
export const nouns = {
  task: { one: 'attività', many: 'attività', gender: 'f' },
  project: { one: 'progetto', many: 'progetti', gender: 'm' },
  client: { one: 'cliente', many: 'clienti', gender: 'm' },
  checkpoint: { one: 'traguardo', many: 'traguardi', gender: 'm' },
  note: { one: 'nota', many: 'note', gender: 'f' },
  comment: { one: 'commento', many: 'commenti', gender: 'm' },
  'follow-up': { one: 'promemoria', many: 'promemoria', gender: 'm' },
} as const satisfies Record<string, { one: string; many: string; gender: 'm' | 'f' }>;

export type Noun = keyof typeof nouns;

/** "1 attività", "3 progetti". */
export const counted = (count: number, noun: Noun): string => `${count} ${count === 1 ? nouns[noun].one : nouns[noun].many}`;

/** "il progetto", "l’attività", "la nota". */
export function the(noun: Noun): string {
  const { one, gender } = nouns[noun];
  if (/^[aeiou]/.test(one)) return `l’${one}`;
  return `${gender === 'f' ? 'la' : 'il'} ${one}`;
}

/** "nessun progetto", "nessuna nota", "nessun’attività". */
export function no(noun: Noun): string {
  const { one, gender } = nouns[noun];
  if (gender === 'm') return `nessun ${one}`;
  return /^[aeiou]/.test(one) ? `nessun’${one}` : `nessuna ${one}`;
}

/** The ending by which an adjective or a participle agrees: "chius" + "a". */
export function ending({ noun, count }: { noun: Noun; count: number }): 'o' | 'a' | 'i' | 'e' {
  const feminine = nouns[noun].gender === 'f';
  return count === 1 ? (feminine ? 'a' : 'o') : feminine ? 'e' : 'i';
}

export const levels: Record<TaskPriority, string> = { high: 'alta', medium: 'media', low: 'bassa' };

/** "ad **Anna**", "a **Marco**": the preposition before a name that begins with the same vowel. */
export const to = (name: string): string => `${/^[aà]/i.test(name) ? 'ad' : 'a'} ${name}`;

export const unchanged = 'Non ho cambiato nulla.';
/** That nothing was written, where something was to be. */
export const unchangedIf = (writes: boolean): string => (writes ? ` ${unchanged}` : '');
