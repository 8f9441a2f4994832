import type { Intent, Place, RowTarget } from '../understand/intent.ts';
import { askRows } from './ask-rows.ts';
import { shownRows } from './calls.ts';
import { findPlace, findProject } from './find-place.ts';
import { bestMatches, searchWords } from './names.ts';
import { offeredMisses, widerWords } from './near-misses.ts';
import { type Plan, PlanStop, need, needOne } from './plan.ts';
import type { RowList } from './row-calls.ts';
import { type RowSearch, type TitledRow, learnProjects } from './row-kinds.ts';

/** How many rows are read to find a title among very many that are alike. */
const readToFind = 500;

/** What was found for a name: the rows that answer to it, and those that only mention it. */
interface LookedUp<Row> {
  named: Row[];
  list: RowList<Row>;
  /** The name of the project in which it was looked for. */
  project: string | undefined;
}

/** Looks rows up by a name, in its project where one was said. */
export function* lookUp<Row extends TitledRow>({
  target,
  search,
}: {
  target: RowTarget<Row> & { kind: 'name' };
  search: RowSearch<Row>;
}): Plan<LookedUp<Row>> {
  const { kind, scene } = search;
  const resume = (place: Place): Intent => search.resume({ ...target, place });
  const project = target.place && (yield* findProject({ place: target.place, scene, resume }));
  if (project) scene.memory.names.projects.set(project.id, project.name);
  const by = { project_id: project?.id, limit: shownRows };
  const { maybePlace } = target;
  const [whole, apart] = yield* need([
    kind.list({ ...by, search: searchWords(target.name) }),
    ...(maybePlace ? [kind.list({ ...by, search: searchWords(maybePlace.nameWithout) })] : []),
  ]);
  const empty = { total: 0, rows: [] };
  const first = matches({ list: whole ?? empty, name: target.name });
  // The very title may stand behind the first rows: "Phase 1" among "Phase 10", "Phase 11", …
  const more = !first.exact && whole !== undefined && whole.total > whole.rows.length;
  const list = more
    ? yield* needOne(kind.list({ ...by, search: searchWords(target.name), limit: readToFind }))
    : (whole ?? empty);
  const { named } = more ? matches({ list, name: target.name }) : first;
  if (named.length > 0 || !maybePlace || !apart) return { named, list, project: project?.name };
  // "Beta of Website": the row "Beta", if a project of that name is there and has it.
  const candidates = matches({ list: apart, name: maybePlace.nameWithout }).named;
  if (candidates.length === 0) return { named, list, project: undefined };
  const place = yield* findPlace({ place: { kind: 'either', name: maybePlace.name }, scene, resume });
  const inside = place?.kind === 'project' ? candidates.filter(({ project_id }) => project_id === place.row.id) : [];
  return { named: inside, list: inside.length > 0 ? apart : list, project: inside.length > 0 ? place?.row.name : undefined };
}

const matches = <Row extends TitledRow>({ list, name }: { list: RowList<Row>; name: string }): { named: Row[]; exact: boolean } =>
  bestMatches({ rows: list.rows, nameOf: (row) => row.title, called: [name] });

/** The one row of a name; several end the plan with a question. */
export function* oneOf<Row extends TitledRow>({
  name,
  looked: { named },
  search,
}: {
  name: string;
  looked: LookedUp<Row>;
  search: RowSearch<Row>;
}): Plan<Row> {
  const [row] = named;
  if (row && named.length === 1) return row;
  const { kind, scene, writes } = search;
  yield* learnProjects({ rows: named.slice(0, shownRows), scene });
  return ask({
    rows: named.slice(0, shownRows),
    total: named.length,
    intro: scene.voice.rowFinding.several({ noun: kind.noun, name, writes }),
    search,
  });
}

/** Ends the plan with the question which of these rows is meant. */
export function ask<Row extends TitledRow>({
  rows,
  total,
  intro,
  search: { kind, scene, resume },
}: {
  rows: Row[];
  total: number;
  intro: string;
  search: RowSearch<Row>;
}): never {
  return askRows({
    rows,
    total,
    intro,
    lines: rows.map((row) => kind.line({ row, scene })),
    names: rows.map(({ title }) => title),
    focus: kind.focus({ rows, total }),
    scene,
    resume: (chosen) => resume({ kind: 'rows', rows: chosen }),
  });
}

/** "Checkpoint 2", when none is called so, is the second of the list that was shown. Else what nearly has the name is offered, never taken. */
export function* nearly<Row extends TitledRow>({
  name,
  looked,
  search,
}: {
  name: string;
  looked: LookedUp<Row>;
  search: RowSearch<Row>;
}): Plan<Row[]> {
  const { kind, scene, writes } = search;
  const counted = /^\d{1,2}$/.test(name) ? kind.recall(scene.memory)?.rows[Number(name) - 1] : undefined;
  if (counted) return [counted];
  let { rows } = looked.list;
  if (rows.length === 0) {
    const lists = yield* need(widerWords(name).map((word) => kind.list({ search: word, limit: offeredMisses })));
    const seen = lists.flatMap((list) => list.rows);
    rows = seen.filter((row, at) => seen.findIndex(({ id }) => id === row.id) === at);
  }
  const asked = { noun: kind.noun, name, project: looked.project, writes };
  if (rows.length === 0) throw new PlanStop({ text: scene.voice.rowFinding.noneAtAll(asked), stopped: true });
  rows = rows.slice(0, offeredMisses);
  return ask({ rows, total: rows.length, intro: scene.voice.rowFinding.nearMisses({ ...asked, count: rows.length }), search });
}
