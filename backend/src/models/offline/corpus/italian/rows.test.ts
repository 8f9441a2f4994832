import { describe } from 'vitest';
import { testCorpus } from '../corpus.ts';

describe('checkpoints, in Italian', () => {
  testCorpus(
    `
    aggiungi il traguardo Demo a Sito il 12 maggio → list_projects search=Sito & list_clients search=Sito ; create_checkpoint project_id=sito title=Demo date=2027-05-12
    crea un traguardo Demo nel progetto Sito il 12 maggio → list_projects search=Sito ; create_checkpoint project_id=sito title=Demo date=2027-05-12
    crea una milestone chiamata Demo nel progetto Sito per il 12 maggio → list_projects search=Sito ; create_checkpoint project_id=sito title=Demo date=2027-05-12
    nuovo checkpoint Demo per il progetto Sito, 20 dicembre → list_projects search=Sito ; create_checkpoint project_id=sito title=Demo date=2026-12-20
    milestone: Demo, venerdì, progetto Sito → list_projects search=Sito ; create_checkpoint project_id=sito title=Demo date=2026-11-27
    aggiungi un traguardo nel progetto Sito chiamato Demo il 12 maggio → list_projects search=Sito ; create_checkpoint project_id=sito title=Demo date=2027-05-12
    crea un traguardo → nothing
    crea un traguardo >> Demo >> il 12 maggio >> Sito → nothing
    crea un traguardo Demo >> 12 maggio → nothing
    elenca i traguardi → list_checkpoints order_by=date ; list_projects include_archived=true limit=200
    quali sono i prossimi traguardi? → list_checkpoints order_by=date ; list_projects include_archived=true limit=200
    i miei traguardi → list_checkpoints order_by=date ; list_projects include_archived=true limit=200
    mostrami le milestone del progetto Sito → list_projects search=Sito ; list_checkpoints project_id=sito order_by=date
    traguardi del progetto Sito → list_projects search=Sito ; list_checkpoints project_id=sito order_by=date
    quanti traguardi ho? → list_checkpoints limit=0
    quanti traguardi ci sono nel progetto Sito? → list_projects search=Sito ; list_checkpoints project_id=sito limit=0
    qual è il prossimo traguardo? → list_checkpoints limit=1 order_by=date ; list_projects include_archived=true limit=200
    i prossimi due traguardi → list_checkpoints limit=2 order_by=date ; list_projects include_archived=true limit=200
    traguardi di dicembre → list_checkpoints date_from=2026-12-01 date_to=2026-12-31 order_by=date ; list_projects include_archived=true limit=200
    traguardi entro fine anno → list_checkpoints date_to=2026-12-31 order_by=date ; list_projects include_archived=true limit=200
    quando è il traguardo Lancio? → list_checkpoints search=Lancio order_by=date ; list_projects include_archived=true limit=200
    mostrami il traguardo Lancio → list_checkpoints search=Lancio order_by=date ; list_projects include_archived=true limit=200
    sposta il traguardo Lancio al 20 gennaio → list_checkpoints search=Lancio order_by=date ; update_checkpoint checkpoint_id=lancio date=2027-01-20
    rimanda il traguardo Lancio di una settimana → list_checkpoints search=Lancio order_by=date ; update_checkpoint checkpoint_id=lancio date=2027-01-22
    anticipa il traguardo Lancio di 3 giorni → list_checkpoints search=Lancio order_by=date ; update_checkpoint checkpoint_id=lancio date=2027-01-12
    rinomina il traguardo Lancio in Messa online → list_checkpoints search=Lancio order_by=date ; update_checkpoint checkpoint_id=lancio title="Messa online"
    sposta il traguardo Lancio nel progetto App → list_checkpoints search=Lancio order_by=date ; list_projects search=App ; update_checkpoint checkpoint_id=lancio project_id=app
    elimina il traguardo Lancio → list_checkpoints search=Lancio order_by=date ; delete_checkpoint checkpoint_id=lancio
    cancella la milestone Beta → list_checkpoints search=Beta order_by=date ; delete_checkpoint checkpoint_id=beta
    elimina i traguardi del progetto Casa → list_projects search=Casa ; list_checkpoints project_id=casa order_by=date ; delete_checkpoint checkpoint_id=trasloco
    elenca i traguardi >> elimina il secondo → delete_checkpoint checkpoint_id=beta-app
    elenca i traguardi >> sposta il primo al 3 dicembre → update_checkpoint checkpoint_id=avvio date=2026-12-03
    quando è il traguardo Lancio? >> spostalo al 20 gennaio → update_checkpoint checkpoint_id=lancio date=2027-01-20
  `,
    'it',
  );
});

