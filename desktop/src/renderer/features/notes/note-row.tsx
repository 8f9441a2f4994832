import { hrefOf } from '#renderer/routes.ts';
import { classNames } from '#renderer/ui/index.ts';

/** A note in a list of notes. */
export function NoteRow({
  id,
  title,
  excerpt,
  project,
  when,
  why,
  isOpen,
}: {
  id: string;
  title: string;
  excerpt: string;
  project: string | undefined;
  when: string;
  /** What it was found by. */
  why?: string;
  isOpen: boolean;
}) {
  return (
    <a
      data-note={id}
      href={hrefOf({ view: 'notes', noteId: id })}
      aria-current={isOpen ? 'page' : undefined}
      className={classNames('focus-inset mx-2 block rounded-m px-2.5 py-2', isOpen ? 'bg-accent-soft' : 'hover:bg-hover')}
    >
      <span className="block truncate text-13 font-medium" title={title}>
        {title}
      </span>
      <span className="mt-0.5 line-clamp-2 min-h-8 text-12 wrap-anywhere text-ink-2">
        {excerpt === '' ? <span className="text-ink-3">Nothing is written yet</span> : excerpt}
      </span>
      <span className="mt-0.5 flex gap-1.5 text-12 text-ink-3">
        <span className="shrink-0 nums">{when}</span>
        {project !== undefined && (
          <span className="min-w-0 truncate" title={project}>
            · {project}
          </span>
        )}
        {why !== undefined && <span className="ml-auto shrink-0">{why}</span>}
      </span>
    </a>
  );
}
