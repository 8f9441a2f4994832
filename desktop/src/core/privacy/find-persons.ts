import { isCommonWord } from './common-words.ts';
import type { Span } from './value-matcher.ts';

const particle = "(?:von|van|vom|zu|de|di|da|del|della|dos|du|la|le|der|den|el|al|bin|ten|ter|d[’'])";
const name = "\\p{Lu}[\\p{L}\\p{M}]*(?:[-’'][\\p{L}\\p{M}]+)*";
const title =
  'Mr|Mrs|Ms|Mx|Miss|Mister|Sir|Madam|Dr|Prof|Professor|Sig|Sig\\.ra|Sig\\.na|Sig\\.r|Signor|Signora|Signorina|Dott|Dott\\.ssa|Dottor|Dottoressa|Ing|Avv|Arch|Geom|Rag|Herr|Herrn|Frau|Hr|Fr|Monsieur|Madame|Mademoiselle|M|Mme|Mlle|Me|Señor|Señora|Señorita|Sr|Sra|Srta|Don|Doña|Senhor|Senhora|Meneer|Mevrouw|Dhr|Mevr|Pan|Pani|Panie|Herra|Fru|г-н|г-жа|господин|госпожа';
const greeting =
  'Dear|Hi|Hello|Hey|Caro|Cara|Cari|Gentile|Egregio|Spett|Ciao|Buongiorno|Liebe|Lieber|Hallo|Guten Tag|Bonjour|Cher|Chère|Hola|Estimado|Estimada|Querido|Querida|Olá|Prezado|Prezada|Caro|Beste|Geachte|Dag|Cześć|Szanowny|Szanowna|Hej|Kära|Уважаемый|Уважаемая|Здравствуйте|Attn|c/o';
const full = `${name}(?:[ \\u00A0](?:${particle}[ \\u00A0]?){0,2}${name}){0,3}`;

const forms = [
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${title})\\.?(?:[ \\u00A0](?:${title})\\.?){0,2}[ \\u00A0]((?:${particle}[ \\u00A0]){0,2}${full})`,
    'gu',
  ),
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${greeting})\\.?,?[ \\u00A0](?:(?:${title})\\.?[ \\u00A0]){0,2}(${full})`, 'gu'),
];

/** Names that follow a form of address or a greeting: "Mr Smith", "Gentile Dott.ssa Anna Rossi", "Dear Anna". */
export function findPersons(text: string): Span[] {
  const found: Span[] = [];
  for (const form of forms)
    for (const match of text.matchAll(form)) {
      const person = match[1];
      if (person === undefined || person.split(/[ \u00A0]/).every(isCommonWord)) continue;
      const start = match.index + match[0].length - person.length;
      found.push({ start, end: start + person.length });
    }
  return found;
}
