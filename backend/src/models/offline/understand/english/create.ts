import { phrases } from './phrases.ts';
import { exhausted } from '#backend/models/offline/exhausted.ts';
import type { Intent, NewTask } from '../intent.ts';
import { type Phrase, part, textOf, trimMarks } from '../tokens.ts';
import { describes, readHead } from './create-head.ts';
import { isWords, wordAt } from './date-reader.ts';
import { nounAt } from './nouns.ts';
import { leadingModifiers } from './modifiers.ts';
import { readNewTasks } from './new-task.ts';
import { readNewClient, readNewProject } from './new-place.ts';

/** "In project Website, create a task Fix header", "tomorrow remind me to call Anna": what is said before the command. */
function readLed(phrase: Phrase): Intent[] | undefined {
  for (let at = 1; at < Math.min(phrase.tokens.length - 1, 14); at++) {
    if (!['create', 'add', 'make', 'remind', 'new', 'note', 'set'].includes(wordAt(phrase.tokens, at))) continue;
    const before = trimMarks(part(phrase, 0, at));
    const { modifiers, end } = leadingModifiers(before);
    const read = end > 0 && end === before.tokens.length ? readCreate(part(phrase, at)) : undefined;
    if (read?.every(({ kind }) => kind === 'create-tasks') !== true) continue;
    return read.map((intent) =>
      intent.kind === 'create-tasks' ? { ...intent, tasks: intent.tasks.map((task) => ({ ...modifiers, ...task })) } : intent,
    );
  }
  return undefined;
}

/** "Create a task called …", "add client Acme", "new project Website for Acme"; undefined when it creates nothing. */
export function readCreate(phrase: Phrase): Intent[] | undefined {
  const head = readHead(phrase);
  if (!head || !describes(head)) return readWithoutHead(phrase);
  switch (head.noun) {
    case 'task':
    case 'tasks':
      return [{ kind: 'create-tasks', tasks: readNewTasks({ ...head, several: head.noun === 'tasks' }) }];
    case 'project':
    case 'projects':
      return readNewProject({ rest: head.rest, several: head.noun === 'projects' });
    case 'client':
    case 'clients':
      return readNewClient({ rest: head.rest, several: head.noun === 'clients' });
    default:
      return exhausted(head.noun);
  }
}

/** The other ways to create: "remind me to …", "add … as a task", "add … as a client", "in project X, create …". */
function readWithoutHead(phrase: Phrase): Intent[] | undefined {
  const tasks = readReminder(phrase) ?? readAsTask(phrase);
  return tasks ? [{ kind: 'create-tasks', tasks }] : (readAsPlace(phrase) ?? readLed(phrase));
}

/** "Add Initech as a client". */
function readAsPlace(phrase: Phrase): Intent[] | undefined {
  const { tokens } = phrase;
  const noun = tokens.at(-1)?.fold ?? '';
  if (!['add', 'create', 'register', 'save'].includes(wordAt(tokens, 0)) || !['client', 'customer', 'project'].includes(noun))
    return undefined;
  const lead = ['as a new', 'as new', 'as a', 'as'].find((text) =>
    isWords(tokens, tokens.length - 1 - text.split(' ').length, text),
  );
  const name = lead === undefined ? '' : textOf(part(phrase, 1, tokens.length - 1 - lead.split(' ').length));
  if (name.length === 0) return undefined;
  return [{ kind: noun === 'project' ? 'create-project' : 'create-client', name }];
}

const reminders = [
  'remind me',
  'please remind me',
  'set a reminder',
  'set reminder',
  'make me remember',
  'help me remember',
  'add a reminder',
  'create a reminder',
];

/** "Remind me to call Anna tomorrow at 3pm", "remind me tomorrow to call Anna". */
function readReminder(phrase: Phrase): NewTask[] | undefined {
  const lead = reminders.find((text) => isWords(phrase.tokens, 0, text));
  if (lead === undefined) return undefined;
  const rest = trimMarks(part(phrase, lead.split(' ').length));
  if (rest.tokens.length === 0) return [{}];
  // "Remind me what is due", "remind me of my tasks" ask.
  if (/^(what|what's|which|how|when|who|where|why|if|whether)$/.test(wordAt(rest.tokens, 0))) return undefined;
  if (/^(of|about)$/.test(wordAt(rest.tokens, 0)) && [1, 2, 3, 4].some((at) => nounAt({ phrase: rest, at })?.noun.endsWith('s')))
    return undefined;
  const from = wordAt(rest.tokens, 0) === 'of' ? 1 : 0;
  return readNewTasks({ adjectives: part(phrase, 0, 0), rest: part(rest, from), several: false });
}

const lists = phrases(`
  to my tasks | to my task list | to my to do list | to my todo list | to my list | to the list | to my todos |
  to my to dos | to the task list | to the to do list | to tasks | on my list | on my to do list | on my todo list
  | on my task list | on the list | as a task | as a new task | as task | as a todo | as a to do | as tasks |
  as new tasks | as todos | as to dos | as two tasks | as separate tasks | as a reminder | as an urgent task |
  as a high priority task | as a low priority task
`);

/** "Add Buy milk to my list", "add Buy milk and Buy bread as tasks", "add to my tasks: Buy milk". */
function readAsTask(phrase: Phrase): NewTask[] | undefined {
  const { tokens } = phrase;
  const verb = ['add', 'put', 'create', 'save', 'note', 'write', 'enter', 'log'].includes(wordAt(tokens, 0)) ? 1 : 0;
  if (verb === 0) return undefined;
  if (/^(project|client|customer)$/.test(wordAt(tokens, 1))) return undefined;
  const none = part(phrase, 0, 0);
  for (const text of lists) {
    const length = text.split(' ').length;
    if (isWords(tokens, 1, text) && tokens.length > 1 + length)
      return readNewTasks({ adjectives: none, rest: part(phrase, 1 + length), several: false });
    for (let at = 2; at <= tokens.length - length; at++) {
      if (!isWords(tokens, at, text)) continue;
      const before = part(phrase, 1, at);
      const after = trimMarks(part(phrase, at + length));
      const adjective = text.includes('urgent') || text.includes('priority') ? part(phrase, at + 2, at + length - 1) : none;
      const several = (text.includes('tasks') && text.startsWith('as')) || text === 'as todos' || text === 'as to dos';
      const rest = { source: phrase.source, tokens: [...before.tokens, ...after.tokens] };
      if (textOf(before).length > 0) return readNewTasks({ adjectives: adjective, rest, several, named: true });
    }
  }
  return undefined;
}

/** "Add Buy milk tomorrow": no noun, but only a task has a date or a priority, or stands in a project. */
export function readCreateWithoutNoun(phrase: Phrase): Intent[] | undefined {
  if (wordAt(phrase.tokens, 0) !== 'add' || phrase.tokens.length < 2) return undefined;
  const [task] = readNewTasks({ adjectives: part(phrase, 0, 0), rest: part(phrase, 1), several: false, named: true });
  if (task?.title === undefined || (task.due === undefined && task.priority === undefined && task.place === undefined))
    return undefined;
  return [{ kind: 'create-tasks', tasks: [task] }];
}
