import type { ToolTable } from './table-rows.ts';
import { createToolTable } from './tool-table.ts';

/** The workspace of tests in Italian, on Saturday 21 November 2026; ids are short words. */
export function createItalianWorkspace(): ToolTable {
  return createToolTable({
    clients: [
      { id: 'rossi', name: 'Rossi', industry: 'edilizia' },
      { id: 'bianchi', name: 'Studio Bianchi' },
    ],
    projects: [
      { id: 'sito', name: 'Sito', client_id: 'rossi' },
      { id: 'casa', name: 'Casa' },
      { id: 'app', name: 'App', client_id: 'rossi' },
      { id: 'negozio', name: 'Vecchio negozio', status: 'archived' },
    ],
    tasks: [
      { id: 'latte', title: 'Comprare il latte', due: '2026-11-27' },
      { id: 'preventivo', title: 'Inviare il preventivo', priority: 'high', project_id: 'sito', due: '2026-11-20' },
      { id: 'testata', title: 'Sistemare la testata', status: 'in_progress', project_id: 'sito' },
      { id: 'testi', title: 'Scrivere i testi', status: 'done', project_id: 'app' },
      { id: 'anna', title: 'Chiamare Anna', due: '2026-11-21', assignee: ['Anna'] },
      { id: 'affitto', title: "Pagare l'affitto", priority: 'low', project_id: 'casa' },
      { id: 'pane', title: 'Comprare il pane', due: '2026-11-24T10:00', project_id: 'casa' },
      { id: 'tasse', title: 'Pagare le tasse', priority: 'high', due: '2026-12-24' },
      { id: 'fattura-r', title: 'Fattura Rossi' },
      { id: 'fattura-b', title: 'Fattura Bianchi', description: 'quella per il sito' },
    ],
    checkpoints: [
      { id: 'beta', title: 'Beta', date: '2026-12-10', project_id: 'sito' },
      { id: 'lancio', title: 'Lancio', date: '2027-01-15', project_id: 'sito' },
      { id: 'avvio', title: 'Avvio', date: '2026-11-02', project_id: 'app' },
      { id: 'beta-app', title: "Beta dell'app", date: '2026-11-30', project_id: 'app' },
      { id: 'trasloco', title: 'Trasloco', date: '2026-12-01', project_id: 'casa' },
    ],
    notes: [
      { id: 'hosting', title: 'Hosting', content: 'Il server è da Hetzner.\nCosta 12 euro al mese.', project_id: 'sito' },
      { id: 'contratto', title: 'Contratto Rossi', content: 'Rossi paga a 30 giorni.' },
      { id: 'idee', title: 'Idee', content: 'Un negozio con le fatture.' },
      { id: 'riunione-r', title: 'Riunione Rossi', content: 'Vogliono il blu.', project_id: 'sito' },
      { id: 'riunione-b', title: 'Riunione Bianchi', content: 'Vogliono il rosso.' },
    ],
    comments: [
      { id: 'avena', task_id: 'latte', content: 'Latte di avena, per favore' },
      { id: 'litri', task_id: 'latte', content: 'Due litri' },
      { id: 'prezzo', task_id: 'preventivo', author: 'assistant', content: 'Il prezzo è 500 euro' },
    ],
  });
}
