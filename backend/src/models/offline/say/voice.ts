import { english } from './english/index.ts';
import { italian } from './italian/index.ts';

/**
 * Every sentence that the model says, in one language. English is where a sentence is written first: its functions are the
 * shape that every other language must have.
 */
export type Voice = typeof english;

/** The languages that the model reads and speaks. */
export type LanguageId = 'en' | 'it';

const voices: Record<LanguageId, Voice> = { en: english, it: italian };

export function voiceOf(language: LanguageId): Voice {
  return voices[language];
}
