import type { Task } from '@adiuva/shared-protocol';
import type { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { taskInsertSchema, taskUpdateSchema } from '@adiuva/shared-protocol';
import type { AppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { createPagedStore, indexOfRow, type PagedStore, rowAt, withRow } from '#renderer/paging/index.ts';
import { type Failure, failureOf } from '#renderer/rpc-client.ts';
import { recallQuery, rememberQuery } from './remembered-query.ts';
import { firstTaskView, nextTaskView, type TaskQuery, type TaskViewEvent, type TaskViewState } from './task-view-state.ts';

export type TaskUpdates = z.infer<typeof taskUpdateSchema>;
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
  /** Changes a task as the user saw it. Answers whether it was done. */
  update: (task: Task, updates: TaskUpdates) => Promise<boolean>;
  /** Deletes a task, with its comments. Answers whether it was done. */
  remove: (task: Task) => Promise<boolean>;
  /** Deletes a project, with its checkpoints; its tasks stay without one. Answers whether it was done. */
  removeProject: (id: string) => Promise<boolean>;
  /** Undoes the newest deletion of a row. */
  bringBack: (row: { table: 'tasks' | 'projects'; id: string; label: string }) => Promise<void>;
  settleConflict: (keep: 'theirs' | 'mine') => Promise<void>;
  showDetail: (id: string | undefined) => void;
  dispose: () => void;
}

const PAGE_SIZE = 100;

export function createTasksStore({ core, notices, memory }: AppPowers): TasksStore {
  const list = createPagedStore<Task, TaskQuery>({
    query: recallQuery(memory),
    pageSize: PAGE_SIZE,
    fetchPage: ({ query, offset, limit }) => core.rpc.tasks.list({ ...query, offset, limit }),
  });
  const view = createStore<TasksState>(() => ({ ...firstTaskView, conflict: undefined, detail: undefined }));
  const dispatch = (event: TaskViewEvent) => view.setState((state) => nextTaskView(state, event));

  async function readDetail(): Promise<void> {
    const id = view.getState().detail?.id;
    if (id === undefined) return;
    const found = await core.rpc.tasks.get({ id }).then(
      (task) => ({ task, failure: undefined }),
      (error: unknown) => ({ failure: failureOf(error) }),
    );
    view.setState(({ detail }) => {
      if (detail?.id !== id) return {};
      // While the core is away the task last seen stays.
      if (found.failure?.kind === 'core_away' && detail.task) return {};
      return { detail: { id, task: undefined, ...found } };
    });
  }

  function took(task: Task) {
    list.store.setState((state) => withRow(state, task));
    view.setState(({ detail }) => (detail?.id === task.id ? { detail: { ...detail, task, failure: undefined } } : {}));
  }

  async function update(task: Task, updates: TaskUpdates): Promise<boolean> {
    try {
      took(await core.rpc.tasks.update({ id: task.id, revision: task.revision, updates }));
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
    }
  }

  const stopFollowing = core.onInvalidation((invalidation) => {
    if (!concerns(invalidation, { topic: 'tasks' })) return;
    list.refresh();
    void readDetail();
  });
  const stopSettling = list.store.subscribe((rows) => {
    if (rows.phase !== 'ready') return;
    const { active } = view.getState();
    const foundAt =
      active.id === undefined ? undefined : indexOfRow({ rows, pageSize: PAGE_SIZE, is: (task: Task) => task.id === active.id });
    dispatch({
      type: 'rows',
      total: rows.total ?? 0,
      foundAt,
      idAt: (index) => rowAt({ rows, index, pageSize: PAGE_SIZE })?.id,
    });
  });

  return {
    list,
    view,
    dispatch,
    update,
    setQuery: (query) => {
      rememberQuery(memory, query);
      list.setQuery(query);
    },
    create: async (insert) => {
      try {
        const task = await core.rpc.tasks.create(insert);
        dispatch({ type: 'focused', index: view.getState().active.index, id: task.id });
        return true;
      } catch (error) {
        notices.show({ text: failureOf(error).sentence, tone: 'problem' });
        return false;
      }
    },
    remove: async (task) => {
      try {
        await core.rpc.tasks.remove({ id: task.id, revision: task.revision });
        return true;
      } catch (error) {
        notices.show({ text: failureOf(error).sentence, tone: 'problem' });
        return false;
      }
    },
    removeProject: async (id) => {
      try {
        await core.rpc.projects.remove({ id });
        return true;
      } catch (error) {
        notices.show({ text: failureOf(error).sentence, tone: 'problem' });
        return false;
      }
    },
    bringBack: async ({ table, id, label }) => {
      try {
        const { items } = await core.rpc.activity.rowHistory({ table, row_id: id, offset: 0, limit: 20 });
        const deletion = items.find(({ kind, active }) => kind === 'delete' && active);
        if (!deletion) return notices.show({ text: `“${label}” is not deleted any more.` });
        await core.rpc.activity.switch({ kind: 'undo', scope: { by: 'change', change_id: deletion.change_id } });
        notices.show({ text: `“${label}” is back` });
      } catch (error) {
        notices.show({ text: failureOf(error).sentence, tone: 'problem' });
      }
    },
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
    dispose: () => {
      stopFollowing();
      stopSettling();
    },
  };
}
