import { type Language, languages } from './language-words.ts';
import { lexiconOf, normalWord, splitWords, wordsOf } from './lexicon.ts';

const common = new Map<Language, Set<string>>();

function commonWords(language: Language): Set<string> {
  let words = common.get(language);
  if (!words) {
    words = new Set(wordsOf[language].common.split('|').map(normalWord));
    common.set(language, words);
  }
  return words;
}

const telling = new Set(['weekday', 'month', 'days', 'unit', 'tonight', 'clockWord', 'holiday']);

/** Letters that few other of these languages have. */
const letters: Record<Language, RegExp> = {
  en: /\b(?:the|'s|'ll|ing)\b/g,
  it: /[àòù]|\b(?:gli|che)\b/g,
  de: /[äöüß]/g,
  fr: /[çêèœûë]/g,
  es: /[ñ¿¡]/g,
  pt: /[ãõ]|ç/g,
  nl: /\b(?:ij|een|het)\b|ij/g,
  pl: /[ąćęłńśźż]/g,
  ru: /[а-яё]{3}/g,
  sv: /[åäö]/g,
};

/** The language a text is most likely written in, by its frequent words and its words for dates. English when nothing tells. */
export function guessLanguage(text: string): Language {
  const words = splitWords(text.slice(0, 4000))
    .map((match) => normalWord(match[0]))
    .filter((word) => /\p{L}/u.test(word))
    .slice(0, 400);
  let best: Language = 'en';
  let bestScore = 0;
  for (const language of languages) {
    const known = commonWords(language);
    const { entries } = lexiconOf(language);
    let score = language === 'en' ? 0.5 : 0;
    for (const word of words) {
      if (known.has(word)) score += word.length === 1 ? 0.3 : 1;
      const entry = entries.get(word);
      if (entry?.some(({ sense }) => telling.has(sense))) score += 1;
      else if (
        word.length > 2 &&
        entry?.some(
          ({ sense }) =>
            sense === 'number' ||
            sense === 'next' ||
            sense === 'last' ||
            sense === 'ago' ||
            sense === 'part' ||
            sense === 'season' ||
            sense === 'ordinal' ||
            sense === 'monthShort' ||
            sense === 'halfBefore',
        )
      )
        score += 0.5;
    }
    for (let index = 0; index + 1 < words.length; index++)
      if (entries.get(`${words[index]} ${words[index + 1]}`)?.some(({ sense }) => telling.has(sense))) score += 1;
    score += (text.slice(0, 4000).match(letters[language])?.length ?? 0) * 0.4;
    if (score > bestScore) {
      best = language;
      bestScore = score;
    }
  }
  return best;
}

/** Names and three-letter codes that do not begin with their two-letter code. */
const spelledOut: Record<string, Language> = {
  german: 'de',
  deutsch: 'de',
  ger: 'de',
  spanish: 'es',
  spa: 'es',
  portuguese: 'pt',
  por: 'pt',
  polish: 'pl',
  pol: 'pl',
  swedish: 'sv',
  swe: 'sv',
  svenska: 'sv',
  dutch: 'nl',
  dut: 'nl',
  nld: 'nl',
};

export function languageOf({ text, hint }: { text: string; hint?: string | undefined }): Language {
  const asked = hint?.trim().toLowerCase() ?? '';
  const named = spelledOut[asked] ?? asked.slice(0, 2);
  return languages.find((language) => language === named) ?? guessLanguage(text);
}
