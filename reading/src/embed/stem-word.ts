/** Words that say nothing about a topic, English and Italian. */
const stopWords = new Set(
  'a an the and or but if then of to in on at by for from with about as is are was were be been being am do does did have has had will would can could should may might must not no nor so than that this these those it its i you he she we they me him her us them my your his our their what which who whom when where why how all any both each more most other some such only own same too very just there here also into over under again out up down off il lo la i gli le un uno una di a da in con su per tra fra e o ma se che chi cui non come dove quando mi ti ci vi si ne è sono sei siamo siete era erano essere ho hai ha abbiamo avete hanno avere del dello della dei degli delle al allo alla ai agli alle dal dallo dalla dai dagli dalle nel nello nella nei negli nelle sul sullo sulla sui sugli sulle questo questa questi queste quello quella quelli quelle più anche ancora già solo molto poi quindi perché cosa mio mia tuo tua suo sua nostro vostro loro'.split(
    ' ',
  ),
);

export function isStopWord(word: string): boolean {
  return stopWords.has(word);
}

const endings =
  /(?:izations?|ational|fulness|ousness|iveness|azioni|azione|amente|imenti|imento|amenti|amento|abilità|mente|atrici|atrice|atori|atore|izzare|izza|issimo|issima|ements?|ments?|ations?|ators?|ings?|ities|ity|ions?|ivo|iva|ivi|ive|ando|endo|ato|ata|ati|ate|ito|ita|iti|ite|uto|uta|uti|ute|are|ere|ire|ies|ied|ness|able|ible|ers?|ed|es|ly|al|s|i|e|o|a|y)$/;

/** A word without its ending, roughly and the same way for both languages: inflections of a word should meet, not be right. */
export function stemWord(word: string): string {
  if (word.length < 4) return word;
  let stem = word.replace(endings, '');
  if (stem.length < 3) stem = word.replace(/[aeiosy]$/, '');
  if (stem.length > 4 && /([bcdfglmnprtz])\1$/.test(stem)) stem = stem.slice(0, -1);
  return stem.replace(/h$/, '');
}
