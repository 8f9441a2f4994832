import { Command as Cmdk } from 'cmdk';
import { CircleCheck, Circle, Diamond, Folder, MessageCircle, NotebookText, Search, UserRound } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Found } from '#rpc/palette.ts';
import { useAppPowers } from '#renderer/app-powers.ts';
import type { Command } from '#renderer/commands/index.ts';
import { Keys } from '#renderer/ui/index.ts';
import { ChooseProject } from './choose-project.tsx';
import { makeCheckpoint } from './make-checkpoint.ts';
import { makeCommands } from './make-commands.ts';
import { PaletteGroup, paletteLine } from './palette-group.tsx';
import { groupCommands, rankCommands } from './rank-commands.ts';
import type { TypedAhead } from './typed-ahead.ts';
import { useEverything } from './use-everything.ts';

export interface PaletteProps {
  open: boolean;
  /** What was typed before the palette was there. */
  typedAhead: TypedAhead;
  /** The project whose page is shown. */
  projectId: string | undefined;
  /** The device's time zone. */
  zone: string;
  onClose: () => void;
  onOpenRow: (row: { table: string; id: string }) => void;
  onOpenChat: (sessionId: string) => void;
}

const tables = { task: 'tasks', project: 'projects', client: 'clients', checkpoint: 'checkpoints', note: 'notes' } as const;
const headings: Readonly<Record<Found['kind'], string>> = {
  task: 'Tasks',
  project: 'Projects',
  client: 'Clients',
  checkpoint: 'Checkpoints',
  note: 'Notes',
  conversation: 'Conversations',
};
const icons = {
  task: Circle,
  project: Folder,
  client: UserRound,
  checkpoint: Diamond,
  note: NotebookText,
  conversation: MessageCircle,
};
const kinds = ['task', 'project', 'client', 'checkpoint', 'note', 'conversation'] as const satisfies readonly Found['kind'][];

