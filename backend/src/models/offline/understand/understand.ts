import type { LanguageId } from '../say/voice.ts';
import { detect, evidence } from './detect.ts';
import { english } from './english/index.ts';
import type { Intent, NewTask, Place, SaidDay } from './intent.ts';
import { italian } from './italian/index.ts';
import type { Language } from './language.ts';
import { type Phrase, tokenise } from './tokens.ts';

const languages: Record<LanguageId, Language> = { en: english, it: italian };

/** What else may tell the language of a message whose words do not: the conversation's so far, and the user's locale. */
export interface Context {
  before?: LanguageId | undefined;
  locale?: string | undefined;
}

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

/** The language in which a message is answered, without reading what it asks for. */
export function languageOf({ text, ...context }: Context & { text: string }): LanguageId {
  return detect({ phrase: tokenise(clean(text.slice(0, longest))), ...context });
}

/** What a message asks for. Never throws, whatever the text. */
export function understand({ text, ...context }: Context & { text: string }): Understood {
  if (text.length > longest) {
    const say: Intent = { kind: 'say', topic: 'too-long' };
    return { language: languageOf({ text, ...context }), intents: [say], choice: say, text: '' };
  }
  const readable = clean(text);
  const phrase = tokenise(readable);
  const { language, intents } = readBy({ phrase, context });
  const titled = language.titled(phrase);
  const title = titled?.title;
  const day = language.day(phrase);
  const place = language.place(phrase);
  return {
    language: language.id,
    intents: together(intents),
    choice: language.choice(phrase),
    ...(titled && title !== undefined && { titled: { ...titled, title } }),
    ...(day && { day }),
    ...(place && { place }),
    text: readable,
  };
}

const isRead = (intents: readonly Intent[]): boolean => intents.every(({ kind }) => kind !== 'unknown');

/**
 * The message's language reads it. Where its words hardly tell and that language does not read it, the other one may: "task
 * Milano" in a conversation that has no language yet.
 */
function readBy({ phrase, context }: { phrase: Phrase; context: Context }): { language: Language; intents: Intent[] } {
  const language = languages[detect({ phrase, ...context })];
  const intents = language.read(phrase);
  if (isRead(intents) || Math.abs(evidence(phrase)) > 1) return { language, intents };
  const other = language.id === 'en' ? italian : english;
  const others = other.read(phrase);
  return isRead(others) ? { language: other, intents: others } : { language, intents };
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
