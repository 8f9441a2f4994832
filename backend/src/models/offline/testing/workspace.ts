import { type ToolTable, createToolTable } from './tool-table.ts';

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
  });
}
