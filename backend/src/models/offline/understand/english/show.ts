import type { AppScreen } from '@adiuva/shared-protocol';
import type { Intent } from '../intent.ts';
import { type SlotTypes, compilePattern, matchPattern } from '../pattern.ts';
import { type Phrase, textOf, trimMarks } from '../tokens.ts';
import { polite } from './politeness.ts';
import { readReference, readTarget } from './target.ts';

/** What users call each screen. */
const screens: Record<AppScreen, RegExp> = {
  chat: /^(chats?|conversations?)$/,
  today: /^(today|day)$/,
  projects: /^(projects?|clients? and projects?)$/,
  notes: /^notes?$/,
  tasks: /^(tasks?|todos?|to dos?|(task|todo|to do) list)$/,
  activity: /^(activity|activities|history|changes)$/,
  waiting: /^(waiting|waiting for (me|you)|what('s| is) waiting( for me)?|what waits for me|(pending )?approvals?)$/,
  what_left: /^(what left|what (has )?left (my|the|this) device|what left here|ledger)$/,
  settings: /^(settings?|preferences|options)$/,
};
const screenNoun = / (screen|page|view|tab|section)$/;
/** These mean rows too: "open my tasks" lists those that are open. */
const rowNames =
  /^(today|day|projects?|notes?|tasks?|todos?|to dos?|(task|todo|to do) list|history|changes|conversations?|waiting|options)$/;

const wordsOf = (phrase: Phrase): string => phrase.tokens.map((token) => token.fold).join(' ');

function screenOf(phrase: Phrase): AppScreen | undefined {
  const name = wordsOf(phrase).replace(screenNoun, '');
  const found = Object.entries(screens).find(([, pattern]) => pattern.test(name))?.[0];
  return (Object.keys(screens) as AppScreen[]).find((screen) => screen === found);
}

const types: SlotTypes = {
  screen: { words: 7, fits: (phrase) => screenOf(phrase) !== undefined },
  /** It says that it is a screen. */
  named: { words: 7, fits: (phrase) => screenNoun.test(wordsOf(phrase)) && screenOf(phrase) !== undefined },
  unmistakable: {
    words: 7,
    fits: (phrase) => screenOf(phrase) !== undefined && !rowNames.test(wordsOf(phrase)),
  },
  /** A whole question or clause that means one. */
  clause: {
    words: 7,
    fits: (phrase) =>
      /^(what left .+|what('s| is) waiting( for me)?|what waits for me)$/.test(wordsOf(phrase)) && screenOf(phrase) !== undefined,
  },
  reference: { words: 24, fits: (phrase) => readReference(phrase) !== undefined },
};

const lexicon = {
  goes: ['go_to', 'go_back_to', 'navigate_to', 'take_me_to', 'bring_me_to', 'switch_to', 'jump_to'],
  the: ['the', 'my', 'our'],
  namer: ['called', 'named', ':'],
};
const compiled = (source: string) => compilePattern({ source: `${polite} ${source}`, lexicon });

const screenRules = [
  '<goes> (<the>) {screen:screen}',
  'open (up) (<the>) {screen:unmistakable}',
  'open|show|display|view|see (up) (me) (<the>) {screen:named}',
  'show|see|view (me) {screen:clause}',
  '{screen:clause}',
].map(compiled);

const taskRules = [
  'open (up) (<the>) task (<namer>) {name} (in_the_app)',
  'open (up) the|my {name} task (in_the_app)',
  'open (up) (me) {row:reference} in_the_app',
  'show me {row:reference} in_the_app',
].map(compiled);

const placeRules = (['project', 'client'] as const).flatMap((kind) =>
  [`open (up) (<the>) ${kind} (<namer>) {name} (in_the_app)`, `open (up) (<the>) {name} ${kind} (in_the_app)`].map((source) => ({
    kind,
    pattern: compiled(source),
  })),
);

/** To be shown a screen of the app, or one item in it: "go to settings", "open the task Buy milk", "open the project Website". */
export function readShow(phrase: Phrase): Intent | undefined {
  const trimmed = trimMarks(phrase);
  for (const pattern of screenRules) {
    const slot = matchPattern({ pattern, phrase: trimmed, types })?.['screen'];
    const screen = slot && screenOf(slot);
    if (screen) return { kind: 'navigate', screen };
  }
  for (const pattern of taskRules) {
    const slots = matchPattern({ pattern, phrase: trimmed, types });
    const reference = slots?.['row'] && readReference(slots['row']);
    if (reference) return { kind: 'open-task', target: { kind: 'reference', reference } };
    const slot = slots?.['name'];
    const target = slot && !isPlural(slot) ? readTarget(slot) : undefined;
    if (target?.kind === 'name') return { kind: 'open-task', target };
  }
  for (const { kind, pattern } of placeRules) {
    const slot = matchPattern({ pattern, phrase: trimmed, types })?.['name'];
    const name = slot && textOf(slot);
    if (slot && name && !aboutTasks(slot)) return { kind: 'open-place', place: { kind, name } };
  }
  return undefined;
}

/** "Open task list", "open the task board" are about many. */
const isPlural = (slot: Phrase): boolean => /^(lists?|board|boards|overview)$/.test(wordsOf(slot));

/** "Open tasks in the Website project", "open invoices of the client Acme" ask for tasks that are open. */
const aboutTasks = ({ tokens }: Phrase): boolean =>
  tokens.some((token) => /^(tasks?|todos?|items?|reminders?|in|of|for|from|on)$/.test(token.fold));
