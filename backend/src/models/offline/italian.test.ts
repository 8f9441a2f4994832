import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createItalianWorkspace } from './testing/italian-workspace.ts';
import { createTalk } from './testing/talk.ts';
import { createToolTable, writingTools } from './testing/tool-table.ts';
import { createWorkspace } from './testing/workspace.ts';
import { detect } from './understand/detect.ts';
import { tokenise } from './understand/tokens.ts';
import { understand } from './understand/understand.ts';

/** The answers to each turn of a conversation. */
async function answers(turns: readonly string[], locale?: string): Promise<string[]> {
  const talk = createTalk({ table: createItalianWorkspace(), ...(locale !== undefined && { locale }) });
  const texts: string[] = [];
  for (const turn of turns) texts.push((await talk.say(turn)).text);
  return texts;
}
const answer = async (...turns: string[]): Promise<string> => (await answers(turns)).at(-1) ?? '';

describe('what the user reads in Italian', () => {
  it('agrees in number and gender', async () => {
    expect(await answer('elenca i task del progetto Casa')).toBe(
      "Hai 2 attività in **Casa**:\n\n1. **Pagare l'affitto** – priorità bassa, in **Casa**\n2. **Comprare il pane** – scadenza mar 24 nov alle 10:00, priorità media, in **Casa**",
    );
    expect(await answer('quante attività sono in ritardo?')).toBe('Hai 1 attività in ritardo.');
    expect(await answer('quante attività aperte ho nel progetto Sito?')).toBe('Hai 2 attività aperte in **Sito**.');
    expect(await answer('task completati')).toContain('Hai 1 attività fatta:');
    expect(await answer('task completati nel progetto Casa')).toBe('Non hai nessun’attività fatta in **Casa**.');
    expect(await answer('task assegnati ad Anna')).toContain('Hai 1 attività assegnata ad Anna:');
    expect(await answer('quanti clienti ho?')).toBe('Hai 2 clienti.');
    expect(await answer('elenca i progetti archiviati')).toContain('Hai 1 progetto archiviato:');
    expect(await answer('quante note ho nel progetto Sito?')).toBe('Hai 2 note in **Sito**.');
    expect(await answer('quanti traguardi ho nel progetto Casa?')).toBe('Hai 1 traguardo in **Casa**.');
    expect(await answer('quanti commenti ha Chiamare Anna?')).toBe('**Chiamare Anna** non ha commenti.');
  });

  it('says what was done', async () => {
    expect(await answer('crea un task chiamato Pane per venerdì alle 15')).toBe(
      'Ho creato **Pane**, scadenza ven 27 nov alle 15:00, priorità media.',
    );
    expect(await answer('segna Comprare il latte come fatto')).toBe('Ho segnato **Comprare il latte** come fatta.');
    expect(await answer('completa tutte le attività del progetto Casa')).toContain('Ho segnato 2 attività come fatte:');
    expect(await answer('assegna Comprare il latte ad Anna')).toBe('Ho assegnato **Comprare il latte** ad Anna.');
    expect(await answer('sposta Comprare il latte nel progetto Casa')).toBe('Ho spostato **Comprare il latte** in **Casa**.');
    expect(await answer('togli la scadenza a Comprare il latte')).toBe('**Comprare il latte** non ha più una scadenza.');
    expect(await answer('sposta Comprare il latte a ieri')).toBe(
      '**Comprare il latte** ora scade ven 20 nov, che è già passato.',
    );
    expect(await answer('elimina il progetto Casa')).toBe('Ho eliminato il progetto **Casa**.');
    expect(await answer('elimina la nota Hosting')).toBe('Ho eliminato la nota **Hosting**.');
    expect(await answer('elimina Comprare il latte')).toBe('Ho eliminato l’attività **Comprare il latte**.');
    expect(await answer('archivia il progetto Casa')).toBe('Ho archiviato il progetto **Casa**.');
    expect(await answer('vai alle impostazioni')).toBe('Ecco **Settings**.');
  });

  it('asks which one, and does what was asked for once it is told', async () => {
    const [question = '', done = ''] = await answers(['completa la fattura', 'quella di Rossi']);
    expect(question).toBe(
      'Più attività corrispondono a “fattura”. Quale intendi? Non ho cambiato nulla.\n\n1. **Fattura Rossi** – priorità media\n2. **Fattura Bianchi** – priorità media',
    );
    expect(done).toBe('Ho segnato **Fattura Rossi** come fatta.');
    expect(await answer('elimina la nota Riunione')).toContain('Più note corrispondono a “Riunione”. Quale intendi?');
    expect(await answer('completa Inesistente')).toBe(
      'Non ho trovato nessun’attività che si chiama “Inesistente”. Non ho cambiato nulla. Scrivi “elenca le mie attività” per vederle tutte.',
    );
  });

  it('says in Italian that a tool failed, and what was rejected', async () => {
    const table = createItalianWorkspace();
    table.failing.set('list_tasks', { error: 'The user’s device did not answer in time.', code: 'no_answer' });
    table.failing.set('delete_task', { error: 'The user rejected this: serve ancora', code: 'rejected' });
    const talk = createTalk({ table });
    expect((await talk.say('elenca i task')).text).toBe('Non ha funzionato: il tuo dispositivo non ha risposto in tempo.');
    table.failing.delete('list_tasks');
    expect((await talk.say('elimina Comprare il latte')).text).toBe(
      'Hai rifiutato di eliminare “Comprare il latte”: serve ancora. Non ho cambiato nulla.',
    );
  });
});

