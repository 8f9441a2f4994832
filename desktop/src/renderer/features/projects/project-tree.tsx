import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { Archive, ChevronRight, Ellipsis, Folder, FolderOpen, Users } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { ActionMenu, classNames } from '#renderer/ui/index.ts';
import { type TreeCommand, treeCommand } from './tree-keys.ts';
import { rowActions } from './row-actions.ts';
import type { TreeRow } from './tree-rows.ts';

const ROW = 32;
const icons = { client: Users, project: Folder, group: FolderOpen };

export interface ProjectTreeProps {
  rows: readonly TreeRow[];
  /** What the rows were searched by. */
  search: string;
  /** The row whose page is shown. */
  shown: string | undefined;
  onFold: (key: string) => void;
  onOpen: (row: TreeRow) => void;
  onCommand: (row: TreeRow, command: Exclude<TreeCommand['type'], 'go' | 'fold' | 'open'>) => void;
  /** A row was dropped on a client, or on what stands for none. */
  onDrop: (dropped: { row: TreeRow; on: TreeRow }) => void;
}

/** What a row may be dropped on: a client, or the group of those without one. Rows that stand there already are not moved. */
function takesDrop({ row, on }: { row: TreeRow | undefined; on: TreeRow }): boolean {
  if (!row || row.key === on.key || row.kind === 'group') return false;
  if (on.kind === 'client') return row.clientId !== on.id;
  return on.key === 'group no client' && row.kind === 'project' && row.clientId !== null;
}

/** Clients and projects as a tree, of which only what is seen is in the page. One row has the focus; keys act on it. */
export function ProjectTree({ rows, search, shown, onFold, onOpen, onCommand, onDrop }: ProjectTreeProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string>();
  const [dragged, setDragged] = useState<TreeRow>();
  const [over, setOver] = useState<string>();
  const found = rows.findIndex(({ key }) => key === (active ?? shown));
  const at = Math.max(0, found);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 12,
    // The row with the focus stays in the page, so that scrolling does not take the focus away.
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      return at < rows.length && !indexes.includes(at) ? [...indexes, at].sort((a, b) => a - b) : indexes;
    },
  });
  const searched = useRef(search);
  useEffect(() => {
    if (searched.current === search) return;
    searched.current = search;
    virtualizer.scrollToOffset(0);
  }, [search, virtualizer]);
  const wantsFocus = useRef(false);
  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    virtualizer.scrollToIndex(at, { align: 'auto' });
    scroller.current?.querySelector<HTMLElement>(`[data-row="${at}"]`)?.focus({ preventScroll: true });
  }, [at, virtualizer]);

  function onKeyDown(event: KeyboardEvent, row: TreeRow, index: number) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const command = treeCommand({ key: event.key, rows, index });
    if (!command) return;
    event.preventDefault();
    event.stopPropagation();
    switch (command.type) {
      case 'go':
        wantsFocus.current = true;
        return setActive(rows[command.to]?.key);
      case 'fold':
        return onFold(row.key);
      case 'open':
        return row.kind === 'group' ? onFold(row.key) : onOpen(row);
      default:
        return onCommand(row, command.type);
    }
  }
  const drag = (row: TreeRow) => ({
    draggable: row.kind !== 'group',
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', row.name);
      setDragged(row);
    },
    onDragEnd: () => {
      setDragged(undefined);
      setOver(undefined);
    },
    onDragOver: (event: DragEvent) => {
      if (!takesDrop({ row: dragged, on: row })) return;
      event.preventDefault();
      setOver(row.key);
    },
    onDragLeave: () => setOver((key) => (key === row.key ? undefined : key)),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(undefined);
      if (dragged && takesDrop({ row: dragged, on: row })) onDrop({ row: dragged, on: row });
    },
  });

  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto px-2 pb-6">
      <div role="tree" aria-label="Clients and projects" className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return undefined;
          const Icon = row.key === 'group archived' ? Archive : icons[row.kind];
          const isShown = row.key === shown;
          return (
            <div
              key={item.key}
              role="treeitem"
              data-row={item.index}
              tabIndex={item.index === at ? 0 : -1}
              aria-level={row.level}
              aria-setsize={row.siblings}
              aria-posinset={row.position}
              aria-selected={isShown}
              {...(row.expanded === undefined ? {} : { 'aria-expanded': row.expanded })}
              aria-label={row.open > 0 ? `${row.name}, ${row.open} open` : row.name}
              title={row.name}
              onFocus={() => setActive(row.key)}
              onKeyDown={(event) => {
                if (event.target === event.currentTarget) onKeyDown(event, row, item.index);
              }}
              onClick={() => (row.kind === 'group' ? onFold(row.key) : onOpen(row))}
              {...drag(row)}
              className={classNames(
                'task-row focus-inset absolute inset-x-0 top-0 flex items-center gap-1.5 rounded-m pr-1 text-13',
                over === row.key ? 'bg-accent-soft outline-2 outline-focus' : isShown ? 'bg-accent-soft' : 'hover:bg-hover',
                row.archived && 'text-ink-3',
              )}
              style={{
                height: ROW - 1,
                transform: `translateY(${item.start}px)`,
                paddingLeft: 4 + (Math.min(row.level, 9) - 1) * 14,
              }}
            >
              {row.expanded === undefined ? (
                <span className="size-5 shrink-0" />
              ) : (
                // A picture of what the row's own keys do.
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
                <span
                  aria-hidden
                  onClick={(event) => {
                    event.stopPropagation();
                    onFold(row.key);
                  }}
                  className="inline-flex size-5 shrink-0 items-center justify-center rounded-s hover:bg-pressed"
                >
                  <ChevronRight className={classNames('size-3.5 text-ink-3 transition-transform', row.expanded && 'rotate-90')} />
                </span>
              )}
              <Icon aria-hidden className="size-3.75 shrink-0 text-ink-3" />
              <span className={classNames('min-w-0 flex-1 truncate', row.kind !== 'project' && 'font-medium')}>{row.name}</span>
              {row.kind !== 'group' && (
                // Everything in it has a key of the row; a tree holds nothing else to focus.
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
                <span aria-hidden className="row-reveal shrink-0" onClick={(event) => event.stopPropagation()}>
                  <ActionMenu label={row.name} actions={rowActions({ row, onCommand: (command) => onCommand(row, command) })}>
                    <button
                      type="button"
                      tabIndex={-1}
                      className="inline-flex size-6 items-center justify-center rounded-s text-ink-3 hover:bg-pressed"
                    >
                      <Ellipsis className="size-3.75" />
                    </button>
                  </ActionMenu>
                </span>
              )}
              {row.open > 0 && (
                <span className="w-9 shrink-0 pr-1 text-right text-12 text-ink-3 nums">{row.open.toLocaleString('en')}</span>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