describe('notes, in Italian', () => {
  testCorpus(
    `
    nota: il cliente vuole il blu → create_note title="Il cliente vuole il blu" content="il cliente vuole il blu"
    nota per Sito: il cliente vuole il blu → list_projects search=Sito & list_clients search=Sito ; create_note title="Il cliente vuole il blu" content="il cliente vuole il blu" project_id=sito
    nota per il progetto Sito: il cliente vuole il blu e il verde → list_projects search=Sito ; create_note title="Il cliente vuole il blu e il verde" content="il cliente vuole il blu e il verde" project_id=sito
    annota che Rossi paga a 60 giorni → create_note title="Rossi paga a 60 giorni" content="Rossi paga a 60 giorni"
    prendi nota: Rossi paga a 60 giorni → create_note title="Rossi paga a 60 giorni" content="Rossi paga a 60 giorni"
    crea una nota Preventivo: costa 500 euro → create_note title=Preventivo content="costa 500 euro"
    crea una nota chiamata Preventivo nel progetto Sito → list_projects search=Sito ; create_note title=Preventivo content="" project_id=sito
    aggiungi una nota al progetto Sito: serve il logo → list_projects search=Sito ; create_note title="Serve il logo" content="serve il logo" project_id=sito
    scrivi una nota su Rossi: ama il verde → list_projects search=Rossi & list_clients search=Rossi ; list_projects client_id=rossi
    nuova nota: provare il server → create_note title="Provare il server" content="provare il server"
    crea una nota → nothing
    elenca le note → list_notes ; list_projects include_archived=true limit=200
    le mie note → list_notes ; list_projects include_archived=true limit=200
    mostrami gli appunti → list_notes ; list_projects include_archived=true limit=200
    note del progetto Sito → list_projects search=Sito ; list_notes project_id=sito
    quante note ho? → list_notes limit=0
    le ultime due note → list_notes limit=2 order_by=-createdAt ; list_projects include_archived=true limit=200
    leggi la nota Hosting → list_notes search=Hosting ; get_note note_id=hosting ; list_projects include_archived=true limit=200
    mostrami la nota Hosting → list_notes search=Hosting ; get_note note_id=hosting ; list_projects include_archived=true limit=200
    cosa dice la nota Hosting? → list_notes search=Hosting ; get_note note_id=hosting ; list_projects include_archived=true limit=200
    leggimi la nota Contratto Rossi → list_notes search="Contratto Rossi" ; get_note note_id=contratto
    cerca note sulle fatture → search_notes query=fatture limit=5 ; get_note note_id=idee
    cerca nelle note Hetzner → search_notes query=Hetzner limit=5 ; get_note note_id=hosting
    trova gli appunti su Rossi → search_notes query=Rossi limit=5 ; get_note note_id=contratto & get_note note_id=riunione-r
    cosa dicono le note su Rossi? → search_notes query=Rossi limit=5 ; get_note note_id=contratto & get_note note_id=riunione-r
    aggiungi alla nota Hosting: scade a marzo → list_notes search=Hosting ; get_note note_id=hosting ; update_note note_id=hosting content="Il server è da Hetzner.\\nCosta 12 euro al mese.\\n\\nscade a marzo"
    scrivi nella nota Hosting: scade a marzo → list_notes search=Hosting ; get_note note_id=hosting ; update_note note_id=hosting content="Il server è da Hetzner.\\nCosta 12 euro al mese.\\n\\nscade a marzo"
    rinomina la nota Hosting in Server → list_notes search=Hosting ; update_note note_id=hosting title=Server
    sposta la nota Idee nel progetto App → list_notes search=Idee ; list_projects search=App ; update_note note_id=idee project_id=app
    sostituisci il testo della nota Idee con: niente → list_notes search=Idee ; get_note note_id=idee ; update_note note_id=idee content=niente
    elimina la nota Hosting → list_notes search=Hosting ; delete_note note_id=hosting
    elimina tutte le note del progetto Sito → list_projects search=Sito ; list_notes project_id=sito ; delete_note note_id=hosting & delete_note note_id=riunione-r
    elenca le note >> leggi la seconda → get_note note_id=contratto
    elenca le note >> elimina la prima → delete_note note_id=hosting
  `,
    'it',
  );
});

