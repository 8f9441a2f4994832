import type { TaskPriority } from '@adiuva/shared-protocol';
import { CalendarDays, Folder, Plus } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { useStore } from 'zustand';
import { useNow } from '#renderer/app-powers.ts';
import { dueWords } from '#renderer/days/index.ts';
import { ProjectPicker, type ProjectsStore } from '#renderer/features/project-names/index.ts';
import { Button, ChoiceMenu, classNames, Floating } from '#renderer/ui/index.ts';
import type { TasksStore } from './create-tasks-store.ts';
import { DueEditor } from './due-editor.tsx';
import { PriorityMark } from './task-icons.tsx';
import { priorityWords } from './task-words.ts';

const priorities: readonly TaskPriority[] = ['high', 'medium', 'low'];

interface Fields {
  title: string;
  due: number | null;
  priority: TaskPriority;
  projectId: string | undefined;
}

/** The row that makes a task: a title, and what belongs to it if wanted. Enter makes it and stays for the next. */
export function NewTask({
  tasks,
  projects,
  zone,
  newIn,
  field,
}: {
  tasks: TasksStore;
  projects: ProjectsStore;
  zone: string;
  /** The project that a task belongs to if nothing else is chosen. */
  newIn: string | undefined;
  field: RefObject<HTMLInputElement | null>;
}) {
  const now = useNow(60_000);
  const names = useStore(projects.store, (state) => state.byId);
  const [noFields] = useState<Fields>({ title: '', due: null, priority: 'medium', projectId: newIn });
  const [fields, setFields] = useState(noFields);
  const [open, setOpen] = useState<'due' | 'project'>();
  const { title, due, priority, projectId } = fields;
  const set = (some: Partial<Fields>) => setFields((before) => ({ ...before, ...some }));

  /** The field is free for the next task at once; what could not be made comes back into it, if it still is. */
  async function create() {
    const text = title.trim();
    if (text === '') return;
    setFields(noFields);
    field.current?.focus();
    const made = await tasks.create({
      title: text,
      ...(due === null ? {} : { dueDate: due }),
      ...(priority === 'medium' ? {} : { priority }),
      ...(projectId === undefined ? {} : { projectId }),
    });
    if (!made) setFields((now) => (now === noFields ? fields : now));
  }

  const words = due === null ? undefined : dueWords({ due, now, zone, done: false });
  const backToTitle = () => field.current?.focus();
  return (
    <form
      className="group mx-4 mb-2 flex min-h-10 flex-wrap items-center gap-1 rounded-m border border-line bg-raised pr-1.5 pl-3 shadow-field focus-within:border-line-control max-wide:mx-3"
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <Plus aria-hidden className="mr-1.5 size-4 shrink-0 text-ink-3" />
      <input
        ref={field}
        aria-label="New task"
        placeholder="New task"
        value={title}
        maxLength={500}
        onChange={(event) => set({ title: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
        className="h-9.5 min-w-0 flex-1 basis-40 bg-transparent text-14 outline-none"
      />
      <div className={classNames('flex min-w-0 items-center gap-0.5', title === '' && open === undefined && 'max-wide:hidden')}>
        <DueEditor
          due={due}
          now={now}
          zone={zone}
          open={open === 'due'}
          onOpenChange={(next) => setOpen(next ? 'due' : undefined)}
          onChange={(next) => set({ due: next })}
          onClosed={backToTitle}
          trigger={
            <Button
              look="quiet"
              aria-label={words ? `New task’s due date: ${words.text}` : 'New task’s due date'}
              className="h-6.5 px-1.5 text-12"
            >
              <CalendarDays aria-hidden />
              <span className={classNames(words && 'text-ink')}>{words?.text ?? 'Due'}</span>
            </Button>
          }
        />
        <ChoiceMenu
          label="Priority"
          align="end"
          value={priority}
          choices={priorities.map((value) => ({ value, label: priorityWords[value], icon: <PriorityMark priority={value} /> }))}
          onChoose={(next) => set({ priority: next })}
          onClosed={backToTitle}
        >
          <Button look="quiet" aria-label={`New task’s priority: ${priorityWords[priority]}`} className="h-6.5 px-1.5 text-12">
            <PriorityMark priority={priority} />
          </Button>
        </ChoiceMenu>
        <Floating
          label="Project"
          align="end"
          open={open === 'project'}
          onOpenChange={(next) => setOpen(next ? 'project' : undefined)}
          onClosed={backToTitle}
          trigger={
            <Button look="quiet" aria-label="New task’s project" className="h-6.5 min-w-0 px-1.5 text-12">
              <Folder aria-hidden />
              <span className={classNames('max-w-32 truncate', projectId !== undefined && 'text-ink')}>
                {projectId === undefined ? 'Project' : (names.get(projectId)?.name ?? 'Project')}
              </span>
            </Button>
          }
        >
          <ProjectPicker
            creates
            projects={projects}
            value={projectId ?? 'none'}
            fixed={[{ value: 'none', label: 'No project' }]}
            onPick={(value) => {
              set({ projectId: value === 'none' ? undefined : value });
              setOpen(undefined);
            }}
          />
        </Floating>
      </div>
      <Button type="submit" look={title.trim() === '' ? 'quiet' : 'primary'} disabled={title.trim() === ''}>
        Add
      </Button>
    </form>
  );
}
