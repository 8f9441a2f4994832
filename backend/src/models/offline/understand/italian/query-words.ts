import type { TaskStatus } from '@adiuva/shared-protocol';
import { phrases } from '../words.ts';

/** Words by which a question says which rows it is about. */
export const overdue = phrases(`
  in ritardo | scaduto | scaduta | scaduti | scadute | gia scaduti | gia scadute | gia scaduto | gia scaduta | oltre la scadenza | arretrato | arretrata | arretrati | arretrate | fuori tempo | oltre il termine
`);
export const undated = phrases(`
  senza scadenza | senza data di scadenza | senza una scadenza | senza una data di scadenza | senza data | senza una data | che non hanno scadenza | che non hanno una scadenza | senza termine | non programmati | non programmate | senza alcuna scadenza
`);
export const dated = phrases(
  'con scadenza | con una scadenza | con data di scadenza | con una data di scadenza | che hanno una scadenza | che hanno scadenza',
);

const open = phrases(`
  aperto | aperta | aperti | aperte | ancora aperti | ancora aperte | ancora da fare | che restano da fare | che restano | rimasti | rimaste | rimanenti | in sospeso | pendenti | pendente | in attesa | non fatto | non fatta | non fatti | non fatte |
  non ancora fatti | non ancora fatte | non completati | non completate | non ancora completati | non ancora completate | incompleti | incomplete | non finiti | non finite | non conclusi | non concluse | da finire | da completare | da terminare | attivi | attive | non chiusi | non chiuse | resta da fare | rimane da fare | mi restano da fare | che mi restano | che devo fare | devo fare | che devo ancora fare | dobbiamo fare | in ballo | manca da fare
`);
const done = phrases(`
  fatto | fatta | fatti | fatte | gia fatti | gia fatte | finito | finita | finiti | finite | completato | completata | completati | completate | gia completati | gia completate | conclusi | concluse | chiuso | chiusi | chiuse | chiusa | terminati | terminate | svolti | svolte | evasi | evase
`);
const progress = phrases(
  'in corso | in lavorazione | iniziati | iniziate | iniziato | iniziata | avviati | avviate | gia iniziati | gia iniziate | in svolgimento | cominciati | cominciate',
);
const todo = phrases(
  'da fare | da iniziare | da cominciare | non iniziati | non iniziate | non ancora iniziati | non ancora iniziate | da avviare',
);

export const statusTable: readonly [readonly string[], TaskStatus[]][] = [
  [open, ['todo', 'in_progress']],
  [done, ['done']],
  [progress, ['in_progress']],
  [todo, ['todo']],
];

export const searchLeads = phrases(`
  che contengono la parola | che contengono le parole | che contiene la parola | che contengono | che contiene | contenenti | contenente | con la parola | con le parole | che parlano di | che parlano del | che parlano della | che parla di | che riguardano | che riguarda | riguardanti | riguardante |
  che menzionano | che citano | che nominano | riguardo a | riguardo al | riguardo alla | riguardo alle | riguardo ai | a proposito di | a proposito del | a proposito della | circa | relativi a | relative a | relativi al | relative al | relativi alla | relative alla | sull' argomento | intitolati | intitolate | intitolato | intitolata | chiamati | chiamate | chiamato | chiamata | con titolo | con il titolo |
  che si chiamano | che si chiama | su | sul | sulla | sui | sulle | sullo | sull' | sugli | che includono | con nel titolo
`);

export const unassigned = phrases(
  'non assegnati | non assegnate | non assegnato | non assegnata | senza assegnatario | assegnati a nessuno | assegnate a nessuno | senza responsabile | senza nessun assegnatario | di nessuno',
);
export const unplaced = phrases(
  'senza progetto | senza un progetto | senza alcun progetto | fuori progetto | in nessun progetto | che non sono in un progetto | che non hanno un progetto | fuori dai progetti',
);

export const stopWords = new Set(
  phrases(`
  tutti | tutte | tutto | tutta | il | lo | la | i | gli | le | l' | un | una | un' | uno | del | dello | della | dei | degli | delle | dell' | mio | mia | miei | mie | nostro | nostra | nostri | nostre | tuo | tuoi | tue | mi | me | ci | ho | hai | ha | abbiamo |
  hanno | sono | è | che | cosa | e | ed | o | con | in | di | a | ad | da | per | al | alla | ai | alle | nel | nei | nella | nelle | ancora | adesso | ora | attualmente | momento | questo | questa | questi | queste | per_favore | lista | elenco | elenca | mostra | mostrami | quali | quale | quanti | quante | quanto |
  ne | si | solo | soltanto | stato | totale | complessivamente | ci_sono | c' | esistono | esiste | presenti | presente | attuali | attuale | registrati | registrate | salvati | li | anche | pure | cose | cosa | roba | qualcosa | qualche | alcuni | alcune | numero | app | sistema | database | quelli | quelle | quello | quella | vari |
  varie | mie | esistenti | elencati | c'è | su | dammi | dimmi | allora | qui | già | gia | diversi | diverse | nome | nomi | impostati | impostate | segnati | segnate | devo | fare | restano | resta | rimangono | rimane | scadenza | scadenze | prossimi | tua | giorni | completo | completa | ognuno | ogni | voi | noi | io
`),
);

/** Words that turn a question around, or ask for what no tool knows: a question that has one left over is not understood. */
export const refusers = new Set(
  phrases(`
  non | no | tranne | eccetto | ma | senza | salvo | escluso | esclusi | escluse | ne | ma | oltre | se | invece | mai | nessun | nessuno | nessuna | creato | creati | create | creata | aggiunto | aggiunti | aggiunte | aggiunta | modificato | modificati | modificate | cambiato | cambiati | cambiate | altri | altre | meno
`),
);
