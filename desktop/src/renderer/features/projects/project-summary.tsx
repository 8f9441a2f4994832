import type { Project } from '@adiuva/shared-protocol';
import { useDraft } from '#renderer/ui/index.ts';
import type { TreeStore } from './create-tree-store.ts';

/** What a project is about, in a few sentences; leaving the field keeps them. */
export function Summary({ project: { id, name, aiSummary }, tree }: { project: Project; tree: TreeStore }) {
  const draft = useDraft({
    value: aiSummary ?? '',
    onCommit: (text) =>
      tree.changeProject({
        id,
        updates: { aiSummary: text.trim() === '' ? null : text },
        text: `Changed the summary of “${name}”`,
      }),
  });
  return (
    <textarea
      aria-label="Summary"
      placeholder="What is it about? A few sentences help you, and your assistants."
      rows={1}
      value={draft.text}
      onChange={(event) => draft.set(event.target.value)}
      onBlur={draft.commit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        draft.reset();
      }}
      className="-mx-2 mt-1 field-sizing-content max-h-60 w-[calc(100%+1rem)] resize-none rounded-m px-2 py-1 text-13 text-ink-2 outline-none hover:bg-hover focus:bg-hover focus-visible:outline-2"
    />
  );
}
