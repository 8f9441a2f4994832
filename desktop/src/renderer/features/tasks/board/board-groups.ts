import type { Task } from '@adiuva/shared-protocol';
import { useEffect, useMemo, useState } from 'react';
import type { WorkTree } from '#rpc/projects.ts';
import type { TaskFilter, TaskOrder } from '#rpc/tasks.ts';
import { useAppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import type { BoardGrouping } from '#renderer/features/tasks/remembered-query.ts';
import { statusWords } from '#renderer/features/tasks/task-words.ts';

/** A column of the board: which tasks stand in it, and what putting a card there means. */
export interface BoardGroup {
  /** A status, a project's id, or `none`. */
  key: string;
  title: string;
  /** Said where nothing stands in it. */
  empty: string;
  filter: TaskFilter;
  order: TaskOrder;
}

/** The column of tasks without a project. No id is this word. */
export const NO_PROJECT = 'none';

const statusGroups: readonly BoardGroup[] = (
  [
    ['todo', 'Nothing to do here.'],
    ['in_progress', 'Put here what you are at.'],
    ['done', 'Nothing is done yet.'],
  ] as const
).map(([status, empty]) => ({ key: status, title: statusWords[status], empty, filter: { status }, order: 'position' }));

function projectGroup({ id, name }: { id: string; name: string }): BoardGroup {
  return { key: id, title: name, empty: 'Nothing is open here.', filter: { status: 'open', project_id: id }, order: 'due' };
}

/** The column that a task stands in. */
export function groupKeyOf({ task, grouping }: { task: Task; grouping: BoardGrouping }): string {
  return grouping === 'status' ? task.status : (task.projectId ?? NO_PROJECT);
}

/**
 * The columns of the board. Projects: those that are active, with open tasks first, as they were when the board was opened
 * or a project changed, so that columns do not wander while cards are moved. Undefined until they are read.
 */
export function useBoardGroups({
  grouping,
  projectId,
}: {
  grouping: BoardGrouping;
  /** The one project, or none, that the tasks are narrowed to. */
  projectId: string | undefined;
}): readonly BoardGroup[] | undefined {
  const { core } = useAppPowers();
  const [projects, setProjects] = useState<WorkTree['projects']>();
  const isByProject = grouping === 'project';
  useEffect(() => {
    if (!isByProject) return undefined;
    let current = true;
    const read = () =>
      void core.rpc.projects.tree().then(
        (tree) => current && setProjects(tree.projects),
        // The columns that are known stay; the rows in them say what is the matter.
        () => current && setProjects((known) => known ?? []),
      );
    read();
    const stop = core.onInvalidation((invalidation) => {
      if (concerns(invalidation, { topic: 'projects' })) read();
    });
    return () => {
      current = false;
      stop();
    };
  }, [core, isByProject]);
  return useMemo(() => {
    if (!isByProject) return statusGroups;
    if (!projects) return undefined;
    const active = projects
      .filter(({ status }) => status === 'active')
      .toSorted((a, b) => Number(b.open > 0) - Number(a.open > 0) || a.name.localeCompare(b.name));
    const groups = [projectGroup({ id: NO_PROJECT, name: 'No project' }), ...active.map(projectGroup)];
    return projectId === undefined ? groups : groups.filter(({ key }) => key === projectId);
  }, [isByProject, projects, projectId]);
}
