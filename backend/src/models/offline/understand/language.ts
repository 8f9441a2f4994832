import type { LanguageId } from '../say/voice.ts';
import type { Intent, NewTask, Place, SaidDay } from './intent.ts';
import type { Phrase } from './tokens.ts';

/** One human language: a folder of words and patterns behind these doors. */
export interface Language {
  id: LanguageId;
  /** What the user wants, in order; never empty, `unknown` when no rule reads it. */
  read: (phrase: Phrase) => Intent[];
  /** The message as an answer to "which one?". */
  choice: (phrase: Phrase) => Intent;
  /** The message as an answer to "what should it be called?": the title, and what was said after it; undefined: it is no title. */
  titled: (phrase: Phrase) => NewTask | undefined;
  /** The message as an answer to "on which day?"; undefined: it says none, or more than one. */
  day: (phrase: Phrase) => SaidDay | undefined;
  /** The message as an answer to "in which project?"; undefined: it is a command or a question of its own. */
  place: (phrase: Phrase) => Place | undefined;
}
