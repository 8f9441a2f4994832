import { phrases } from './phrases.ts';
import type { TaskPriority, TaskStatus } from '@adiuva/shared-protocol';
import type { Lexicon } from '../pattern.ts';

/** Words of one meaning; a word of several tokens is written with underscores. */
export const lexicon = {
  task: ['task', 'todo', 'to_do', 'to_do_item', 'todo_item', 'action_item', 'reminder', 'to_do_task', 'item'],
  tasks: ['tasks', 'todos', 'to_dos', 'to_do_items', 'todo_items', 'action_items', 'reminders', 'items', 'to_do_tasks'],
  project: ['project'],
  projects: ['projects'],
  client: ['client', 'customer'],
  clients: ['clients', 'customers'],
  done: ['done', 'complete', 'completed', 'finished', 'closed', 'finalised', 'finalized', 'resolved'],
  in_progress: phrases(`
  in_progress | started | ongoing | under_way | underway | doing | wip | begun | being_worked_on | in_the_works |
  working
`),
  todo: phrases(`
  todo | to_do | not_done | not_done_yet | not_yet_done | undone | open | incomplete | unfinished | pending |
  not_started | not_finished | not_complete | not_completed | uncompleted | unstarted | open_again
`),
  high: ['high', 'highest', 'top', 'urgent', 'important', 'critical', 'higher', 'max', 'maximum', 'very_high', 'p1', 'asap'],
  medium: ['medium', 'normal', 'moderate', 'standard', 'mid', 'average', 'p2', 'default'],
  low: ['low', 'lowest', 'minor', 'lower', 'minimum', 'min', 'very_low', 'p3', 'unimportant', 'not_urgent', 'not_important'],
  priority: ['priority', 'prio', 'importance', 'urgency'],
  due: ['due_date', 'deadline', 'date', 'due_day', 'due_time'],
  the: ['the', 'my', 'our', 'this', 'that', 'its', 'a', 'an'],
  into: ['to', 'into', 'in', 'under', 'onto', 'inside', 'on'],
} as const satisfies Lexicon;

export const statusWords: readonly [TaskStatus, readonly string[]][] = [
  ['todo', lexicon.todo],
  ['in_progress', lexicon.in_progress],
  ['done', lexicon.done],
];

export const priorityWords: readonly [TaskPriority, readonly string[]][] = [
  ['low', lexicon.low],
  ['high', lexicon.high],
  ['medium', lexicon.medium],
];

const numbers = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

const ordinals = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** "3", "three", "a", "a couple" is not here: it is two words. At most 9,999. */
export function numberOf(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  if (/^\d{1,4}$/.test(word)) return Number(word);
  const index = numbers.indexOf(word);
  return index >= 0 ? index : undefined;
}

/** "1st", "first", up to 10 in words and 9,999 in digits. */
export function ordinalOf(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  const digits = /^(\d{1,4})(st|nd|rd|th)$/.exec(word)?.[1];
  if (digits !== undefined) return Number(digits);
  const index = ordinals.indexOf(word);
  return index > 0 ? index : undefined;
}
