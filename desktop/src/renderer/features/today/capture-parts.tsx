import { CalendarDays, Flag, Folder, Hourglass, UserRound, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Capture, CapturePart } from '#rpc/today.ts';
import { useNow } from '#renderer/app-powers.ts';
import { dueWords } from '#renderer/days/index.ts';
import { DueEditor, priorityWords } from '#renderer/features/tasks/index.ts';
import { ChoiceMenu, classNames } from '#renderer/ui/index.ts';
import { type Chosen, isPlain, projectOf } from './captured-task.ts';

const value = 'focus-inset inline-flex h-6 min-w-0 items-center gap-1.5 rounded-s px-1.5 text-12 hover:bg-pressed';

/** What was understood of a line: each part with its words, to be corrected or refused before it is added. */
export function CaptureParts({
  capture,
  chosen,
  zone,
  onChoose,
  onRefuse,
  onClosed,
}: {
  capture: Capture;
  chosen: Chosen;
  zone: string;
  onChoose: (chosen: Partial<Chosen>) => void;
  onRefuse: (part: CapturePart) => void;
  /** A menu closed: the line has the focus again. */
  onClosed: () => void;
}) {
  const now = useNow(60_000);
  const [dueOpen, setDueOpen] = useState(false);
  const { due, projects, priority, assignee, owed_by: owedBy, other_days: others } = capture;
  if (isPlain(capture) && others === 0) return undefined;
  const at = chosen.due === undefined ? (due?.at ?? null) : chosen.due;
  const projectId = projectOf({ capture, chosen });
  const project = projects?.items.find(({ id }) => id === projectId);
  return (
    <div role="group" aria-label="Understood" className="flex flex-wrap items-center gap-1.5 border-t border-line px-3 py-2">
      <p className="w-full truncate text-12 text-ink-3">
        Task: <span className="text-ink">{capture.title}</span>
      </p>
      {due && (
        <Part name="Due" icon={<CalendarDays aria-hidden />} words={due.words} onRefuse={() => onRefuse('due')}>
          <DueEditor
            due={at}
            now={now}
            zone={zone}
            open={dueOpen}
            onOpenChange={setDueOpen}
            onChange={(next) => onChoose({ due: next })}
            onClosed={onClosed}
            trigger={
              <button type="button" className={value}>
                {at === null ? 'No date' : dueWords({ due: at, now, zone, done: false }).text}
              </button>
            }
          />
        </Part>
      )}
      {projects && (
        <Part
          name="Project"
          icon={<Folder aria-hidden />}
          words={projects.words}
          open={project === undefined}
          onRefuse={() => onRefuse('project')}
        >
          {projects.items.length === 1 ? (
            <span className="max-w-56 truncate px-1.5">{project?.name}</span>
          ) : (
            <ChoiceMenu
              label="Which project"
              value={projectId ?? ''}
              choices={projects.items.map(({ id, name, client_name: client }) => ({
                value: id,
                label: name,
                ...(client === null ? {} : { detail: client }),
              }))}
              onChoose={(id) => onChoose({ projectId: id })}
              onClosed={onClosed}
            >
              <button type="button" className={value}>
                <span className="max-w-56 truncate">{project?.name ?? `Which of ${projects.items.length}?`}</span>
              </button>
            </ChoiceMenu>
          )}
        </Part>
      )}
      {priority && (
        <Part name="Priority" icon={<Flag aria-hidden />} words={priority.words} onRefuse={() => onRefuse('priority')}>
          <span className="px-1.5">{priorityWords[priority.value]}</span>
        </Part>
      )}
      {assignee && (
        <Part name="For" icon={<UserRound aria-hidden />} words={assignee.words} onRefuse={() => onRefuse('assignee')}>
          <span className="max-w-48 truncate px-1.5">{assignee.names.join(', ')}</span>
        </Part>
      )}
      {owedBy && (
        <Part name="Waits" icon={<Hourglass aria-hidden />} words={owedBy.words} onRefuse={() => onRefuse('owed_by')}>
          <span className="px-1.5">for somebody else</span>
        </Part>
      )}
      {others > 0 && (
        <p className="text-12 text-ink-3">
          {others === 1 ? 'Another day stays in the title.' : `${others} other days stay in the title.`}
        </p>
      )}
    </div>
  );
}

function Part({
  name,
  icon,
  words,
  open = false,
  onRefuse,
  children,
}: {
  name: string;
  icon: ReactNode;
  /** The words of the line that say it. */
  words: string;
  /** It must be decided first, or it does not count. */
  open?: boolean;
  onRefuse: () => void;
  children: ReactNode;
}) {
  return (
    <span
      title={`Understood from “${words}”`}
      className={classNames(
        'inline-flex h-7 max-w-full min-w-0 items-center rounded-m border pl-2 text-12',
        open ? 'border-transparent bg-today-soft text-today' : 'border-line bg-surface text-ink',
      )}
    >
      <span className={classNames('mr-0.5 inline-flex shrink-0 [&_svg]:size-3.5', !open && 'text-ink-3')}>{icon}</span>
      <span className="sr-only">{name}: </span>
      {children}
      <button
        type="button"
        aria-label={`${name} is not meant: “${words}” belongs to the title`}
        onClick={onRefuse}
        className="focus-inset mr-0.5 inline-flex size-6 shrink-0 items-center justify-center rounded-s text-ink-3 hover:bg-hover hover:text-ink"
      >
        <X aria-hidden className="size-3.25" />
      </button>
    </span>
  );
}
