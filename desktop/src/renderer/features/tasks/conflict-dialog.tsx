import type { Task } from '@adiuva/shared-protocol';
import { useStore } from 'zustand';
import { useAppPowers } from '#renderer/app-powers.ts';
import { dayInWords, dayOf } from '#renderer/days/index.ts';
import type { ProjectsStore } from '#renderer/features/project-names/index.ts';
import { Button, Dialog } from '#renderer/ui/index.ts';
import type { TaskConflict, TasksStore, TaskUpdates } from './create-tasks-store.ts';
import { priorityWords, statusWords } from './task-words.ts';

const fieldWords: Readonly<Record<keyof TaskUpdates, string>> = {
  title: 'Title',
  projectId: 'Project',
  description: 'Description',
  status: 'Status',
  priority: 'Priority',
  assignee: 'People',
  owedBy: 'Waits for',
  dueDate: 'Due',
  position: 'Place',
};

function isField(key: string): key is keyof TaskUpdates {
  return Object.hasOwn(fieldWords, key);
}

/** The user's change met another one: both are shown, and the user says which stays. */
export function ConflictDialog({ tasks, projects, zone }: { tasks: TasksStore; projects: ProjectsStore; zone: string }) {
  const conflict = useStore(tasks.view, (state) => state.conflict);
  return (
    <Dialog
      title="This task was changed meanwhile"
      description="Nothing of yours was written yet. Choose which stays."
      open={conflict !== undefined}
      onClose={() => void tasks.settleConflict('theirs')}
    >
      {conflict && <Both conflict={conflict} projects={projects} zone={zone} />}
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button onClick={() => void tasks.settleConflict('theirs')}>Keep what is there</Button>
        <Button look="primary" onClick={() => void tasks.settleConflict('mine')}>
          Use mine
        </Button>
      </div>
    </Dialog>
  );
}

function Both({ conflict, projects, zone }: { conflict: TaskConflict; projects: ProjectsStore; zone: string }) {
  const { clock } = useAppPowers();
  const names = useStore(projects.store, (state) => state.byId);
  const today = dayOf({ instant: clock.now(), zone });
  const words = (values: TaskUpdates | Task, field: keyof TaskUpdates): string => {
    switch (field) {
      case 'title':
        return values.title ?? '';
      case 'description':
        return values.description || 'Empty';
      case 'status':
        return values.status ? statusWords[values.status] : '';
      case 'priority':
        return values.priority ? priorityWords[values.priority] : '';
      case 'owedBy':
        return values.owedBy === 'theirs' ? 'Somebody else' : 'Me';
      case 'assignee':
        return values.assignee?.join(', ') || 'Nobody';
      case 'projectId':
        return values.projectId ? (names.get(values.projectId)?.name ?? 'Another project') : 'No project';
      case 'dueDate':
        return typeof values.dueDate === 'number'
          ? dayInWords({ day: dayOf({ instant: values.dueDate, zone }), today })
          : 'No date';
      case 'position':
        return String(values.position ?? '');
      default:
        return field satisfies never;
    }
  };
  return (
    <table className="w-full text-13">
      <thead className="text-left text-12 text-ink-3">
        <tr>
          <th className="pb-1 font-medium">
            <span className="sr-only">Field</span>
          </th>
          <th className="pb-1 font-medium">There now</th>
          <th className="pb-1 font-medium">Yours</th>
        </tr>
      </thead>
      <tbody>
        {Object.keys(conflict.mine)
          .filter(isField)
          .map((field) => (
            <tr key={field} className="border-t border-line align-top">
              <th scope="row" className="py-2 pr-3 text-left font-medium">
                {fieldWords[field]}
              </th>
              <td className="py-2 pr-3 wrap-anywhere">{words(conflict.now, field)}</td>
              <td className="py-2 wrap-anywhere">{words(conflict.mine, field)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