describe('which language answers', () => {
  it('is the message’s, whatever was spoken before', async () => {
    const [first = '', second = '', third = ''] = await answers(['elenca i progetti', 'list my clients', 'elenca i clienti']);
    expect(first).toContain('Hai 3 progetti');
    expect(second).toContain('You have 2 clients');
    expect(third).toContain('Hai 2 clienti');
  });

  it('is the conversation’s where the words do not tell', async () => {
    expect(await answer('completa la fattura', '2')).toBe('Ho segnato **Fattura Bianchi** come fatta.');
    expect(await answer('mark Fattura as done', '2')).toBe('Marked **Fattura Bianchi** as done.');
    expect(await answer('ciao', 'ok')).toBe('Prego.');
    expect(await answer('hello', 'ok')).toBe('You are welcome.');
  });

  it('is the locale’s where there is no conversation yet', async () => {
    expect(await answers(['ok'], 'it-IT')).toEqual(['Prego.']);
    expect(await answers(['ok'], 'en-GB')).toEqual(['You are welcome.']);
    expect(await answers(['ok'], 'fr')).toEqual(['You are welcome.']);
    expect(await answers(['list my clients'], 'it')).toEqual([expect.stringContaining('You have 2 clients')]);
  });

  it('keeps the titles of the other language', async () => {
    const table = createItalianWorkspace();
    const talk = createTalk({ table });
    expect((await talk.say('create a task called Chiamare il commercialista per la dichiarazione')).text).toBe(
      'Created **Chiamare il commercialista per la dichiarazione**, medium priority.',
    );
    expect((await talk.say('mark Comprare il latte as done')).text).toBe('Marked **Comprare il latte** as done.');
    expect((await talk.say('crea un task Call the client about the website')).text).toBe(
      'Ho creato **Call the client about the website**, priorità media.',
    );
  });

  const commands = {
    it: [
      'crea un task chiamato',
      'aggiungi un’attività',
      'segna come fatto',
      'elimina il task',
      'quando scade',
      'rinomina il progetto',
      'ricordami di',
      'sposta la nota',
      'commenta',
    ],
    en: [
      'create a task called',
      'add a task',
      'mark as done',
      'delete the task',
      'when is',
      'rename the project',
      'remind me to',
      'move the note',
      'comment on',
    ],
  } as const;
  const names = {
    it: 'comprare il latte e il pane per la nonna di Anna domani con Luca che non ha la macchina'.split(' '),
    en: 'buy the milk and the bread for Anna tomorrow with Luca who has no car at home'.split(' '),
  } as const;

  it.each(['it', 'en'] as const)('is told by the command (%s), in whatever language a name or a title is', (language) => {
    const other = language === 'it' ? 'en' : 'it';
    const said = fc.tuple(fc.constantFrom(...commands[language]), fc.array(fc.constantFrom(...names[other]), { maxLength: 8 }));
    fc.assert(
      fc.property(said, fc.boolean(), ([command, title], quoted) => {
        const text = `${command} ${quoted ? `“${title.join(' ')}”` : title.slice(0, 1).join(' ')}`;
        expect(detect({ phrase: tokenise(text), before: other, locale: other })).toBe(language);
      }),
    );
  });
});

