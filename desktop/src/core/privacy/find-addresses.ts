import type { Span } from './value-matcher.ts';

const gap = '[ \\u00A0]{1,2}';
const name = `[\\p{L}\\p{N}][\\p{L}\\p{N}.'’-]{0,30}`;
const names = `${name}(?:${gap}${name}){0,4}?`;
const number = '\\d{1,5}(?:[ ]?[a-zA-Z](?![\\p{L}]))?(?:[-/]\\d{1,4}[a-zA-Z]?)?';
const capital = `\\p{Lu}[\\p{L}.'’-]{1,30}`;
const townWord = "(?:(?:St|S|Ste|Bad)\\.?[ ])?\\p{Lu}[\\p{L}'’-]{0,30}";
const town = `${townWord}(?:${gap}(?:${townWord}|(?:am|an|der|di|de|del|la|le|sur|upon)(?![\\p{L}])))*`;
/** Figures with or without a country's letters, the Dutch, the Polish, the British; or an American state before. */
const code =
  '(?:[A-Z]{1,2}[- ])?(?:\\d{2}-\\d{3}|\\d{4}[ ]?[A-Z]{2}(?![\\p{L}])|\\d{4,5}(?:-\\d{3,4})?|[A-Z]{1,2}\\d[A-Z\\d]?[ ]?\\d[A-Z]{2})';
const separator = '[ \\u00A0]{0,2}[,;\\n–-]?[ \\n\\u00A0]{0,2}';
/** "20121 Milano", "Springfield, IL 62704", "London SW1A 1AA", or the town alone after a comma. */
const place = `(?:${separator}(?:${code}(?:[ ]${town}(?:[ ]?\\([A-Z]{2}\\))?)?|${town},?[ ]${code})|,[ ]${town})?`;

const before =
  'via|viale|piazza|piazzale|corso|largo|vicolo|strada|lungomare|calle|c/|avenida|avda\\.?|plaza|paseo|rua|travessa|praça|rue|avenue|boulevard|bd|chemin|allée|impasse|quai|place|ul\\.|ulica|ulice|улица|ул\\.';
const after =
  'street|st\\.?|road|rd\\.?|avenue|ave\\.?|lane|ln\\.?|drive|dr\\.?|court|ct\\.?|way|square|sq\\.?|boulevard|blvd\\.?|place|pl\\.?|terrace|close|crescent|row|highway|hwy';
const joined =
  'straße|strasse|str\\.|weg|platz|allee|gasse|ring|damm|ufer|chaussee|straat|laan|plein|gracht|kade|dreef|gatan|vägen|vej|gade|veien';

const forms = [
  // Via Roma 12, 20121 Milano; Calle Mayor, 5; ul. Długa 3
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${before})[ ]?${names},?[ ](?:n[.°º]?[ ]?)?${number}${place}`, 'giu'),
  // 12 rue de la Paix, 75002 Paris
  new RegExp(`(?<![\\p{L}\\p{N}])${number},?[ ](?:bis[ ]|ter[ ])?(?:${before})[ ]${names}${place}(?![\\p{L}])`, 'giu'),
  // Hauptstraße 5, 10115 Berlin; Am Alten Weg 3; Keizersgracht 123, 1015 CJ Amsterdam
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${capital}[ -]){0,3}?[\\p{L}-]{0,30}(?:${joined})[ ]${number}${place}`, 'giu'),
  // 221B Baker Street, London NW1 6XE
  new RegExp(`(?<![\\p{L}\\p{N}])${number}[ ]${names}[ ](?:${after})(?![\\p{L}])${place}`, 'giu'),
  // 20121 Milano (MI): a code of five figures before a town with its province
  new RegExp(`(?<![\\p{L}\\p{N}])\\d{5}[ ]${town}[ ]?\\([A-Z]{2}\\)`, 'gu'),
];

/** Where words of the street stand: nothing else is looked at, so that long texts cost little. */
const hint = new RegExp(`(?:${before}|${after}|${joined}|\\([A-Z]{2}\\))`, 'iu');

/**
 * Postal addresses in the forms of a dozen countries: a street by its word, with a number, and what follows of code and
 * town. A house by its name, a post-office box, and a street without its word are not known as such.
 */
export function findAddresses(text: string): Span[] {
  const found: Span[] = [];
  let offset = 0;
  for (const line of text.split(/(?<=\n)(?!\s*\d{4,5}\s)/u)) {
    if (/\p{N}/u.test(line) && hint.test(line))
      for (const form of forms)
        for (const match of line.matchAll(form))
          found.push({ start: offset + match.index, end: offset + match.index + match[0].trimEnd().length });
    offset += line.length;
  }
  return found;
}
