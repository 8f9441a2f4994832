import type { Task } from '@adiuva/shared-protocol';
import { useDraft } from '#renderer/ui/index.ts';
import type { TaskUpdates } from './create-tasks-store.ts';

interface DetailFieldProps {
  task: Task;
  /** Answers whether what was written need not be kept in the field. */
  onUpdate: (updates: TaskUpdates) => Promise<boolean>;
}

const field = 'rounded-m px-2 outline-none hover:bg-hover focus:bg-hover focus-visible:outline-2';

/** The title, on as many lines as it needs. Enter and leaving keep it, Esc takes it back. */
export function TitleField({ task, onUpdate }: DetailFieldProps) {
  const draft = useDraft({
    value: task.title,
    onCommit: (text) => (text.trim() === '' ? undefined : onUpdate({ title: text.trim() })),
  });
  return (
    <textarea
      aria-label="Title"
      value={draft.text}
      rows={1}
      maxLength={500}
      onChange={(event) => draft.set(event.target.value.replaceAll('\n', ' '))}
      onBlur={draft.commit}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape') {
          draft.reset();
          event.preventDefault();
        }
        if (event.key === 'Enter') {
          event.preventDefault();
          event.currentTarget.blur();
        }
      }}
      className={`${field} -mx-2 field-sizing-content resize-none py-1 text-16 font-semibold tracking-[-0.012em]`}
    />
  );
}

export function PeopleField({ task, onUpdate }: DetailFieldProps) {
  const draft = useDraft({
    value: task.assignee.join(', '),
    onCommit: (text) =>
      onUpdate({
        assignee: text
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== ''),
      }),
  });
  return (
    <input
      aria-label="People"
      placeholder="Names, with commas"
      value={draft.text}
      onChange={(event) => draft.set(event.target.value)}
      onBlur={draft.commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') {
          draft.reset();
          event.preventDefault();
        }
      }}
      className={`${field} h-7 w-full text-13`}
    />
  );
}

/** Enter begins a new line here; leaving keeps the text, and so does Ctrl or Cmd with Enter. */
export function DescriptionField({ task, onUpdate }: DetailFieldProps) {
  const draft = useDraft({
    value: task.description ?? '',
    onCommit: (text) => onUpdate({ description: text === '' ? null : text }),
  });
  return (
    <textarea
      aria-label="Description"
      placeholder="Description"
      value={draft.text}
      onChange={(event) => draft.set(event.target.value)}
      onBlur={draft.commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.blur();
        if (event.key === 'Escape') {
          draft.reset();
          event.preventDefault();
        }
      }}
      className={`${field} -mx-2 mt-4 field-sizing-content min-h-28 resize-none py-1.5 text-13 leading-5`}
    />
  );
}