describe('hostile text in Italian', () => {
  // Each of these would take minutes were any rule not bounded by the square of its words; the run's own limit ends it then.
  it.each([
    ['elisions', "d'l'dell'".repeat(430)],
    ['articles', `crea un task chiamato ${"l'a il lo nel ".repeat(270)}`],
    ['prepositions', `crea un task chiamato ${'nel per di a su con '.repeat(190)}`],
    ['places', `sposta x ${'nel progetto '.repeat(300)}`],
    ['dates', `crea un task chiamato ${'entro venerdì per domani alle 3 '.repeat(120)}`],
    ['a regular expression’s nightmare', `rinomina ${'in '.repeat(1_300)}`],
    ['every rule’s words', `sposta segna imposta assegna ${'a la priorità di come fatto '.repeat(130)}`],
    ['questions', `quanti task ${'con priorità alta o bassa e '.repeat(130)}`],
    ['ordinals', `segna ${'il primo e il secondo '.repeat(170)} come fatto`],
    ['texts', `nota ${'per Sito: '.repeat(380)}`],
    ['comments', `commenta ${'a '.repeat(1_900)}`],
    ['pronouns', 'completalo '.repeat(360)],
    ['days', `attività ${'dal 3 al 10 maggio '.repeat(200)}`],
  ])('%s are read', (_name, text) => {
    expect(understand({ text }).intents.length).toBeGreaterThan(0);
  });

  const verbs =
    /cre|aggiung|inser|nuov|task|attivit|promemor|todo|ricord|segn|complet|fini|fatt|chiu|conclu|termin|spunt|spost|rimand|postic|rinvi|antic|rinom|camb|modif|aggior|impost|met|tog|rimuov|elimin|cancel|asseg|riasseg|deleg|affid|iniz|comin|avv|archiv|riattiv|riprist|contrasseg|marc|alz|abbass|aument|ridu|port|pass|colleg|invi|mand|pubblic|post|programm|pianif|fiss|sollec|comment|butt|svuot|not|appun|salv|scriv|prend|proget|client|traguard|milest|checkp|rend|corregg|stato|regis|prepar|fai|fac|dai|dà|pro[rv]|ritard|dov|dev|ultim|svol|scart|disas|trasf|apr|riapr|associ|defin|stabil|attrib|notif|avver|leva|annull|è|e'|sto|ho|abb/i;
  const word = fc.constantFrom(
    ...'crea un una task attività chiamato Pane il la l’ dell’ segna come fatto sposta a al nel progetto Casa per venerdì domani alle 15 e poi , . ? “ ” elimina tutti i note nota : commento traguardo priorità alta quanti quali elenca lo completalo il primo ultimo di su che non ha è'.split(
      ' ',
    ),
  );

  it('writes nothing when no verb of writing is said', async () => {
    const letters = fc.constantFrom(..."abcdefgilmnopqrstuvzàèéìòù ’'.,?".split(''));
    await fc.assert(
      fc.asyncProperty(fc.array(letters, { maxLength: 60 }), async (chars) => {
        const text = chars.join('');
        fc.pre(!verbs.test(text));
        const table = createItalianWorkspace();
        await createTalk({ table, locale: 'it' }).say(text);
        expect(table.calls.filter(({ tool }) => writingTools.has(tool))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('answers any words with calls that fit their tools, or with text, and ends', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(word, { maxLength: 14 }), { minLength: 1, maxLength: 3 }), async (turns) => {
        const talk = createTalk({ table: createItalianWorkspace(), locale: 'it' });
        for (const turn of turns) expect((await talk.say(turn.join(' '))).text.length).toBeGreaterThan(0);
      }),
      { numRuns: 120 },
    );
  });

  it('takes a quoted title literally, whatever stands in it', async () => {
    const title = fc
      .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 60 })
      .filter((text) => !text.includes('"') && text.trim() === text);
    const around = fc.constantFrom<[string, string]>(
      ['crea un task chiamato "', '"'],
      ['aggiungi l’attività "', '" per venerdì'],
      ['nuovo task: "', '" con priorità alta'],
      ['per favore crea un task "', '" entro domani'],
    );
    await fc.assert(
      fc.asyncProperty(title, around, async (text, [before, after]) => {
        const table = createToolTable();
        await createTalk({ table }).say(before + text + after);
        expect(table.tasks.map((task) => task.title)).toEqual([text]);
      }),
      { numRuns: 100 },
    );
  });

  it('answers an English conversation in its own workspace as before', async () => {
    const talk = createTalk({ table: createWorkspace(), locale: 'it' });
    expect((await talk.say('complete buy milk')).text).toBe('Marked **Buy milk** as done.');
  });
});
