import { CalendarDays, CircleCheck, CircleDashed, CircleDot, Flag, Trash2, X } from 'lucide-react';
import type { Command } from '#renderer/commands/index.ts';
import { addDays, dayOf, startOfDay, weekdayOf } from '#renderer/days/index.ts';
import type { TasksStore, TaskUpdates } from './create-tasks-store.ts';

/** What can be done with the selected tasks, for the palette. */
export function selectionCommands({
  tasks,
  count,
  today,
  zone,
}: {
  tasks: TasksStore;
  count: number;
  /** An instant of the day that “today” means. */
  today: number;
  zone: string;
}): readonly Command[] {
  if (count === 0) return [];
  const group = `The ${count === 1 ? 'selected task' : `${count.toLocaleString('en')} selected tasks`}`;
  const day = dayOf({ instant: today, zone });
  const set = (id: string, title: string, icon: Command['icon'], updates: TaskUpdates): Command => ({
    id: `selected ${id}`,
    title,
    group,
    ...(icon ? { icon } : {}),
    words: 'selected tasks',
    run: () => void tasks.updateSelected(updates),
  });
  const due = (days: number) => ({ dueDate: startOfDay({ day: addDays(day, days), zone }) });
  return [
    set('done', 'Mark as done', CircleCheck, { status: 'done' }),
    set('progress', 'Mark as in progress', CircleDot, { status: 'in_progress' }),
    set('todo', 'Mark as to do', CircleDashed, { status: 'todo' }),
    set('today', 'Due today', CalendarDays, due(0)),
    set('tomorrow', 'Due tomorrow', CalendarDays, due(1)),
    set('monday', 'Due next Monday', CalendarDays, due(8 - weekdayOf(day))),
    set('no date', 'Without a due date', CalendarDays, { dueDate: null }),
    set('high', 'High priority', Flag, { priority: 'high' }),
    set('medium', 'Medium priority', Flag, { priority: 'medium' }),
    set('low', 'Low priority', Flag, { priority: 'low' }),
    {
      id: 'selected delete',
      title: 'Delete them',
      group,
      icon: Trash2,
      words: 'selected tasks remove',
      run: () => void tasks.removeSelected(),
    },
    {
      id: 'selected clear',
      title: 'Clear the selection',
      group,
      icon: X,
      run: () => tasks.dispatch({ type: 'selected', ids: [] }),
    },
  ];
}
