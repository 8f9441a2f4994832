import type { Approval } from '#rpc/approvals.ts';
import type { Warning } from '#rpc/trust.ts';
import { newId } from './memory-core.ts';

const HOUR = 3_600_000;

/** Something that waits: a change of one task's title, unless told otherwise. */
export function approvalOf(more: Partial<Approval> = {}): Approval {
  const now = Date.now();
  return {
    approval_id: newId(),
    kind: 'device',
    action: 'update',
    table: 'tasks',
    summary: 'Change the task “Buy milk”: title',
    why: [{ code: 'bulk_update', sentence: 'This message has changed 5 rows already; you are asked about every further one.' }],
    row: { table: 'tasks', id: 'task-milk', label: 'Buy milk' },
    fields: [{ field: 'title', before: 'Buy milk', after: 'Buy oat milk' }],
    hanging: [],
    since: [],
    input: { title: 'Buy oat milk' },
    edited: false,
    version: 1,
    state: 'pending',
    created_at: now,
    expires_at: now + 71.5 * HOUR,
    ...more,
  };
}

export function deletionOf(more: Partial<Approval> = {}): Approval {
  return approvalOf({
    action: 'delete',
    table: 'projects',
    summary: 'Delete the project “Website relaunch”',
    why: [{ code: 'delete', sentence: 'A project is deleted only when you say so.' }],
    row: { table: 'projects', id: 'project-website', label: 'Website relaunch' },
    fields: [
      { field: 'name', before: 'Website relaunch', after: null },
      { field: 'status', before: 'active', after: null },
    ],
    hanging: [
      { table: 'checkpoints', effect: 'deleted', count: 3, labels: ['Kick-off', 'First draft', 'Launch'] },
      {
        table: 'tasks',
        effect: 'detached',
        count: 12,
        labels: ['Draft the sitemap and send it round', 'Collect photos from the client', 'Renew the domain', 'a', 'b'],
      },
    ],
    input: { id: 'project-website' },
    ...more,
  });
}

export function warningOf(more: Partial<Warning> = {}): Warning {
  const now = Date.now();
  return {
    warning_id: Number(newId().slice(3)),
    kind: 'refused',
    sentence: 'The backend acted for a request that you did not make. Nothing was done.',
    code: 'run_not_granted',
    action: 'delete',
    count: 1,
    first_at: now - HOUR,
    last_at: now - 60_000,
    dismissed: false,
    ...more,
  };
}
