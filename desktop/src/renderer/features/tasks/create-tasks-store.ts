import type { Task, TaskStatus } from '@adiuva/shared-protocol';
import type { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { taskInsertSchema } from '@adiuva/shared-protocol';
import type { AppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { createPagedStore, indexOfRow, type PagedStore, rowAt, withRow } from '#renderer/paging/index.ts';
import { type Failure, failureOf } from '#renderer/rpc-client.ts';
import { actWords, goneWords, tasksInWords } from './task-act-words.ts';
import { recallQuery, rememberQuery } from './remembered-query.ts';
import type { TaskUpdates } from './task-updates.ts';
import {
  firstTaskQuery,
  firstTaskView,
  nextTaskView,
  type TaskQuery,
  type TaskViewEvent,
  type TaskViewState,
} from './task-view-state.ts';

export type { TaskUpdates };
export type TaskInsert = z.infer<typeof taskInsertSchema>;

/** The user's change met another: what they wanted, and what is there now. */
export interface TaskConflict {
  now: Task;
  mine: TaskUpdates;
}

export interface TasksState extends TaskViewState {
  conflict: TaskConflict | undefined;
  /** The task beside the list, as the core last told it. */
  detail: { id: string; task: Task | undefined; failure: Failure | undefined } | undefined;
}

export interface TasksStore {
  list: PagedStore<Task, TaskQuery>;
  view: StoreApi<TasksState>;
  dispatch: (event: TaskViewEvent) => void;
  setQuery: (query: TaskQuery) => void;
  create: (insert: TaskInsert) => Promise<boolean>;
  /** Changes a task as the user saw it; it can be taken back. `text`: what is said of it. Answers whether it was done. */
  update: (task: Task, updates: TaskUpdates, text?: string) => Promise<boolean>;
  /** Deletes a task, with its comments. Answers whether it was done. */
  remove: (task: Task) => Promise<boolean>;
  /** Deletes a project, with its checkpoints; its tasks stay without one. Answers whether it was done. */
  removeProject: (project: { id: string; name: string }) => Promise<boolean>;
  /** Changes all that are selected, in one act. Answers whether it was done. */
  updateSelected: (updates: TaskUpdates) => Promise<boolean>;
  removeSelected: () => Promise<boolean>;
  /** Selects from where a stretch began to a row. */
  selectTo: (index: number) => Promise<void>;
  /** Selects all that match, as many as one act may change. */
  selectAll: () => Promise<void>;
  /** Puts a card into a column of the board, after another or first. Answers whether it was done. */
  move: (place: { task: Task; status: TaskStatus; afterId: string | null; where: string }) => Promise<boolean>;
  settleConflict: (keep: 'theirs' | 'mine') => Promise<void>;
  showDetail: (id: string | undefined) => void;
  /** Reads again what changes, and keeps the active row where its task is, until it is ended. */
  follow: () => () => void;
}

type StorePowers = Pick<AppPowers, 'core' | 'clock' | 'notices' | 'undo' | 'memory'>;

/** What a list is about for good: the tasks of one project or client; everything where neither is named. */
export type TaskScope = { project_id: string } | { client_id: string };

const PAGE_SIZE = 100;
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** `scope`: the list is about this and no more, and begins anew each time; without it, it begins as it was left. */
export function createTasksStore({ core, clock, notices, undo, memory, scope }: StorePowers & { scope?: TaskScope }): TasksStore {
  const asked = ({ filter, order }: TaskQuery): TaskQuery => ({ filter: { ...filter, ...scope }, order });
  const list = createPagedStore<Task, TaskQuery>({
    query: scope ? firstTaskQuery : recallQuery(memory),
    pageSize: PAGE_SIZE,
    fetchPage: ({ query, offset, limit }) => core.rpc.tasks.list({ ...asked(query), offset, limit }),
  });
  const view = createStore<TasksState>(() => ({ ...firstTaskView, conflict: undefined, detail: undefined }));
  const dispatch = (event: TaskViewEvent) => view.setState((state) => nextTaskView(state, event));

  let readings = 0;
  async function readDetail(): Promise<void> {
    const id = view.getState().detail?.id;
    if (id === undefined) return;
    readings += 1;
    const mine = readings;
    const found = await core.rpc.tasks.get({ id }).then(
      (task) => ({ task, failure: undefined }),
      (error: unknown) => ({ failure: failureOf(error) }),
    );
    view.setState(({ detail }) => {
      // Something newer is known: a reading begun later, or what a write answered.
      if (detail?.id !== id || mine !== readings) return {};
      // What cannot be read just now stays as it was last seen, with what is being written in it.
      if (found.failure && found.failure.kind !== 'not_found' && detail.task) return {};
      return { detail: { id, task: undefined, ...found } };
    });
  }

  function took(task: Task) {
    // A reading under way may have looked before the write; the change is told, and read after it.
    readings += 1;
    list.store.setState((state) => withRow(state, task));
    view.setState(({ detail }) => (detail?.id === task.id ? { detail: { ...detail, task, failure: undefined } } : {}));
  }

  const words = (act: { updates: TaskUpdates; what: string }) => actWords({ ...act, now: clock.now(), zone });

  /** Does something, and says why it could not be done. */
  async function attempt(act: () => Promise<void>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (error) {
      notices.show({ text: failureOf(error).sentence, tone: 'problem' });
      return false;
    }
  }

  /** What is selected, and what to call it. */
  function selection(): { ids: string[]; what: (count: number) => string } {
    const ids = [...view.getState().selected];
    const [only] = ids;
    const at = indexOfRow({ rows: list.store.getState(), pageSize: PAGE_SIZE, is: (task: Task) => task.id === only });
    const title = at === undefined ? undefined : rowAt({ rows: list.store.getState(), index: at, pageSize: PAGE_SIZE })?.title;
    return { ids, what: (count) => tasksInWords({ count, title: ids.length === 1 ? title : undefined }) };
  }

  async function matching(): Promise<{ ids: string[]; total: number }> {
    return core.rpc.tasks.ids(asked(list.store.getState().query));
  }

  /** The last write of each task that is under way: the next one of it waits, and has seen what that one did. */
  const writing = new Map<string, Promise<Task | undefined>>();

  async function writeAfter({ task, updates, before }: { task: Task; updates: TaskUpdates; before: Promise<Task | undefined> }) {
    const last = await before;
    const revision = Math.max(task.revision, last?.revision ?? 0);
    const written = await core.rpc.tasks.update({ id: task.id, revision, updates });
    const { change_ids: _ids, ...changed } = written;
    took(changed);
    return written;
  }

  async function update(task: Task, updates: TaskUpdates, text?: string): Promise<boolean> {
    const write = writeAfter({ task, updates, before: writing.get(task.id) ?? Promise.resolve(undefined) });
    const ends = write.catch(() => undefined);
    writing.set(task.id, ends);
    try {
      await undo.act({ write: () => write, tell: () => ({ text: text ?? words({ updates, what: `“${task.title}”` }) }) });
      return true;
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === 'conflict') {
        const now = await core.rpc.tasks.get({ id: task.id }).catch(() => undefined);
        if (now) {
          view.setState({ conflict: { now, mine: updates } });
          return false;
        }
      }
      notices.show({ text: failure.sentence, tone: 'problem' });
      return false;
    } finally {
      if (writing.get(task.id) === ends) writing.delete(task.id);
    }
  }

  function follow(): () => void {
    const stopFollowing = core.onInvalidation((invalidation) => {
      if (!concerns(invalidation, { topic: 'tasks' })) return;
      list.refresh();
      void readDetail();
    });
    const stopSettling = list.store.subscribe((rows) => {
      if (rows.phase !== 'ready') return;
      const { active } = view.getState();
      const foundAt =
        active.id === undefined
          ? undefined
          : indexOfRow({ rows, pageSize: PAGE_SIZE, is: (task: Task) => task.id === active.id });
      dispatch({
        type: 'rows',
        total: rows.total ?? 0,
        foundAt,
        idAt: (index) => rowAt({ rows, index, pageSize: PAGE_SIZE })?.id,
      });
    });
    return () => {
      stopFollowing();
      stopSettling();
    };
  }

  return {
    list,
    view,
    dispatch,
    update,
    setQuery: (query) => {
      if (!scope) rememberQuery(memory, query);
      list.setQuery(query);
    },
    create: (insert) =>
      attempt(async () => {
        const { id } = await undo.act({
          write: () => core.rpc.tasks.create(insert),
          tell: ({ title }) => ({ text: `Added “${title}”` }),
        });
        dispatch({ type: 'focused', index: view.getState().active.index, id });
      }),
    remove: (task) =>
      attempt(async () => {
        await undo.act({
          write: () => core.rpc.tasks.remove({ id: task.id, revision: task.revision }),
          tell: () => ({ text: `Deleted: “${task.title}”` }),
        });
      }),
    removeProject: ({ id, name }) =>
      attempt(async () => {
        await undo.act({
          write: () => core.rpc.projects.remove({ id }),
          tell: () => ({ text: `Deleted the project “${name}”` }),
        });
      }),
    updateSelected: (updates) =>
      attempt(async () => {
        const { ids, what } = selection();
        if (ids.length === 0) return;
        await undo.act({
          write: () => core.rpc.tasks.updateMany({ ids, updates }),
          tell: ({ rows, left }) => ({ text: words({ updates, what: what(rows) }), lines: goneWords(left) }),
        });
      }),
    removeSelected: () =>
      attempt(async () => {
        const { ids, what } = selection();
        if (ids.length === 0) return;
        await undo.act({
          write: () => core.rpc.tasks.removeMany({ ids }),
          tell: ({ rows, left }) => ({ text: `Deleted: ${what(rows)}`, lines: goneWords(left) }),
        });
        dispatch({ type: 'selected', ids: [] });
      }),
    selectTo: async (index) => {
      const { anchor = index } = view.getState();
      const [first, last] = anchor < index ? [anchor, index] : [index, anchor];
      const held: string[] = [];
      for (let at = first; at <= last; at += 1) {
        const id = rowAt({ rows: list.store.getState(), index: at, pageSize: PAGE_SIZE })?.id;
        if (id !== undefined) held.push(id);
      }
      if (held.length === last - first + 1) {
        view.setState({ anchor });
        return dispatch({ type: 'selected', ids: held });
      }
      await attempt(async () => {
        const { ids } = await matching();
        view.setState({ anchor });
        dispatch({ type: 'selected', ids: ids.slice(first, last + 1) });
        if (last >= ids.length)
          notices.show({ text: `One act changes ${ids.length.toLocaleString('en')} tasks at most: no more are selected.` });
      });
    },
    selectAll: async () => {
      await attempt(async () => {
        const { ids, total } = await matching();
        dispatch({ type: 'selected', ids });
        if (total > ids.length)
          notices.show({
            text: `The first ${ids.length.toLocaleString('en')} of ${total.toLocaleString('en')} tasks are selected: as many as one act changes.`,
          });
      });
    },
    move: ({ task, status, afterId, where }) =>
      attempt(async () => {
        await undo.act({
          write: () => core.rpc.tasks.move({ id: task.id, status, after_id: afterId }),
          tell: () => ({ text: `Moved “${task.title}” ${where}` }),
        });
      }),
    settleConflict: async (keep) => {
      const { conflict } = view.getState();
      view.setState({ conflict: undefined });
      if (!conflict) return;
      took(conflict.now);
      if (keep === 'mine') await update(conflict.now, conflict.mine);
    },
    showDetail: (id) => {
      if (view.getState().detail?.id === id) return;
      view.setState({ detail: id === undefined ? undefined : { id, task: undefined, failure: undefined } });
      void readDetail();
    },
    follow,
  };
}
