import type { LanguageId } from '../say/voice.ts';
import { english } from './english/index.ts';
import type { Intent, NewTask, Place, SaidDay } from './intent.ts';
import type { Language } from './language.ts';
import { tokenise } from './tokens.ts';

const languages: readonly [Language] = [english];

/** The longest message that the rules read, in characters; no command is longer, and reading it takes milliseconds. */
const longest = 4_000;

export interface Understood {
  /** The language that it is answered in. */
  language: LanguageId;
  intents: Intent[];
  /** The message as an answer to a question that the assistant asked. */
  choice: Intent;
  /** The message as the name of what the assistant asked a name for, with what was said of it. */
  titled?: NewTask & { title: string };
  /** The message as the day, or the project, that the assistant asked for. */
  day?: SaidDay;
  place?: Place;
  /** The whole text, as it was written. */
  text: string;
}

/** What a message asks for. Never throws, whatever the text. */
export function understand(text: string): Understood {
  const readable = text.length > longest ? '' : clean(text);
  const phrase = tokenise(readable);
  const [first] = languages;
  if (text.length > longest) {
    const say: Intent = { kind: 'say', topic: 'too-long' };
    return { language: first.id, intents: [say], choice: say, text: '' };
  }
  // The first language that reads it; a message that none reads is the first language's to answer.
  const read = languages.map((language) => ({ language, intents: language.read(phrase) }));
  const found = read.find(({ intents }) => intents.every(({ kind }) => kind !== 'unknown')) ?? read[0];
  const language = found?.language ?? first;
  const titled = language.titled(phrase);
  const title = titled?.title;
  const day = language.day(phrase);
  const place = language.place(phrase);
  return {
    language: language.id,
    intents: together(found?.intents ?? []),
    choice: language.choice(phrase),
    ...(titled && title !== undefined && { titled: { ...titled, title } }),
    ...(day && { day }),
    ...(place && { place }),
    text: readable,
  };
}

/** Tasks that are created one after the other are created together, in one step; one that leans on what was made before is not. */
function together(intents: Intent[]): Intent[] {
  const joined: Intent[] = [];
  for (const intent of intents) {
    const last = joined.at(-1);
    const leans = intent.kind === 'create-tasks' && intent.tasks.some((task) => task.place?.kind === 'reference');
    if (last?.kind === 'create-tasks' && intent.kind === 'create-tasks' && !leans) {
      joined[joined.length - 1] = { kind: 'create-tasks', tasks: [...last.tasks, ...intent.tasks] };
    } else joined.push(intent);
  }
  return joined;
}

const invisible = /[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** Control characters and invisible marks of direction are no part of a title; a line break stays one. */
function clean(text: string): string {
  return text.replace(invisible, (mark) => (mark === '\n' ? mark : ' ')).trim();
}
