import type { TaskPriority, TaskStatus } from '@adiuva/shared-protocol';
import { CalendarDays, Folder, Trash2, Users, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useStore } from 'zustand';
import { useNow } from '#renderer/app-powers.ts';
import { ProjectPicker, type ProjectsStore } from '#renderer/features/project-names/index.ts';
import { Button, ChoiceMenu, classNames, Floating, IconButton } from '#renderer/ui/index.ts';
import type { TasksStore } from './create-tasks-store.ts';
import { DueEditor } from './due-editor.tsx';
import { PriorityMark, StatusMark } from './task-icons.tsx';
import type { TaskField } from './task-view-state.ts';
import { priorityWords, statusWords } from './task-words.ts';

const statuses: readonly TaskStatus[] = ['todo', 'in_progress', 'done'];
const priorities: readonly TaskPriority[] = ['high', 'medium', 'low'];

/** What stands for “of many, some have this and some that” where a menu marks what is so now. */
const MIXED = 'mixed';

export type BulkMenu = TaskField | 'people';

/** What can be done with all that is selected, at once and in one act. */
export function BulkBar({
  tasks,
  projects,
  zone,
  open,
  onOpen,
  onLeave,
  sticks = false,
}: {
  tasks: TasksStore;
  projects: ProjectsStore;
  zone: string;
  /** The menu that a key opened. */
  open: BulkMenu | undefined;
  onOpen: (menu: BulkMenu | undefined) => void;
  /** The list takes the focus again. */
  onLeave: () => void;
  /** It stays in sight at the foot of a page that scrolls. */
  sticks?: boolean;
}) {
  const count = useStore(tasks.view, (state) => state.selected.size);
  const now = useNow(60_000);
  if (count === 0) return undefined;
  const menu = (name: BulkMenu) => ({
    open: open === name,
    onOpenChange: (next: boolean) => onOpen(next ? name : undefined),
    onClosed: onLeave,
  });
  return (
    <div
      role="toolbar"
      aria-label="Selected tasks"
      data-bulk-bar
      className={classNames(
        'pointer-events-none inset-x-0 bottom-3 z-10 flex justify-center px-3',
        sticks ? 'sticky mt-2' : 'absolute',
      )}
    >
      <div className="pointer-events-auto flex max-w-full animate-rise flex-wrap items-center gap-0.5 rounded-l bg-raised p-1 shadow-float">
        <p role="status" className="px-2.5 text-13 font-medium whitespace-nowrap nums">
          {count.toLocaleString('en')} selected
        </p>
        <ChoiceMenu<TaskStatus | typeof MIXED>
          label="Status of all selected"
          value={MIXED}
          choices={statuses.map((value) => ({ value, label: statusWords[value], icon: <StatusMark status={value} /> }))}
          onChoose={(status) => status !== MIXED && void tasks.updateSelected({ status })}
          {...menu('status')}
        >
          <Button look="quiet">
            <StatusMark status="in_progress" />
            Status
          </Button>
        </ChoiceMenu>
        <DueEditor
          due={null}
          clears
          now={now}
          zone={zone}
          onChange={(dueDate) => void tasks.updateSelected({ dueDate })}
          trigger={
            <Button look="quiet">
              <CalendarDays aria-hidden />
              Due
            </Button>
          }
          {...menu('due')}
        />
        <ChoiceMenu<TaskPriority | typeof MIXED>
          label="Priority of all selected"
          value={MIXED}
          choices={priorities.map((value) => ({ value, label: priorityWords[value], icon: <PriorityMark priority={value} /> }))}
          onChoose={(priority) => priority !== MIXED && void tasks.updateSelected({ priority })}
          {...menu('priority')}
        >
          <Button look="quiet">
            <PriorityMark priority="high" />
            Priority
          </Button>
        </ChoiceMenu>
        <Floating
          label="Project of all selected"
          trigger={
            <Button look="quiet">
              <Folder aria-hidden />
              Project
            </Button>
          }
          {...menu('project')}
        >
          <ProjectPicker
            creates
            projects={projects}
            value={MIXED}
            fixed={[{ value: 'none', label: 'No project' }]}
            onPick={(value) => {
              onOpen(undefined);
              void tasks.updateSelected({ projectId: value === 'none' ? null : value });
            }}
          />
        </Floating>
        <Floating
          label="People of all selected"
          align="end"
          trigger={
            <Button look="quiet">
              <Users aria-hidden />
              People
            </Button>
          }
          {...menu('people')}
        >
          <PeopleForm
            onSet={(assignee) => {
              onOpen(undefined);
              void tasks.updateSelected({ assignee });
            }}
          />
        </Floating>
        <Button look="quiet" className="text-late hover:text-late" onClick={() => void tasks.removeSelected().then(onLeave)}>
          <Trash2 aria-hidden />
          Delete
        </Button>
        <IconButton
          label="Clear the selection"
          shortcut="Esc"
          onClick={() => {
            tasks.dispatch({ type: 'selected', ids: [] });
            onLeave();
          }}
        >
          <X />
        </IconButton>
      </div>
    </div>
  );
}

function PeopleForm({ onSet }: { onSet: (names: string[]) => void }) {
  const [text, setText] = useState('');
  function submit(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    onSet(
      text
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    );
  }
  return (
    <form className="flex w-64 gap-1.5 p-1" onSubmit={submit}>
      <input
        aria-label="People of all selected"
        placeholder="Names, with commas; empty for nobody"
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="h-control min-w-0 flex-1 rounded-s border border-line-strong bg-surface px-2 text-13"
      />
      <Button type="submit" look="primary">
        Set
      </Button>
    </form>
  );
}
