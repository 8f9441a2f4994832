import { owedBySchema, taskPrioritySchema, taskStatusSchema, type TaskLine, type WireRow } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { readLocalDay, writeLocalDay } from '../local-time.ts';
import type { DeviceAnswer } from './device-power.ts';
import { ToolFault } from './tool.ts';

/** A value of the expected kind, or nothing: what a device sends is not trusted to have any shape. */
function optional<Name extends string, Schema extends z.ZodType>({
  name,
  value,
  schema,
}: {
  name: Name;
  value: unknown;
  schema: Schema;
}): { [Key in Name]?: z.output<Schema> } {
  const parsed = schema.safeParse(value);
  const entry: { [Key in Name]?: z.output<Schema> } = {};
  if (parsed.success) entry[name] = parsed.data;
  return entry;
}

const text = z.string().min(1);
const instant = z.number().int().min(-8_640_000_000_000_000).max(8_640_000_000_000_000);

/** A row of `tasks` as a model reads it. */
export function toTaskLine({ row, timezone }: { row: WireRow; timezone: string }): TaskLine {
  const due = localDayText({ value: row['dueDate'], timezone });
  return {
    id: row.id,
    title: typeof row['title'] === 'string' ? row['title'] : '',
    ...optional({ name: 'status', value: row['status'], schema: taskStatusSchema }),
    ...optional({ name: 'priority', value: row['priority'], schema: taskPrioritySchema }),
    ...(due === undefined ? {} : { due }),
    ...optional({ name: 'project_id', value: row['projectId'], schema: text }),
    ...optional({ name: 'assignee', value: row['assignee'], schema: z.array(z.string()).min(1) }),
    ...optional({ name: 'owed_by', value: row['owedBy'], schema: owedBySchema }),
    ...optional({ name: 'description', value: row['description'], schema: text }),
  };
}

/** An instant of a row as a day of the user's zone. Undefined: it is none, or its year (outside 0000 to 9999) has no such text. */
export function localDayText({ value, timezone }: { value: unknown; timezone: string }): string | undefined {
  const parsed = instant.safeParse(value);
  const text = parsed.success ? writeLocalDay({ instant: parsed.data, timezone }) : '';
  return /^\d{4}-/.test(text) ? text : undefined;
}

/** A list answer's rows and total, whatever the device left out. */
export function listOf(answer: DeviceAnswer): { total: number; rows: WireRow[] } {
  const rows = answer.rows ?? [];
  return { rows, total: answer.total ?? rows.length };
}

/** `1 task`, `3 tasks`, `50 of 250 tasks`. */
export function countText({ answer, noun }: { answer: DeviceAnswer; noun: string }): string {
  const { rows, total } = listOf(answer);
  const shown = rows.length > 0 && rows.length < total ? `${rows.length} of ` : '';
  return `${shown}${total} ${noun}${total === 1 ? '' : 's'}`;
}

/** The title or name of a row that was written, for the user to read. */
export function rowLabel(row: WireRow | null | undefined): string {
  const label = row?.['title'] ?? row?.['name'];
  return typeof label === 'string' && label !== '' ? `“${label.slice(0, 120)}”` : (row?.id ?? 'nothing');
}

/** The row that a write answered. @throws ToolFault when the device sent another kind of answer. */
export function writtenRow(answer: DeviceAnswer): WireRow {
  if (!answer.row) throw new ToolFault('The device did not say what it wrote. Read before repeating.');
  return answer.row;
}

/** @throws ToolFault for a day that no calendar has. */
export function dayBounds({ day, timezone }: { day: string; timezone: string }): { start: number; end: number } {
  const bounds = readLocalDay({ text: day, timezone });
  if (!bounds) throw new ToolFault(`${day} is no day of the calendar. Give another one.`);
  return bounds;
}
