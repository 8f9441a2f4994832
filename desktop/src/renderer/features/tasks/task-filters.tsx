import { ArrowDownWideNarrow, ChevronDown, Columns3, Search, X } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { TaskFilter, TaskOrder } from '#rpc/tasks.ts';
import { useAppPowers } from '#renderer/app-powers.ts';
import { ProjectPicker, type ProjectsStore } from '#renderer/features/project-names/index.ts';
import { Button, ChoiceMenu, Floating } from '#renderer/ui/index.ts';
import type { TasksStore } from './create-tasks-store.ts';
import { filterLook, PeopleFilters } from './people-filters.tsx';
import type { BoardGrouping, TasksLook } from './remembered-query.ts';
import { firstTaskQuery, isNarrowed, withFilter } from './task-view-state.ts';
import { dueFilterWords, orderWords, priorityWords, statusFilterWords } from './task-words.ts';

const SETTLE_MS = 120;

type StatusChoice = keyof typeof statusFilterWords;
type DueChoice = keyof typeof dueFilterWords;
type PriorityChoice = keyof typeof priorityFilterWords;

const priorityFilterWords = { any: 'Any', ...priorityWords };
const statuses: readonly StatusChoice[] = ['open', 'todo', 'in_progress', 'done', 'all'];
const dues: readonly DueChoice[] = ['any', 'overdue', 'today', 'week', 'none'];
const priorities: readonly PriorityChoice[] = ['any', 'high', 'medium', 'low'];
const groupingWords: Readonly<Record<BoardGrouping, string>> = { status: 'Status', project: 'Project' };
const orders: readonly TaskOrder[] = ['due', 'position', 'priority', 'updated', 'created', 'title'];

function choicesOf<Value extends string>({
  values,
  words,
}: {
  values: readonly Value[];
  words: Readonly<Record<Value, string>>;
}) {
  return values.map((value) => ({ value, label: words[value] }));
}

