import type { Task } from '@adiuva/shared-protocol';
import { Circle, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { useAppPowers } from '#renderer/app-powers.ts';
import { dayInWords, dayOf } from '#renderer/days/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { hrefOf } from '#renderer/routes.ts';
import { failureOf } from '#renderer/rpc-client.ts';
import { Button, classNames, Problem, Section } from '#renderer/ui/index.ts';
import { useRead } from './use-read.ts';

const FIRST = 20;
const MORE = 100;

/** The open tasks of a project, the nearest first: to complete, to open, and to add to. */
export function TaskRows({
  projectId,
  zone,
  now,
  onOpenRow,
}: {
  projectId: string;
  zone: string;
  now: number;
  onOpenRow: (row: { table: string; id: string }) => void;
}) {
  const { core, notices, undo } = useAppPowers();
  const [limit, setLimit] = useState(FIRST);
  const [title, setTitle] = useState('');
  const { found, failure, refresh } = useRead({
    key: `${projectId} ${limit}`,
    read: () => core.rpc.tasks.list({ filter: { project_id: projectId, status: 'open' }, order: 'due', offset: 0, limit }),
    topics: ['tasks'],
  });
  async function act(text: string, write: () => Promise<{ change_ids: string[] }>): Promise<boolean> {
    try {
      const { change_ids: changeIds } = await write();
      undo.done({ text, changeIds });
      return true;
    } catch (error) {
      notices.show({ text: failureOf(error).sentence, tone: 'problem' });
      return false;
    }
  }
  async function add() {
    const given = title.trim();
    if (given === '') return;
    if (await act(`Created “${given}”`, () => core.rpc.tasks.create({ title: given, projectId }))) setTitle('');
  }
  const total = found?.total ?? 0;
  return (
    <Section
      title="Open tasks"
      action={total > 0 && <span className="text-12 text-ink-3 nums">{total.toLocaleString('en')}</span>}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <input
          aria-label="New task of the project"
          placeholder="New task…"
          value={title}
          maxLength={500}
          onChange={(event) => setTitle(event.target.value)}
          className="h-8 w-full rounded-m border border-line bg-raised px-2.5 text-13 shadow-field"
        />
      </form>
      {failure && failure.kind !== 'core_away' && <Problem onRetry={refresh}>{failure.sentence}</Problem>}
      {!found ? (
        !failure && <Reading label="Reading its tasks…" />
      ) : total === 0 ? (
        <p className="text-13 text-ink-3">Nothing is open here.</p>
      ) : (
        <ul aria-label="Open tasks" className="-mx-2">
          {found.items.map((task) => (
            <TaskLine
              key={task.id}
              task={task}
              zone={zone}
              now={now}
              onComplete={() =>
                void act(`Done: “${task.title}”`, () =>
                  core.rpc.tasks.update({ id: task.id, revision: task.revision, updates: { status: 'done' } }),
                )
              }
              onOpen={() => onOpenRow({ table: 'tasks', id: task.id })}
            />
          ))}
        </ul>
      )}
      {found && total > found.items.length && (
        <Button look="quiet" className="self-start text-12" onClick={() => setLimit((shown) => Math.min(500, shown + MORE))}>
          Show more of {total.toLocaleString('en')}
        </Button>
      )}
    </Section>
  );
}

/** One task: completed by its circle, opened by its title. */
export function TaskLine({
  task,
  zone,
  now,
  onComplete,
  onOpen,
}: {
  task: Task;
  zone: string;
  now: number;
  onComplete: (() => void) | undefined;
  onOpen: () => void;
}) {
  const { title, dueDate, owedBy } = task;
  const today = dayOf({ instant: now, zone });
  const due = dueDate === null ? undefined : dayOf({ instant: dueDate, zone });
  return (
    <li className="group/task flex min-h-8 items-center gap-2 rounded-m px-2 text-13 hover:bg-hover">
      {onComplete && (
        <button
          type="button"
          aria-label={`Complete ${title}`}
          onClick={onComplete}
          className="inline-flex size-6 shrink-0 items-center justify-center rounded-s text-ink-3 hover:text-accent"
        >
          <Circle aria-hidden className="size-4 group-hover/task:hidden" />
          <CircleCheck aria-hidden className="hidden size-4 group-hover/task:block" />
        </button>
      )}
      <a
        href={hrefOf({ view: 'tasks', taskId: task.id })}
        onClick={(event) => {
          event.preventDefault();
          onOpen();
        }}
        className="min-w-0 flex-1 py-1.5 wrap-anywhere hover:underline"
      >
        {title}
      </a>
      {owedBy === 'theirs' && onComplete && <span className="shrink-0 text-12 text-today">waits for them</span>}
      {due !== undefined && (
        <span
          className={classNames('shrink-0 text-12 nums', due < today ? 'text-late' : due === today ? 'text-today' : 'text-ink-3')}
        >
          {dayInWords({ day: due, today })}
        </span>
      )}
    </li>
  );
}
