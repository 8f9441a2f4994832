import type { Intent, Topic } from '../intent.ts';
import type { Phrase } from '../tokens.ts';

const whole: readonly [RegExp, Topic][] = [
  [
    /^(ciao|salve|buongiorno|buon giorno|buonasera|buona sera|buon pomeriggio|buonanotte|ehi|ehila|ciao ciao)( a tutti| adiuva| a te)?$/,
    'greeting',
  ],
  [/^(come (stai|va|sta)|come te la passi|tutto bene)( oggi)?$/, 'greeting'],
  [
    /^(grazie|ti ringrazio|perfetto|ottimo|benissimo|bene|va bene|d' accordo|okay|ok|fantastico|bravo|brava|eccellente|capito|ricevuto|ben fatto|chiaro|molto bene|bello|bel lavoro)( mille| tante| infinite| molte| grazie| di tutto| adiuva| cosi| tutto)*$/,
    'thanks',
  ],
  [/^(molte|tante|mille) grazie$/, 'thanks'],
  [
    /^(aiuto|aiuta mi|aiutami|aiutaci|\?|(che )?(cosa|cos') (sai|puoi|so|posso) (fare|chieder(ti|e)|dir(ti|e)|far(ti|mi) fare)( qui| per me| con te)?|cosa fai|a cosa servi|come (funzioni|funziona|ti uso|si usa|posso usarti)( questo| quest' app)?|comandi|esempi|(mostra mi |mostra |mostrami |dammi )?(degli |alcuni |qualche )?(esempi|esempio|comandi)|istruzioni|guida|menu|da dove (inizio|comincio) a usarti|quali comandi (conosci|capisci|posso usare))$/,
    'help',
  ],
  [
    /^(chi|che cosa|cosa) sei( tu)?$|^sei (un |una |un' )?(ia|ai|bot|umano|umana|robot|persona|macchina|chatgpt|modello|intelligenza artificiale).*$|^come ti chiami$|^qual è il tuo nome$|^(che|quale) modello (sei|usi)$/,
    'identity',
  ],
  [
    /^(lascia (stare|perdere|correre)|non importa|annulla( tutto)?|fa niente|niente|nulla|no|no grazie|nessuno|nessuna|nessuno dei due|nessuno di questi|nessuna di queste|basta|fermati|stop|non fa niente|salta|non ora|non adesso|dimentica( lo)?|dimenticalo|come non detto)$/,
    'cancelled',
  ],
  [
    /^(si|sì|certo|certamente|confermo|conferma|procedi|fallo|vai|esatto|giusto|sicuro|assolutamente|volentieri|si grazie|si per favore|ovviamente|proprio|va pure|esattamente)( grazie| pure| certo)?$/,
    'nothing-to-confirm',
  ],
  [
    /^(annulla|disfa|ripristina|torna indietro|annulla (l' ultima|l' ultimo|la modifica|le modifiche|l' operazione|ultima|quello che).*|disfa (l' ultim|tutto|la modifica).*|torna indietro.*)$/,
    'undo',
  ],
];

const ofWords = (phrase: Phrase): string =>
  phrase.tokens
    .filter((token) => token.kind === 'word' || (token.fold === '?' && phrase.tokens.length === 1))
    .map((token) => token.fold)
    .join(' ');

/** Greetings, thanks, help, "lascia stare": what needs no rows. */
export function readSmallTalk(phrase: Phrase): Intent | undefined {
  if (phrase.tokens.length > 14 || phrase.tokens.some((token) => token.kind === 'quote')) return undefined;
  const text = ofWords(phrase);
  for (const [pattern, topic] of whole) if (pattern.test(text)) return { kind: 'say', topic };
  return undefined;
}

const negations =
  /^(non|mai|evita|niente|senza|nessuno|smetti|invece di|piuttosto che|anziche|guai a|non c' è bisogno|vietato)( |$)/;
const hypothetical =
  /^(se|e se|supponi|supponiamo|immagina|immaginiamo|ammesso che|mettiamo che|quando avro|qualora|forse|magari|chissa|mi chiedo|mi chiedevo|mi domando|potrei|dovrei|penso|pensavo|credo|credevo|qualcuno|lui|lei|loro|nel caso|a meno che|potremmo|dovremmo|avrei potuto|ipoteticamente|sarebbe il caso|sarebbe meglio|conviene)( |$)/;
const howTo =
  /^(come (si|posso|faccio a|devo|potrei|potresti|puoi|fai a|fare per|fare a|fare|faccio per|(cre|aggiung|elimin|complet|cambi|modific|segn|spost|ved|trov|rinomin|assegn|chiud|finisc|cancell|riapr|archivi)\p{L}*)|mi (spieghi|insegni)|spiega|spiegami|insegnami|mi puoi spiegare|puoi spiegarmi|sei (capace|in grado)|si possono|posso|è possibile|si puo|sai (creare|eliminare|completare|modificare|spostare|elencare)|qual è il modo)( |$)/u;
const makes = /\b(cre[aoi]|aggiung|inser|nuov)/;
const deletes = /\b(elimin|cancell|rimuov|togli)/;
const changes = /\b(complet|segn|finir|finisc|spost|rinomin|cambi|modific|aggiorn|imposta|assegn|riapr|posticip|rimand|chiud)/;

/** What is said about commands instead of giving one: refusals, suppositions, questions about how. */
export function readNonCommand(phrase: Phrase): Intent | undefined {
  const text = ofWords(phrase);
  const forget = /^non (dimenticare|dimenticarti|dimenticarmi|dimentichiamo|dimenticate|scordare|scordarti)( di| che)? /.exec(
    text,
  )?.[0];
  if (forget !== undefined) return { kind: 'unknown', task: text.slice(forget.length) };
  if (
    negations.test(text) &&
    !/^(non (assegnat|completat|fatt|iniziat|finit|ancora|urgent|chius|conclus)|senza (scadenza|data|progetto|assegnatario|responsabile))/.test(
      text,
    )
  )
    return { kind: 'say', topic: 'declined' };
  if (howTo.test(text)) {
    const topic: Topic = makes.test(text)
      ? 'how-to-create'
      : deletes.test(text)
        ? 'how-to-delete'
        : changes.test(text)
          ? 'how-to-update'
          : /\b(elenc|mostra|trov|cerc|ved|conta)/.test(text)
            ? 'how-to-list'
            : 'help';
    return { kind: 'say', topic };
  }
  return hypothetical.test(text) ? { kind: 'say', topic: 'question' } : undefined;
}

const questions =
  /^(dovrei|devo|dovremmo|posso|potrei|perche|è (meglio|il caso|giusto|vero|possibile)|chi|dove|quando|quando devo|come mai|cosa succede|cosa succederebbe|quanto tempo|hai|avevo|era|erano|che senso|conviene|sarebbe|puoi)( |$)/;

/** A question that no rule answers: "devo creare un task?" gives no command. */
export function readOpenQuestion({ phrase, question }: { phrase: Phrase; question: boolean }): Intent | undefined {
  const text = ofWords(phrase);
  return questions.test(text) && (question || /^(dovrei|perche|come mai|dovremmo|conviene)/.test(text))
    ? { kind: 'say', topic: 'question' }
    : undefined;
}

const chores = /^(devo|dobbiamo|dovrei|bisogna|ho bisogno di|mi tocca|ho da|occorre|serve|bisognerebbe) /;
const choreVerb = /^\p{L}{3,}(are|ere|ire|arsi|ersi|irsi) \S/u;

/** "Devo comprare il latte" is no command; the answer offers the command that it may have meant. */
export function choreIn(phrase: Phrase): string | undefined {
  const text = ofWords(phrase);
  const lead = chores.exec(text)?.[0];
  if ((lead === undefined && !choreVerb.test(text) && !/^aggiungi \S/.test(text)) || /\b(è|sono|non|era)\b/.test(text))
    return undefined;
  const count = lead?.trim().split(' ').length ?? (text.startsWith('aggiungi ') ? 1 : 0);
  const words = phrase.tokens.filter((token) => token.kind === 'word');
  const [first, last] = [words[count], phrase.tokens.at(-1)];
  return first && last ? phrase.source.slice(first.start, last.end).slice(0, 120) : undefined;
}
