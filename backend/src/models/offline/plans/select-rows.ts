import type { Intent, RowFilter } from '../understand/intent.ts';
import { dueRange } from './due-range.ts';
import type { FoundPlace } from '../say/described.ts';
import { findPlace } from './find-place.ts';
import { type Plan, PlanStop, type Scene, need } from './plan.ts';
import type { AskedRows, RowKind, RowsBy, TitledRow } from './row-kinds.ts';
import { projectIds } from './select-tasks.ts';

/** What a filter came to; `total` counts every match, `rows` may be the first of them. */
export interface SelectedRows<Row> extends AskedRows {
  rows: Row[];
  total: number;
}

/** Reads the rows that a filter asks for: one call, or one for each project of a client, all in one step. */
export function* selectRows<Row extends TitledRow>({
  kind,
  filter,
  scene,
  writes,
  limit,
  order,
  resume,
}: {
  kind: RowKind<Row>;
  filter: RowFilter;
  scene: Scene;
  writes: boolean;
  limit: number;
  order?: RowsBy['order'];
  resume: (filter: RowFilter) => Intent;
}): Plan<SelectedRows<Row>> {
  const place = yield* placeOf({ filter, scene, writes, resume });
  const { due_from: from, due_to: to } = filter.due ? dueRange({ due: filter.due, scene }) : {};
  const by = { search: filter.search, date_from: from, date_to: to, limit, order };
  const ids = yield* projectIds({ place, scene });
  const lists = yield* need(ids.map((project_id) => kind.list({ project_id, ...by })));
  const rows = lists.flatMap((list) => list.rows);
  return {
    rows: (lists.length > 1 ? rows.toSorted(kind.order) : rows).slice(0, limit),
    total: lists.reduce((sum, list) => sum + list.total, 0),
    place: place?.row.name,
    search: filter.search,
    from,
    to,
  };
}

function* placeOf({
  filter,
  scene,
  writes,
  resume,
}: {
  filter: RowFilter;
  scene: Scene;
  writes: boolean;
  resume: (filter: RowFilter) => Intent;
}): Plan<FoundPlace | undefined> {
  if (!filter.place) return undefined;
  const place = yield* findPlace({ place: filter.place, scene, resume: (chosen) => resume({ ...filter, place: chosen }) });
  if (place === undefined) {
    const name = 'name' in filter.place ? filter.place.name : '';
    throw new PlanStop({ text: scene.voice.places.noPlace({ name, writes }), stopped: true });
  }
  if (place.kind === 'project') scene.memory.names.projects.set(place.row.id, place.row.name);
  return place;
}