/** Everything that can be done, and everything that is kept, from one line. */
export function Palette({ open, typedAhead, projectId, zone, onClose, onOpenRow, onOpenChat }: PaletteProps) {
  const before = useRef<Element>(null);
  /** What was chosen goes where it leads: the focus does not come back then. */
  const leads = useRef(false);
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={() => {
            before.current = document.activeElement;
            leads.current = false;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (!leads.current && before.current instanceof HTMLElement) before.current.focus();
          }}
          className="fixed top-[12vh] left-1/2 z-40 w-[min(38rem,calc(100vw-1rem))] -translate-x-1/2 overflow-hidden rounded-l bg-raised shadow-float outline-none"
        >
          <Dialog.Title className="sr-only">Commands and search</Dialog.Title>
          <Lines
            typedAhead={typedAhead}
            projectId={projectId}
            zone={zone}
            onDo={(work) => {
              leads.current = true;
              onClose();
              work();
            }}
            onOpenRow={onOpenRow}
            onOpenChat={onOpenChat}
          />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Lines({
  typedAhead,
  projectId,
  zone,
  onDo,
  onOpenRow,
  onOpenChat,
}: Pick<PaletteProps, 'typedAhead' | 'projectId' | 'zone' | 'onOpenRow' | 'onOpenChat'> & { onDo: (work: () => void) => void }) {
  const powers = useAppPowers();
  const [text, setText] = useState('');
  /** What is to become a checkpoint, until its project is chosen. */
  const [checkpoint, setCheckpoint] = useState<string>();
  const commands = useStore(powers.commands.store, (state) => state.commands);
  const wanted = text.trim();
  /** The text that Enter ended before it was searched for: the answer is opened then. Nothing is made unseen. */
  const entered = useRef<string>(undefined);
  const groups = useMemo(() => groupCommands(rankCommands(commands, text)), [commands, text]);
  const make = useMemo(() => makeCommands({ text, powers, onOpenRow }), [text, powers, onOpenRow]);
  const makeIn = (of: string, name: string) =>
    onDo(() => void makeCheckpoint({ text: name, projectId: of, zone, powers, onOpenRow }));
  function askProject(): void {
    if (projectId !== undefined) return makeIn(projectId, wanted);
    setCheckpoint(wanted);
    setText('');
  }
  const open = ({ kind, id }: Found) => (kind === 'conversation' ? onOpenChat(id) : onOpenRow({ table: tables[kind], id }));
  const { items, isSearching } = useEverything({
    wanted,
    onAnswer: ([best]) => {
      if (entered.current !== wanted) return;
      entered.current = undefined;
      const command = groups[0]?.commands[0];
      if (command?.run) onDo(command.run);
      else if (best) onDo(() => open(best));
    },
  });
  const [moved, setMoved] = useState({ of: '', value: '' });
  const [nearest] = items;
  const first = groups[0]?.commands[0]?.id ?? (isSearching ? '' : nearest ? lineOf(nearest) : (make[0]?.id ?? ''));
  // What fits best is chosen, until one moves on from there; anew with each letter and each answer.
  const shownOf = `${wanted} ${isSearching}`;
  const chosen = moved.of === shownOf ? moved.value : first;
  return (
    <Cmdk
      shouldFilter={false}
      loop
      key={checkpoint === undefined ? 'all' : 'project'}
      {...(checkpoint === undefined ? { value: chosen, onValueChange: (value: string) => setMoved({ of: shownOf, value }) } : {})}
      label="Commands and search"
    >
      <div className="flex items-center gap-2.5 border-b border-line px-4">
        <Search aria-hidden className="size-4 shrink-0 text-ink-3" />
        <Cmdk.Input
          value={text}
          onValueChange={setText}
          onFocus={() => {
            const typed = typedAhead.take();
            if (typed.text === '') return;
            setText(text + typed.text);
            if (typed.isEntered) entered.current = (text + typed.text).trim();
          }}
          maxLength={500}
          // The project is asked for: the field stands anew, and takes the focus.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={checkpoint !== undefined}
          placeholder={
            checkpoint === undefined
              ? 'Do something, or find a task, project, client, checkpoint, note or conversation'
              : `The project of “${checkpoint}”`
          }
          onKeyDown={(event) => {
            if (event.key === 'Enter' && isSearching && checkpoint === undefined && first === '') entered.current = wanted;
            if (checkpoint === undefined || event.key !== 'Backspace' || text !== '') return;
            setText(checkpoint);
            setCheckpoint(undefined);
          }}
          className="h-12 min-w-0 flex-1 bg-transparent text-14 outline-none"
        />
        <Keys of="Esc" className="max-wide:hidden" />
      </div>
      <Cmdk.List className="max-h-[min(26rem,60vh)] overflow-auto p-1.5">
        {checkpoint !== undefined ? (
          <ChooseProject text={text} onChoose={(id) => makeIn(id, checkpoint)} />
        ) : (
          <>
            {groups.map(({ group, commands: members }) => (
              <PaletteGroup key={group} heading={group}>
                {members.map((command) => (
                  <CommandLine key={command.id} command={command} onDo={onDo} />
                ))}
              </PaletteGroup>
            ))}
            {kinds.map((kind) => {
              const ofKind = items.filter((item) => item.kind === kind);
              if (ofKind.length === 0) return undefined;
              return (
                <PaletteGroup key={kind} heading={headings[kind]}>
                  {ofKind.map((item) => (
                    <FoundLine key={item.id} item={item} onChoose={() => onDo(() => open(item))} />
                  ))}
                </PaletteGroup>
              );
            })}
            {/* Until it was searched, Enter makes nothing of a name that may be there. */}
            {make.length > 0 && !isSearching && (
              <PaletteGroup heading="Make">
                {make.map((command) => (
                  <CommandLine key={command.id} command={command} onDo={onDo} />
                ))}
                <Cmdk.Item value="make checkpoints" onSelect={askProject} className={paletteLine}>
                  <span className="inline-flex w-4 shrink-0 justify-center text-ink-3">
                    <Diamond aria-hidden className="size-4" />
                  </span>
                  <span className="min-w-0 flex-1 truncate">
                    Make the checkpoint “{wanted}”{projectId === undefined && '…'}
                  </span>
                </Cmdk.Item>
              </PaletteGroup>
            )}
            {wanted !== '' && !isSearching && items.length === 0 && groups.length === 0 && (
              <p className="px-2.5 py-2 text-12 text-ink-3">Nothing is called that. It can be made.</p>
            )}
          </>
        )}
      </Cmdk.List>
    </Cmdk>
  );
}

function lineOf({ kind, id }: Found): string {
  return `${kind} ${id}`;
}

function CommandLine({ command, onDo }: { command: Command; onDo: (work: () => void) => void }) {
  const { id, title, icon: Icon, keys, run } = command;
  return (
    <Cmdk.Item value={id} onSelect={() => run && onDo(run)} className={paletteLine}>
      <span className="inline-flex w-4 shrink-0 justify-center text-ink-3">
        {Icon && <Icon aria-hidden className="size-4" />}
      </span>
      <span className="min-w-0 flex-1 truncate">{title}</span>
      {keys !== undefined && <Keys of={keys} className="max-wide:hidden" />}
    </Cmdk.Item>
  );
}

function FoundLine({ item, onChoose }: { item: Found; onChoose: () => void }) {
  const Icon = item.kind === 'task' && item.past ? CircleCheck : icons[item.kind];
  return (
    <Cmdk.Item value={lineOf(item)} onSelect={onChoose} className={paletteLine}>
      <Icon aria-hidden className="size-4 shrink-0 text-ink-3" />
      <span className={item.past ? 'min-w-0 truncate text-ink-3' : 'min-w-0 truncate'}>{item.title}</span>
      {item.past && <span className="sr-only">{item.kind === 'task' ? 'done' : 'archived'}</span>}
      {item.detail !== undefined && <span className="min-w-0 flex-1 truncate text-12 text-ink-3">{item.detail}</span>}
    </Cmdk.Item>
  );
}
