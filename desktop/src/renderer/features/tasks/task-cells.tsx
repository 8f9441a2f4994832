import { Sparkles } from 'lucide-react';
import { memo } from 'react';
import { classNames, useDraft } from '#renderer/ui/index.ts';
import { DueCell, PriorityCell, ProjectCell, StatusCell } from './field-cells.tsx';
import type { TaskCellsProps } from './task-cell-props.ts';

/**
 * A task's cells. The row itself, which has the focus and the keys, is the list's. Menus are made only while they are
 * open: what scrolls by stays light.
 */
export const TaskCells = memo(function TaskCells(props: TaskCellsProps) {
  const { task, narrow, home } = props;
  if (narrow)
    return (
      <>
        <StatusCell {...props} />
        <div role="presentation" className="min-w-0 flex-1">
          <TitleCell {...props} />
          <div role="presentation" className="-ml-1.5 flex items-center">
            <DueCell {...props} />
            <PriorityCell {...props} />
            {task.projectId !== null && (task.projectId !== home || props.field === 'project') && <ProjectCell {...props} />}
          </div>
        </div>
      </>
    );
  return (
    <>
      <StatusCell {...props} />
      <TitleCell {...props} />
      <ProjectCell {...props} />
      <PriorityCell {...props} />
      <DueCell {...props} />
    </>
  );
});

function TitleCell(props: TaskCellsProps) {
  const { task, field } = props;
  if (field === 'title') return <TitleField {...props} />;
  return (
    <div
      role="gridcell"
      className={classNames(
        'min-w-0 flex-1 truncate text-14',
        task.status === 'done' ? 'text-ink-3 line-through decoration-line-control' : 'text-ink',
      )}
    >
      {task.title}
      {task.isAiSuggested === 1 && (
        <span className="ml-2 inline-flex items-center gap-1 align-[-1px] text-12 text-ink-3">
          <Sparkles aria-hidden className="size-3" /> Suggested
        </span>
      )}
    </div>
  );
}

function TitleField({ task, index, actions }: TaskCellsProps) {
  const draft = useDraft({
    value: task.title,
    onCommit: (text) => {
      if (text.trim() !== '') actions.update(task, { title: text.trim() });
    },
  });
  return (
    <div role="gridcell" className="min-w-0 flex-1">
      <input
        // Editing was asked for: the field takes the focus.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        aria-label="Title"
        value={draft.text}
        maxLength={500}
        onFocus={(event) => event.target.select()}
        onChange={(event) => draft.set(event.target.value)}
        onBlur={() => {
          draft.commit();
          actions.edit({ kind: 'none' });
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape') draft.reset();
          if (event.key === 'Enter') draft.commit();
          if (event.key === 'Enter' || event.key === 'Escape') actions.leave(index);
        }}
        className="-ml-1.5 h-7 w-full rounded-s border border-line-control bg-raised px-1.25 text-14 outline-none"
      />
    </div>
  );
}