export function TaskFilters({
  tasks,
  projects,
  field,
  look,
  grouping,
  onGrouping,
  about,
}: {
  tasks: TasksStore;
  projects: ProjectsStore;
  field: RefObject<HTMLInputElement | null>;
  /** A board has columns, and an order of its own. */
  look: TasksLook;
  grouping: BoardGrouping;
  onGrouping: (grouping: BoardGrouping) => void;
  /** What the list is about, and so cannot be narrowed to. */
  about: 'all' | 'project' | 'client';
}) {
  const { query } = useStore(tasks.list.store);
  const { filter, order } = query;
  const names = useStore(projects.store, (state) => state.byId);
  const [projectOpen, setProjectOpen] = useState(false);
  const set = <Key extends keyof TaskFilter>(key: Key, value: TaskFilter[Key] | undefined) =>
    tasks.setQuery(withFilter(query, key, value));
  const projectLabel =
    filter.project_id === undefined
      ? 'Project'
      : filter.project_id === 'none'
        ? 'No project'
        : `Project: ${names.get(filter.project_id)?.name ?? 'one'}`;

  return (
    <div role="group" aria-label="Filters" className="mx-4 mb-1 flex flex-wrap items-center gap-0.5 max-wide:mx-3">
      <SearchField tasks={tasks} field={field} />
      {look === 'list' && (
        <ChoiceMenu<StatusChoice>
          label="Status"
          value={filter.status ?? 'all'}
          choices={choicesOf({ values: statuses, words: statusFilterWords })}
          onChoose={(status) => set('status', status === 'all' ? undefined : status)}
        >
          <Button look="quiet" className={filterLook(filter.status !== 'open')}>
            Status: {statusFilterWords[filter.status ?? 'all']}
            <ChevronDown aria-hidden />
          </Button>
        </ChoiceMenu>
      )}
      <ChoiceMenu<DueChoice>
        label="Due"
        value={filter.due ?? 'any'}
        choices={choicesOf({ values: dues, words: dueFilterWords })}
        onChoose={(due) => set('due', due === 'any' ? undefined : due)}
      >
        <Button look="quiet" className={filterLook(filter.due !== undefined)}>
          {filter.due ? `Due: ${dueFilterWords[filter.due]}` : 'Due'}
          <ChevronDown aria-hidden />
        </Button>
      </ChoiceMenu>
      <ChoiceMenu<PriorityChoice>
        label="Priority"
        value={filter.priority ?? 'any'}
        choices={choicesOf({ values: priorities, words: priorityFilterWords })}
        onChoose={(priority) => set('priority', priority === 'any' ? undefined : priority)}
      >
        <Button look="quiet" className={filterLook(filter.priority !== undefined)}>
          {filter.priority ? `Priority: ${priorityWords[filter.priority]}` : 'Priority'}
          <ChevronDown aria-hidden />
        </Button>
      </ChoiceMenu>
      {about !== 'project' && (
        <Floating
          label="Project"
          open={projectOpen}
          onOpenChange={setProjectOpen}
          trigger={
            <Button look="quiet" className={filterLook(filter.project_id !== undefined)}>
              <span className="max-w-36 truncate">{projectLabel}</span>
              <ChevronDown aria-hidden />
            </Button>
          }
        >
          <ProjectPicker
            projects={projects}
            value={filter.project_id ?? 'any'}
            fixed={[
              { value: 'any', label: 'Any project' },
              { value: 'none', label: 'No project' },
            ]}
            onPick={(value) => {
              setProjectOpen(false);
              set('project_id', value === 'any' ? undefined : value);
            }}
          />
        </Floating>
      )}
      <PeopleFilters tasks={tasks} withClient={about === 'all'} />
      {isNarrowed(query) && (
        <Button look="quiet" className="h-6.5 px-2 text-12" onClick={() => tasks.setQuery({ ...firstTaskQuery, order })}>
          <X aria-hidden />
          Clear filters
        </Button>
      )}
      <span className="flex-1 max-wide:hidden" />
      {look === 'board' && (
        <ChoiceMenu<BoardGrouping>
          label="Columns"
          align="end"
          value={grouping}
          choices={choicesOf({ values: ['status', 'project'], words: groupingWords })}
          onChoose={onGrouping}
        >
          <Button look="quiet" className="h-6.5 px-2 text-12">
            <Columns3 aria-hidden />
            Columns: {groupingWords[grouping]}
          </Button>
        </ChoiceMenu>
      )}
      {look === 'list' && (
        <ChoiceMenu<TaskOrder>
          label="Sort by"
          align="end"
          value={order}
          choices={choicesOf({ values: orders, words: orderWords })}
          onChoose={(next) => tasks.setQuery({ ...query, order: next })}
        >
          <Button look="quiet" className="h-6.5 px-2 text-12 max-wide:-order-1 max-wide:h-8.5 max-wide:w-9">
            <ArrowDownWideNarrow aria-hidden />
            <span className="@max-[44rem]:sr-only">Sort: {orderWords[order]}</span>
          </Button>
        </ChoiceMenu>
      )}
    </div>
  );
}

/** Searches as one types, once the typing rests for a moment. */
function SearchField({ tasks, field }: { tasks: TasksStore; field: RefObject<HTMLInputElement | null> }) {
  const { clock } = useAppPowers();
  const searched = useStore(tasks.list.store, (state) => state.query.filter.search ?? '');
  /** What is typed and not searched for yet; undefined while nothing is. */
  const [typed, setTyped] = useState<string>();
  useEffect(() => {
    if (typed === undefined) return undefined;
    return clock.after(SETTLE_MS, () => {
      const { query } = tasks.list.store.getState();
      tasks.setQuery(withFilter(query, 'search', typed === '' ? undefined : typed));
      setTyped(undefined);
    });
  }, [clock, tasks, typed]);
  const text = typed ?? searched;
  return (
    <label className="mr-1 flex max-wide:-order-2 h-7 w-52 min-w-24 shrink items-center gap-1.5 rounded-m border border-line bg-raised px-2 focus-within:border-line-control wide:@max-[44rem]:w-36 max-wide:mr-0 max-wide:h-8.5 max-wide:w-[calc(100%-2.5rem)]">
      <Search aria-hidden className="size-3.5 shrink-0 text-ink-3" />
      <input
        ref={field}
        type="search"
        aria-label="Search tasks"
        placeholder="Search"
        value={text}
        maxLength={500}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          if (text === '') event.currentTarget.blur();
          else setTyped('');
        }}
        className="min-w-0 flex-1 bg-transparent text-13 outline-none [&::-webkit-search-cancel-button]:hidden"
      />
    </label>
  );
}