describe('comments, in Italian', () => {
  testCorpus(
    `
    commenta Comprare il latte: due litri → list_tasks search="Comprare latte" ; add_task_comment task_id=latte content="due litri"
    aggiungi un commento a Comprare il latte: due litri → list_tasks search="Comprare latte" ; add_task_comment task_id=latte content="due litri"
    aggiungi un commento al task Comprare il latte: due litri → list_tasks search="Comprare latte" ; add_task_comment task_id=latte content="due litri"
    commenta il task "Comprare il latte": due litri e del pane → list_tasks search="Comprare latte" ; add_task_comment task_id=latte content="due litri e del pane"
    commento su Comprare il latte: due litri → list_tasks search="Comprare latte" ; add_task_comment task_id=latte content="due litri"
    mostra i commenti di Comprare il latte → list_tasks search="Comprare latte" ; list_task_comments task_id=latte
    quali commenti ha Comprare il latte? → list_tasks search="Comprare latte" ; list_task_comments task_id=latte
    quanti commenti ha Comprare il latte? → list_tasks search="Comprare latte" ; list_task_comments task_id=latte limit=0
    elimina i commenti di Comprare il latte → list_tasks search="Comprare latte" ; list_task_comments task_id=latte limit=200 ; delete_task_comment comment_id=avena & delete_task_comment comment_id=litri
    elimina l'ultimo commento di Comprare il latte → list_tasks search="Comprare latte" ; list_task_comments task_id=latte limit=200 ; delete_task_comment comment_id=litri
    commenta Comprare il latte → list_tasks search="Comprare latte"
  `,
    'it',
  );
});

