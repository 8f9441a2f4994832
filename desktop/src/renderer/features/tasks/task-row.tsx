import type { Task } from '@adiuva/shared-protocol';
import { type KeyboardEvent, type MouseEvent, useRef } from 'react';
import type { ProjectsStore } from '#renderer/features/project-names/index.ts';
import { classNames } from '#renderer/ui/index.ts';
import type { TasksStore } from './create-tasks-store.ts';
import { SelectMark } from './select-mark.tsx';
import type { TaskActions } from './task-cell-props.ts';
import { TaskCells } from './task-cells.tsx';
import type { Editing } from './task-view-state.ts';

export interface TaskRowProps {
  /** Undefined until it is read. */
  task: Task | undefined;
  index: number;
  /** It has the focus of the list, and so the keys. */
  isActive: boolean;
  isSelected: boolean;
  /** Its details stand beside the list. */
  isShown: boolean;
  /** Some row is selected: all show their mark. */
  selecting: boolean;
  editing: Editing;
  height: number;
  narrow: boolean;
  now: number;
  zone: string;
  home: string | undefined;
  projects: ProjectsStore;
  projectName: string | undefined;
  actions: TaskActions;
  dispatch: TasksStore['dispatch'];
  onKeyDown: (event: KeyboardEvent<HTMLDivElement>) => void;
  onPress: (event: MouseEvent) => void;
}

/** Whether a press there is a control’s own, and none of the row. */
function isOnControl({ target }: MouseEvent): boolean {
  return target instanceof Element && target.closest('button, input') !== null;
}

/** One row of the tasks: it takes the focus and the keys, its cells take the rest. */
export function TaskRow({
  task,
  index,
  isActive,
  isSelected,
  isShown,
  selecting,
  editing,
  height,
  narrow,
  now,
  zone,
  home,
  projects,
  projectName,
  actions,
  dispatch,
  onKeyDown,
  onPress,
}: TaskRowProps) {
  const closesMenu = useRef(false);
  return (
    <div
      role="row"
      data-index={index}
      aria-rowindex={index + 1}
      aria-label={task?.title ?? 'Loading'}
      aria-selected={isSelected}
      aria-current={isShown}
      tabIndex={isActive ? 0 : -1}
      style={{ height }}
      onFocus={() => task && dispatch({ type: 'focused', index, id: task.id })}
      onKeyDown={onKeyDown}
      // A click that closes a menu does no more than that.
      onPointerDownCapture={() => {
        closesMenu.current = editing.kind !== 'none';
      }}
      onClick={(event) => {
        if (!closesMenu.current && !isOnControl(event)) onPress(event);
      }}
      onDoubleClick={(event) =>
        task && !isOnControl(event) && dispatch({ type: 'edit', editing: { kind: 'title', id: task.id } })
      }
      className={classNames(
        'task-row focus-inset group mx-2 flex items-center gap-1.5 rounded-m px-2 max-wide:mx-0 max-wide:rounded-none max-wide:px-2',
        isSelected || isShown ? 'bg-accent-soft' : 'hover:bg-hover',
      )}
    >
      {task ? (
        <>
          <SelectMark
            selected={isSelected}
            shown={selecting}
            onSelect={() => dispatch({ type: 'toggled', index, id: task.id })}
          />
          <TaskCells
            key={task.id}
            task={task}
            index={index}
            active={isActive}
            narrow={narrow}
            field={editing.kind !== 'none' && editing.id === task.id ? editing.kind : 'none'}
            now={now}
            zone={zone}
            home={home}
            projects={projects}
            projectName={projectName}
            actions={actions}
          />
        </>
      ) : (
        <div role="gridcell" aria-label="Loading" className="ml-9 h-2.5 w-2/5 rounded-s bg-pressed" />
      )}
    </div>
  );
}
