/** Verbs of work, in the form that asks: alone at the front, or after "please", "you", "to". */
const actionVerbs = new Set(
  'accept add adjust advise agree allow answer apply approve arrange ask assign attach attend bear book bring build buy call cancel catch change check choose circulate clarify click come comment compare complete confirm consider contact continue coordinate copy correct create cut decide delete deliver determine develop direct discuss distribute do download draft drop edit email enjoy ensure enter evaluate examine execute explain explore fax feel figure file fill find finish fix focus follow forward get give go grab handle hang have head help hold hook identify ignore include indicate inform insert install invite join keep know leave let limit listen locate log look mail make mark meet move note notify open order organize participate pass pay phone pick place plan post prepare print proceed process provide pull push put raise reach read recall recommend record redirect refer register remember remind remove rename repeat replace reply report request research reserve resolve respond return review revise run save say schedule scroll search see select send set share shop show sign sit speak start stay stop submit suggest supply take talk tell test think touch track transfer try turn type understand unsubscribe update use verify view visit wait walk watch win work write'.split(
    ' ',
  ),
);

/**
 * What the intent table knows a sentence by: its words, neighbours, opening, and marks. The same function makes the table
 * (`scripts/train-intent.ts`) and reads it.
 */
export function intentFeatures(sentence: string): string[] {
  const clean = sentence
    .slice(0, 600)
    .replace(/â|Ã¢Â€Â™|Ã¯Â¿Â½/g, "'")
    .replace(/^[\s>*•·\d.)(-]+(?=\p{L})/u, '');
  const words = normalWords(clean);
  const features = new Set<string>(['*']);
  for (const [index, word] of words.entries()) {
    features.add(word);
    const next = words[index + 1];
    if (next === undefined) continue;
    features.add(`${word} ${next}`);
    const third = words[index + 2];
    if (third !== undefined) {
      features.add(`${word} ${next} ${third}`);
      features.add(`${word} _ ${third}`);
    }
  }
  const opening = words.filter((word) => /\p{L}/u.test(word));
  const shifted = /^(?:and|but|so|also|ok|okay|yes|no|hi|hello|hey|thanks|guys|however|then|if)$/.test(opening[0] ?? '')
    ? opening.slice(1)
    : opening;
  features.add(`^${opening[0] ?? ''}`);
  features.add(`^^${opening[0] ?? ''} ${opening[1] ?? ''}`);
  features.add(`^s${shifted[0] ?? ''}`);
  features.add(`^^s${shifted[0] ?? ''} ${shifted[1] ?? ''}`);
  for (const [index, word] of words.entries()) {
    const stem = word.length > 5 ? word.slice(0, 5) : word;
    if (stem !== word) features.add(`~${stem}`);
    if (!actionVerbs.has(word)) continue;
    const [before, earlier] = [words[index - 1] ?? '^', words[index - 2] ?? '^'];
    features.add(`${before} VERB`);
    features.add(`${earlier} ${before} VERB`);
  }
  if (actionVerbs.has(shifted[0] ?? '')) features.add('#opens-verb');
  if (opening[0] === 'if' && /,\s*(?:please|then|let|just|feel|you|we|i)\b/.test(clean.toLowerCase())) features.add('#if-then');
  const afterComma = /[,:;–-]\s+(\p{L}+)/u.exec(clean.toLowerCase());
  if (afterComma) features.add(`,${afterComma[1]}`);
  const last = clean.trimEnd().slice(-1);
  if (/[?!:.]/.test(last)) features.add(`$${last}`);
  else features.add('$none');
  if (/\?/.test(clean)) features.add('#question');
  if (/!/.test(clean)) features.add('#bang');
  if (/^\p{Lu}{4,}/u.test(clean) || (clean.match(/\b\p{Lu}{3,}\b/gu)?.length ?? 0) > 3) features.add('#shouts');
  if (/\$LINK|https?:|www\./i.test(clean)) features.add('#link');
  if (/[\w.]+@[\w.]+/.test(clean)) features.add('#address');
  if (/[$€£]\s?\d/.test(clean)) features.add('#money');
  if (/^\p{Ll}/u.test(clean)) features.add('#lower');
  features.add(`#length${Math.min(6, Math.floor(words.length / 6))}`);
  if (/^[\s>*•·]*\d+[.)]/.test(sentence)) features.add('#numbered');
  if (words.slice(0, 4).includes('you')) features.add('#you-early');
  if (
    /\b(?:can|could|will|would|may|do|did|are|have|has|is|should|shall|does) (?:you|we|i|he|she|they|it|anyone|someone)\b/.test(
      words.join(' '),
    )
  )
    features.add('#inverted');
  if (/\b(?:i|we) (?:will|'ll|shall|would like|want|need|plan|'d like|intend)\b/.test(words.join(' ')))
    features.add('#self-will');
  return [...features];
}

function normalWords(text: string): string[] {
  const lower = text
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/\$link/g, ' linktoken ')
    .replace(/https?:\S+|www\.\S+/g, ' linktoken ')
    .replace(/[\w.+-]+@[\w.-]+/g, ' addresstoken ')
    .replace(/\b\d{1,2}:\d{2}\b|\b\d{1,2}\s?[ap]m\b/g, ' timetoken ')
    .replace(/\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/g, ' weekdaytoken ')
    .replace(/\b(?:january|february|march|april|june|july|august|september|october|november|december)\b/g, ' monthtoken ')
    .replace(/\d[\d.,/]*/g, ' 0 ');
  return (lower.match(/\p{L}+|'(?:ll|d|ve|re|s|m)|n't|0|[?!,]/gu) ?? []).slice(0, 120);
}
