import { describe } from 'vitest';
import { testCorpus } from '../corpus.ts';

describe('what writes nothing, in Italian', () => {
  testCorpus(
    `
    ciao → nothing
    buongiorno → nothing
    Ciao Adiuva! → nothing
    grazie → nothing
    grazie mille → nothing
    perfetto → nothing
    aiuto → nothing
    cosa sai fare? → nothing
    cosa puoi fare? → nothing
    chi sei? → nothing
    come ti chiami? → nothing
    sei un robot? → nothing
    lascia stare → nothing
    no grazie → nothing
    annulla → nothing
    annulla l'ultima modifica → nothing
    come creo un task? → nothing
    come si elimina un task? → nothing
    come faccio a completare un task? → nothing
    posso eliminare un progetto? → nothing
    non creare un task → nothing
    non segnare Comprare il latte come fatto → nothing
    se creo un task cosa succede? → nothing
    forse dovrei creare un task → nothing
    dovrei creare un task? → nothing
    devo comprare il latte → nothing
    comprare il pane → nothing
    non dimenticare di comprare il pane → nothing
    che tempo fa? → nothing
    raccontami una barzelletta → nothing
    qual è la capitale della Francia? → nothing
    asdf qwer → nothing
    perché il task è in ritardo? → nothing
    il task → nothing
    magari domani → nothing
    Luca ha finito il lavoro → nothing
    penso di completare Comprare il latte → nothing
  `,
    'it',
  );
});
