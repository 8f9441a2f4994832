import { describe } from 'vitest';
import { testCorpus } from '../corpus.ts';

describe('the app, notices and posts, in Italian', () => {
  testCorpus(
    `
    vai alle impostazioni → navigate_to screen=settings
    apri le impostazioni → navigate_to screen=settings
    vai ai task → navigate_to screen=tasks
    vai alla lista dei task → navigate_to screen=tasks
    torna alla chat → navigate_to screen=chat
    apri la cronologia → navigate_to screen=activity
    vai all'attesa → navigate_to screen=waiting
    cosa mi aspetta da approvare? → navigate_to screen=waiting
    mostra la schermata dei task → navigate_to screen=tasks
    apri la pagina delle impostazioni → navigate_to screen=settings
    puoi aprire le impostazioni? → navigate_to screen=settings
    portami alle impostazioni → navigate_to screen=settings
    apri il task Comprare il latte → list_tasks search="Comprare latte" ; open_item table=tasks id=latte
    apri l'attività Comprare il latte nell'app → list_tasks search="Comprare latte" ; open_item table=tasks id=latte
    apri il progetto Sito → list_projects search=Sito ; open_item table=projects id=sito
    apri il cliente Rossi → list_clients search=Rossi ; open_item table=clients id=rossi
    apri il progetto Inesistente → list_projects search=Inesistente
    apri i task → list_tasks
    apri i task del progetto Sito → list_projects search=Sito ; list_tasks project_id=sito
    elenca i task >> apri il secondo → open_item table=tasks id=preventivo
    crea un task Prova >> aprilo → open_item table=tasks id=task-11
    avvisami che il pranzo è pronto → send_notification channel=app text="il pranzo è pronto"
    avvisami: "Bere acqua" → send_notification channel=app text="Bere acqua"
    mandami una notifica che dice il pranzo è pronto → send_notification channel=app text="il pranzo è pronto"
    mandami una notifica: il pranzo è pronto → send_notification channel=app text="il pranzo è pronto"
    notificami che la fattura è in ritardo → send_notification channel=app text="la fattura è in ritardo"
    avvisami quando Comprare il latte è fatto → nothing
    avvisami domani che il pranzo è pronto → nothing
    pubblica ciao su https://hooks.example.com/T0/B0 → send_notification channel=webhook text=ciao url="https://hooks.example.com/T0/B0"
    invia ciao al webhook https://hooks.example.com/T0/B0 → send_notification channel=webhook text=ciao url="https://hooks.example.com/T0/B0"
    pubblica “Il preventivo è uscito” su https://hooks.example.com/T0/B0 → send_notification channel=webhook text="Il preventivo è uscito" url="https://hooks.example.com/T0/B0"
    invia a https://hooks.example.com/T0/B0: spedito → send_notification channel=webhook text=spedito url="https://hooks.example.com/T0/B0"
    pubblica ciao su http://hooks.example.com/x → nothing
    non pubblicare ciao su https://hooks.example.com/x → nothing
    vai alle impostazioni e elenca i progetti → navigate_to screen=settings ; list_projects
    segna Comprare il latte come fatto. Vai alla cronologia → list_tasks search="Comprare latte" ; update_task task_id=latte status=done ; navigate_to screen=activity
    avvisami che il pranzo è pronto e segna Comprare il latte come fatto → send_notification channel=app text="il pranzo è pronto e segna Comprare il latte come fatto"
  `,
    'it',
  );
});
