import type { TableName } from '@adiuva/shared-protocol';
import type { NoticeSubject } from '#rpc/screen.ts';
import { hasPage } from '#renderer/rows-with-pages.ts';

type Screen = Extract<NoticeSubject, { kind: 'screen' }>['screen'];

const screens: Readonly<Record<Screen, string>> = {
  chat: 'Chat',
  today: 'Today',
  tasks: 'Tasks',
  projects: 'Projects',
  notes: 'Notes',
  activity: 'Activity',
  waiting: 'Waiting for you',
  what_left: 'What left',
  settings: 'Settings',
};

const nouns: Readonly<Record<TableName, { one: string; many: string }>> = {
  tasks: { one: 'task', many: 'Tasks' },
  projects: { one: 'project', many: 'Projects' },
  checkpoints: { one: 'checkpoint', many: 'Checkpoints' },
  notes: { one: 'note', many: 'Notes' },
  taskComments: { one: 'comment', many: 'Comments' },
  clients: { one: 'client', many: 'Clients' },
};

/** Whether this app has a place that shows a row; a comment is shown with its task. */
export function hasPlace(subject: Extract<NoticeSubject, { kind: 'row' }>): boolean {
  if (subject.label === undefined) return false;
  return subject.task_id !== undefined || hasPage(subject.table);
}

function rowWords({ table, label }: Extract<NoticeSubject, { kind: 'row' }>): string {
  return `the ${nouns[table].one} “${label ?? ''}”`;
}

/** What stands in the list of what the assistant shows, in the app's own words; undefined: the assistant's own stand there. */
export function offerWords(subject: NoticeSubject): string | undefined {
  switch (subject.kind) {
    case 'text':
      return undefined;
    case 'screen':
      return `The assistant would like to show you “${screens[subject.screen]}”.`;
    case 'row':
      if (subject.label === undefined)
        return `The assistant wanted to show you a ${nouns[subject.table].one} that is no longer there.`;
      if (hasPlace(subject)) return `The assistant would like to show you ${rowWords(subject)}.`;
      return `The assistant points you to ${rowWords(subject)}. ${nouns[subject.table].many} have no page of their own yet.`;
    default:
      return subject satisfies never;
  }
}

/** What the button says that goes there; undefined: there is nowhere to go. */
export function openWords(subject: NoticeSubject): string | undefined {
  switch (subject.kind) {
    case 'text':
      return undefined;
    case 'screen':
      return `Open “${screens[subject.screen]}”`;
    case 'row':
      return hasPlace(subject) ? `Open the ${nouns[subject.table].one}` : undefined;
    default:
      return subject satisfies never;
  }
}

/** What is said once the window went there. */
export function openedWords(subject: Exclude<NoticeSubject, { kind: 'text' }>): string {
  return `The assistant opened ${subject.kind === 'screen' ? `“${screens[subject.screen]}”` : rowWords(subject)}`;
}

/** Said beside what a run shows after it read text that nobody here wrote or approved. */
export const taintWords = 'It had read text that somebody else wrote, which may want you to believe this.';
