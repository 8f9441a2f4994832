import { expect, test } from 'vitest';
import { captureOf, type CapturedDay } from './capture.ts';

const projects = [
  { id: 'p1', name: 'Website', client_name: 'Hotel Aurora' },
  { id: 'p2', name: 'Website Redesign', client_name: 'Notary Weber' },
  { id: 'p3', name: 'Büro-Umzug', client_name: 'Notary Weber' },
];

function capture(
  text: string,
  {
    day,
    ignore = [],
  }: { day?: string; ignore?: Parameters<typeof captureOf>[0]['ignore'] extends ReadonlySet<infer Part> ? Part[] : never } = {},
) {
  const start = day === undefined ? -1 : text.indexOf(day);
  const days: CapturedDay[] = start < 0 ? [] : [{ at: 7, start, end: start + (day?.length ?? 0) }];
  return captureOf({ text, ignore: new Set(ignore), days, projects });
}

test('a day, a project, a mark and a name leave the title, and each says its words', () => {
  expect(capture('Send the offer #redesign by next Friday at 3pm !high @anna', { day: 'next Friday at 3pm' })).toEqual({
    title: 'Send the offer',
    due: { at: 7, words: 'by next Friday at 3pm' },
    projects: { items: [projects[1]], words: '#redesign' },
    priority: { value: 'high', words: '!high' },
    assignee: { names: ['anna'], words: '@anna' },
    other_days: 0,
  });
});

test('what may mean several projects names all of them, and decides nothing', () => {
  expect(capture('Call #web').projects?.items.map(({ id }) => id)).toEqual(['p1', 'p2']);
  expect(capture('Call #website').projects?.items.map(({ id }) => id)).toEqual(['p1']);
  expect(capture('Papers for Notary Weber').projects?.items.map(({ id }) => id)).toEqual(['p2', 'p3']);
  expect(capture('Kartons für den Büro-Umzug')).toMatchObject({ title: 'Kartons', projects: { items: [projects[2]] } });
  expect(capture('Kartons fur den buro-umzug').projects?.items).toEqual([projects[2]]);
});

test('a name without a word that says so, and a mark that is no project, stay in the title', () => {
  for (const text of ['Website is slow', 'Fix issue #4711', 'Update the Websites for spring'])
    expect(capture(text)).toEqual({ title: text, other_days: 0 });
});

test('what the user does not mean stays in the title', () => {
  const text = 'Plan for Website tomorrow !high';
  expect(capture(text, { day: 'tomorrow', ignore: ['due'] })).toMatchObject({ title: 'Plan tomorrow', other_days: 1 });
  expect(capture(text, { day: 'tomorrow', ignore: ['due', 'project', 'priority'] }).title).toBe(text);
});

test('somebody waited for owes the task; a line that is nothing but a day is its title', () => {
  expect(capture('Waiting for the signed contract')).toMatchObject({
    title: 'Waiting for the signed contract',
    owed_by: { value: 'theirs' },
  });
  expect(capture('tomorrow', { day: 'tomorrow' })).toEqual({ title: 'tomorrow', other_days: 0 });
  expect(capture('')).toEqual({ title: '', other_days: 0 });
});
