import type { ToolTable } from './table-rows.ts';
import { createToolTable } from './tool-table.ts';

/** A small workspace for conversations in tests, on Saturday 21 November 2026; ids are short words. */
export function createWorkspace(): ToolTable {
  return createToolTable({
    clients: [
      { id: 'acme', name: 'Acme', industry: 'design' },
      { id: 'globex', name: 'Globex' },
    ],
    projects: [
      { id: 'website', name: 'Website', client_id: 'acme' },
      { id: 'home', name: 'Home' },
      { id: 'app', name: 'App', client_id: 'acme' },
      { id: 'shop', name: 'Old shop', status: 'archived' },
    ],
    tasks: [
      { id: 'milk', title: 'Buy milk', due: '2026-11-27' },
      { id: 'quote', title: 'Send quote', priority: 'high', project_id: 'website', due: '2026-11-20' },
      { id: 'header', title: 'Fix header', status: 'in_progress', project_id: 'website' },
      { id: 'copy', title: 'Write copy', status: 'done', project_id: 'app' },
      { id: 'anna', title: 'Call Anna', due: '2026-11-21', assignee: ['Anna'] },
      { id: 'rent', title: 'Pay rent', priority: 'low', project_id: 'home' },
      { id: 'bread', title: 'Buy bread', due: '2026-11-24T10:00', project_id: 'home' },
      { id: 'taxes', title: 'Pay taxes', priority: 'high', due: '2026-12-24' },
      { id: 'bill-a', title: 'Invoice Acme' },
      { id: 'bill-g', title: 'Invoice Globex', description: 'the one for the website' },
    ],
    checkpoints: [
      { id: 'beta', title: 'Beta', date: '2026-12-10', project_id: 'website' },
      { id: 'launch', title: 'Launch', date: '2027-01-15', project_id: 'website' },
      { id: 'kickoff', title: 'Kick-off', date: '2026-11-02', project_id: 'app' },
      { id: 'beta-app', title: 'App beta', date: '2026-11-30', project_id: 'app' },
      { id: 'moving', title: 'Moving day', date: '2026-12-01', project_id: 'home' },
    ],
    notes: [
      { id: 'hosting', title: 'Hosting', content: 'The server is at Hetzner.\nIt costs 12 euro a month.', project_id: 'website' },
      { id: 'rossi', title: 'Contract Rossi', content: 'Rossi pays within 30 days.' },
      { id: 'ideas', title: 'Ideas', content: 'A shop with invoices.' },
      { id: 'meeting-a', title: 'Meeting Acme', content: 'They want blue.', project_id: 'website' },
      { id: 'meeting-g', title: 'Meeting Globex', content: 'They want red.' },
    ],
    comments: [
      { id: 'oat', task_id: 'milk', content: 'Oat milk, please' },
      { id: 'two', task_id: 'milk', content: 'Two litres' },
      { id: 'price', task_id: 'quote', author: 'assistant', content: 'The price is 500 euro' },
    ],
  });
}
