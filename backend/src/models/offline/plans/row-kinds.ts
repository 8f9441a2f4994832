import type { CheckpointLine, NoteLine } from '@adiuva/shared-protocol';
import { namedLine } from '../say/rows.ts';
import type { Intent, RowTarget } from '../understand/intent.ts';
import { listProjectsCall } from './calls.ts';
import { type Focus, type Memory, type Plan, type Scene, type TypedCall, attempt } from './plan.ts';
import { type RowList, listCheckpointsCall, listNotesCall } from './row-calls.ts';

/** What such a list is asked by; days are of checkpoints alone. */
export interface RowsBy {
  project_id?: string | undefined;
  search?: string | undefined;
  date_from?: string | undefined;
  date_to?: string | undefined;
  limit: number;
  /** Of notes alone: the newest, or those changed last, first. Checkpoints stand by their days. */
  order?: 'newest' | 'changed' | undefined;
}

/** What was asked for, as it was understood: said with every answer. */
export interface AskedRows {
  /** The project or client, as it is called. */
  place: string | undefined;
  search: string | undefined;
  /** Days, both included. */
  from: string | undefined;
  to: string | undefined;
}

/** A row that is found by its title, perhaps in a project. */
export interface TitledRow {
  id: string;
  title: string;
  project_id?: string | undefined;
}

/** How rows of one kind are listed, said and remembered. */
export interface RowKind<Row extends TitledRow> {
  noun: 'checkpoint' | 'note';
  list: (by: RowsBy) => TypedCall<RowList<Row>>;
  /** How the rows of several lists stand in one. */
  order: (a: Row, b: Row) => number;
  line: (given: { row: Row; scene: Scene }) => string;
  counts: (given: { asked: AskedRows; total: number; scene: Scene }) => string;
  /** The sentence before a list; `shown`: as many as were asked for. */
  head: (given: { asked: AskedRows; total: number; shown: number | undefined; scene: Scene }) => string;
  nothing: (given: { asked: AskedRows; scene: Scene }) => string;
  focus: (list: RowList<Row>) => Focus;
  /** The rows of this kind that the conversation named last. */
  recall: (memory: Memory) => RowList<Row> | undefined;
}

/** What is known of a checkpoint beside its title. */
export const checkpointFacts = ({ row, scene }: { row: CheckpointLine; scene: Scene }): string[] =>
  scene.voice.checkpoints.facts({ date: row.date, project: projectName({ row, scene }), today: scene.now?.day });

/** What is known of a note beside its title. */
export const noteFacts = ({ row, scene }: { row: NoteLine; scene: Scene }): string[] =>
  scene.voice.notes.facts({ project: projectName({ row, scene }) });

export const checkpointKind: RowKind<CheckpointLine> = {
  noun: 'checkpoint',
  list: ({ order: _order, ...by }) => listCheckpointsCall({ ...by, order_by: by.limit === 0 ? undefined : 'date' }),
  order: (a, b) => (a.date ?? '9999').localeCompare(b.date ?? '9999'),
  line: ({ row, scene }) => namedLine({ name: row.title, facts: checkpointFacts({ row, scene }), scene }),
  counts: ({ asked, total, scene }) => scene.voice.checkpoints.counts({ ...asked, total, today: scene.now?.day }),
  head: ({ asked, total, shown, scene }) => scene.voice.checkpoints.head({ ...asked, total, shown, today: scene.now?.day }),
  nothing: ({ asked, scene }) => scene.voice.checkpoints.nothing({ ...asked, today: scene.now?.day }),
  focus: ({ rows, total }) => ({ noun: 'checkpoint', rows, total }),
  recall: ({ checkpoints }) => checkpoints,
};

const orders = { newest: '-createdAt', changed: '-updatedAt' } as const;

export const noteKind: RowKind<NoteLine> = {
  noun: 'note',
  list: ({ date_from: _from, date_to: _to, order, ...by }) =>
    listNotesCall({ ...by, order_by: order === undefined ? undefined : orders[order] }),
  order: (a, b) => a.title.localeCompare(b.title),
  line: ({ row, scene }) => namedLine({ name: row.title, facts: noteFacts({ row, scene }), scene }),
  counts: ({ asked, total, scene }) => scene.voice.notes.counts({ ...asked, total }),
  head: ({ asked, total, shown, scene }) => scene.voice.notes.head({ ...asked, total, shown }),
  nothing: ({ asked, scene }) => scene.voice.notes.nothing(asked),
  focus: ({ rows, total }) => ({ noun: 'note', rows, total }),
  recall: ({ notes }) => notes,
};

/** What rows are looked for, and what for: to be written, nothing may be guessed. */
export interface RowSearch<Row extends TitledRow> {
  kind: RowKind<Row>;
  scene: Scene;
  writes: boolean;
  /** What the user wants, with another target: the rows that were chosen. */
  resume: (target: RowTarget<Row>) => Intent;
}

function projectName({ row, scene }: { row: { project_id?: string | undefined }; scene: Scene }): string | undefined {
  return row.project_id === undefined ? undefined : scene.memory.names.projects.get(row.project_id);
}

/** Projects have no call for several ids: so many are read to find their names. */
const projectsRead = 200;

/** Reads the projects once, when rows stand in some whose names the conversation has not seen. */
export function* learnProjects({
  rows,
  scene,
}: {
  rows: readonly { project_id?: string | undefined }[];
  scene: Scene;
}): Plan<void> {
  const { projects } = scene.memory.names;
  if (rows.every(({ project_id }) => project_id === undefined || projects.has(project_id))) return;
  const [list] = yield* attempt([listProjectsCall({ include_archived: true, limit: projectsRead })]);
  if (list?.ok) for (const { id, name } of list.value.projects) projects.set(id, name);
}