describe('projects and clients that change, in Italian', () => {
  testCorpus(
    `
    archivia il progetto Casa → list_projects search=Casa ; update_project project_id=casa status=archived
    riattiva il progetto Vecchio negozio → list_all_projects search="Vecchio negozio" ; update_project project_id=negozio status=active
    rinomina il progetto Sito in Portale → list_projects search=Sito ; update_project project_id=sito name=Portale
    sposta il progetto Casa al cliente Rossi → list_projects search=Casa ; list_clients search=Rossi ; update_project project_id=casa client_id=rossi
    assegna il progetto Casa al cliente Rossi → list_projects search=Casa ; list_clients search=Rossi ; update_project project_id=casa client_id=rossi
    togli il cliente dal progetto Sito → list_projects search=Sito ; update_project project_id=sito client_id=null
    parlami del progetto Sito → list_projects search=Sito ; get_project project_id=sito & list_tasks project_id=sito limit=0 & list_tasks project_id=sito status=todo limit=0 & list_tasks project_id=sito status=in_progress limit=0 & list_checkpoints project_id=sito limit=0 & list_notes project_id=sito limit=0 & list_checkpoints project_id=sito date_from=2026-11-21 order_by=date limit=1 ; list_clients limit=200
    a che punto è il progetto Sito? → list_projects search=Sito ; get_project project_id=sito & list_tasks project_id=sito limit=0 & list_tasks project_id=sito status=todo limit=0 & list_tasks project_id=sito status=in_progress limit=0 & list_checkpoints project_id=sito limit=0 & list_notes project_id=sito limit=0 & list_checkpoints project_id=sito date_from=2026-11-21 order_by=date limit=1 ; list_clients limit=200
    come va il progetto Sito? → list_projects search=Sito ; get_project project_id=sito & list_tasks project_id=sito limit=0 & list_tasks project_id=sito status=todo limit=0 & list_tasks project_id=sito status=in_progress limit=0 & list_checkpoints project_id=sito limit=0 & list_notes project_id=sito limit=0 & list_checkpoints project_id=sito date_from=2026-11-21 order_by=date limit=1 ; list_clients limit=200
    dimmi tutto sul progetto Sito → list_projects search=Sito ; get_project project_id=sito & list_tasks project_id=sito limit=0 & list_tasks project_id=sito status=todo limit=0 & list_tasks project_id=sito status=in_progress limit=0 & list_checkpoints project_id=sito limit=0 & list_notes project_id=sito limit=0 & list_checkpoints project_id=sito date_from=2026-11-21 order_by=date limit=1 ; list_clients limit=200
    completa il progetto Sito → nothing
    rinomina il cliente Rossi in Rossi Srl → list_clients search=Rossi ; update_client client_id=rossi name="Rossi Srl"
    cambia il settore del cliente Rossi in moda → list_clients search=Rossi ; update_client client_id=rossi industry=moda
    sposta il cliente Studio Bianchi sotto Rossi → list_clients search="Studio Bianchi" ; list_clients search=Rossi ; update_client client_id=bianchi parent_id=rossi
    elimina il cliente Rossi → list_clients search=Rossi ; delete_client client_id=rossi
    archivia i progetti Casa e App → list_projects search=Casa ; list_projects search=App ; update_project project_id=casa status=archived & update_project project_id=app status=archived
  `,
    'it',
  );
});

describe('follow-ups, in Italian', () => {
  testCorpus(
    `
    sollecita Rossi martedì per il contratto → list_tasks search="Rossi martedì per contratto" ; create_followup title="Sollecitare Rossi per il contratto" due_date=2026-11-24
    fai un sollecito a Rossi per il contratto martedì → create_followup title="Sollecito a Rossi per il contratto" due_date=2026-11-24
    crea un follow-up con Rossi venerdì → create_followup title="Follow-up con Rossi" due_date=2026-11-27
    ricordami di richiamare Rossi martedì → list_tasks search=Rossi ; create_followup title="Richiamare Rossi" due_date=2026-11-24
    ricordami martedì di richiamare Rossi → list_tasks search=Rossi ; create_followup title="Richiamare Rossi" due_date=2026-11-24
    ricordami di risentire Rossi tra due settimane per il contratto → list_tasks search="Rossi tra due settimane per contratto" ; create_followup title="Risentire Rossi per il contratto" due_date=2026-12-05
    crea un follow-up per Inviare il preventivo venerdì → list_tasks search="Inviare preventivo" ; create_followup title="Follow-up per Inviare il preventivo" due_date=2026-11-27 task_id=preventivo
    sollecita Rossi → list_tasks search=Rossi
    sollecita Rossi >> martedì → list_tasks search=Rossi ; create_followup title="Sollecitare Rossi" due_date=2026-11-24
    ricordami di ricontattare Bianchi lunedì alle 9 → list_tasks search=Bianchi ; create_followup title="Ricontattare Bianchi" due_date=2026-11-23T09:00
  `,
    'it',
  );
});
