import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { ProjectsStore } from '#renderer/features/project-names/index.ts';
import { Button, Dialog } from '#renderer/ui/index.ts';
import type { TasksStore } from './create-tasks-store.ts';

/** While the list shows one project: the way to delete it. It asks first, and can be undone. */
export function DeleteProject({ tasks, projects }: { tasks: TasksStore; projects: ProjectsStore }) {
  const query = useStore(tasks.list.store, (state) => state.query);
  const names = useStore(projects.store, (state) => state.byId);
  const [asks, setAsks] = useState(false);
  const id = query.filter.project_id;
  const project = id === undefined || id === 'none' ? undefined : names.get(id);
  if (!project) return undefined;

  async function remove({ id, name }: { id: string; name: string }) {
    setAsks(false);
    if (!(await tasks.removeProject({ id, name }))) return;
    const { project_id: _gone, ...filter } = query.filter;
    tasks.setQuery({ ...query, filter });
  }
  return (
    <>
      <Button look="quiet" className="text-12" onClick={() => setAsks(true)}>
        <Trash2 aria-hidden />
        Delete project
      </Button>
      <Dialog
        title={`Delete “${project.name}”?`}
        description="Its checkpoints go with it. Its tasks and notes stay, without a project. You can undo it."
        open={asks}
        onClose={() => setAsks(false)}
      >
        <div className="flex justify-end gap-2">
          <Button onClick={() => setAsks(false)}>Keep it</Button>
          <Button look="primary" onClick={() => void remove(project)}>
            Delete the project
          </Button>
        </div>
      </Dialog>
    </>
  );
}
