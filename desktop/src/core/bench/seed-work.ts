import type { AllWorkRows, DeviceDatabase, StoredRow } from '#core/storage/index.ts';
import { toDeviceDay } from '#core/storage/index.ts';

const DAY = 86_400_000;
const things = ['offer', 'invoice', 'call', 'draft', 'contract', 'Rechnung', 'preventivo', 'review', 'delivery', 'backup'];
const verbs = ['Write', 'Send', 'Check', 'Prepare', 'Schreiben', 'Inviare', 'Call about', 'Finish'];
const people = ['Anna', 'Luca', 'Mei', 'Jonas'];

/** Fills an empty database with a freelancer's long life: clients, projects, notes, and as many tasks as are asked for. */
export function seedWork({
  database,
  rows,
  now,
  tasks,
}: {
  database: DeviceDatabase;
  rows: AllWorkRows;
  now: number;
  tasks: number;
}): void {
  const base = (id: string, at: number): StoredRow => ({
    id,
    created_at: at,
    updated_at: at,
    revision: 1,
    origin: 'human',
    external_id: null,
  });
  const suggestion = { is_ai_suggested: 0, is_approved: 1 };
  database.write(() => {
    for (let index = 0; index < 100; index += 1)
      rows.clients.insert({ ...base(`client-${index}`, now - index), name: `Client ${index}`, parent_id: null, industry: null });
    for (let index = 0; index < 500; index += 1) {
      const id = `project-${index}`;
      rows.projects.insert({
        ...base(id, now - index),
        ...suggestion,
        client_id: `client-${index % 100}`,
        name: `Project ${index} ${things[index % things.length]}`,
        status: index % 5 === 0 ? 'archived' : 'active',
        ai_summary: null,
      });
      const { day } = toDeviceDay(now + ((index % 200) - 100) * DAY);
      rows.checkpoints.insert({
        ...base(`checkpoint-${index}`, now),
        ...suggestion,
        project_id: id,
        title: 'Handover',
        day,
        time: null,
      });
    }
    for (let index = 0; index < tasks; index += 1) {
      const status = index % 10 < 6 ? 'done' : index % 10 === 6 ? 'in_progress' : 'todo';
      const created = now - (index % 2_000) * DAY;
      const due = index % 4 === 0 ? null : toDeviceDay(now + ((index * 7) % 1_500) * DAY - 1_200 * DAY).day;
      rows.tasks.insert({
        ...base(`task-${index}`, created),
        ...suggestion,
        project_id: index % 7 === 0 ? null : `project-${(index * 13) % 500}`,
        title: `${verbs[index % verbs.length]} ${things[(index * 3) % things.length]} ${index}`,
        description: index % 3 === 0 ? 'As we agreed in the last call, with the numbers of the summer.' : null,
        status,
        priority: ['high', 'medium', 'medium', 'low'][index % 4] ?? 'medium',
        assignee: index % 6 === 0 ? JSON.stringify([people[index % people.length]]) : '[]',
        owed_by: index % 5 === 0 ? 'theirs' : 'mine',
        due_day: due,
        due_time: null,
        completed_at: status === 'done' ? created + DAY : null,
        position: index + 1,
      });
    }
  });
}
