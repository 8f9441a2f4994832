import { ArrowLeft, ChevronDown, Ellipsis, Folder, FolderInput, FolderPlus, Pencil, Trash2, UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { ClientRule } from '#rpc/privacy.ts';
import { useAppPowers, useNow } from '#renderer/app-powers.ts';
import { ruleChoices, ruleSetWords, ruleThatCounts, ruleWords } from '#renderer/features/privacy/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { hrefOf } from '#renderer/routes.ts';
import { failureOf } from '#renderer/rpc-client.ts';
import { ActionMenu, Button, ChoiceMenu, EmptyState, IconButton, Problem, Section, useDraft } from '#renderer/ui/index.ts';
import { goTo } from '#renderer/use-route.ts';
import type { TreeStore } from './create-tree-store.ts';
import type { PlaceAsk } from './place-dialogs.tsx';
import { TaskLine } from './task-rows.tsx';
import { useRead } from './use-read.ts';

/** More projects than this are behind a press. */
const FIRST = 50;

/** One client: what it is, what may be told of it, its projects, and what it owes. */
export function ClientPage({
  id,
  tree,
  zone,
  onOpenRow,
  onAsk,
}: {
  id: string;
  tree: TreeStore;
  zone: string;
  onOpenRow: (row: { table: string; id: string }) => void;
  onAsk: (ask: PlaceAsk) => void;
}) {
  const { core } = useAppPowers();
  const now = useNow(60_000);
  const known = useStore(tree.store, (state) => state.tree);
  const [shown, setShown] = useState(FIRST);
  const { found, failure, refresh } = useRead({
    key: id,
    read: () => core.rpc.clients.overview({ id }),
    topics: ['clients', 'projects', 'tasks', 'privacy'],
  });
  if (failure?.kind === 'not_found')
    return (
      <EmptyState icon={<Trash2 />} title="This client is no longer there">
        <p>It was deleted, or its making was undone.</p>
        <Button className="mt-4" onClick={() => goTo({ view: 'projects' })}>
          Show all clients
        </Button>
      </EmptyState>
    );
  if (!found)
    return (
      <div className="px-6 py-6">
        {failure && failure.kind !== 'core_away' ? (
          <Problem onRetry={refresh}>{failure.sentence}</Problem>
        ) : (
          <Reading label="Reading the client…" />
        )}
      </div>
    );
  const { client, open_tasks: open, owed } = found;
  const { name, parentId } = client;
  const parent = known?.clients.find((one) => one.id === parentId);
  const below = known?.clients.filter((one) => one.parent_id === id) ?? [];
  const projects = known?.projects.filter((one) => one.client_id === id) ?? [];
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <article aria-label={`Client: ${name}`} className="mx-auto flex max-w-3xl flex-col gap-8 px-6 py-5 max-wide:px-4">
        <header className="flex items-start gap-1.5">
          <IconButton label="All projects" className="-ml-2 wide:hidden" onClick={() => goTo({ view: 'projects' })}>
            <ArrowLeft />
          </IconButton>
          <div className="min-w-0 flex-1">
            <p className="min-h-5 text-12 text-ink-3">
              {parent ? (
                <>
                  Client of{' '}
                  <a href={hrefOf({ view: 'clients', clientId: parent.id })} className="hover:text-ink hover:underline">
                    {parent.name}
                  </a>
                </>
              ) : (
                'Client'
              )}
            </p>
            <h2 className="text-22 font-semibold tracking-[-0.018em] wrap-anywhere">{name}</h2>
          </div>
          <ActionMenu
            label={name}
            actions={[
              {
                label: 'New project…',
                icon: <FolderPlus />,
                onSelect: () => onAsk({ kind: 'new project', client: { id, name } }),
              },
              {
                label: 'New client below…',
                icon: <UserPlus />,
                onSelect: () => onAsk({ kind: 'new client', parent: { id, name } }),
              },
              { label: 'Rename…', icon: <Pencil />, onSelect: () => onAsk({ kind: 'rename', table: 'clients', id, name }) },
              {
                label: 'Move under a client…',
                icon: <FolderInput />,
                onSelect: () => onAsk({ kind: 'move', table: 'clients', id, name, clientId: parentId }),
              },
              { label: 'Delete…', icon: <Trash2 />, onSelect: () => onAsk({ kind: 'delete', table: 'clients', id, name }) },
            ]}
          >
            <IconButton label="More">
              <Ellipsis />
            </IconButton>
          </ActionMenu>
        </header>
        <dl className="grid gap-x-8 gap-y-4 rounded-l border border-line bg-raised px-4 py-3 shadow-field wide:grid-cols-3">
          <Fact name="Industry">
            <Industry id={id} name={name} industry={client.industry} tree={tree} />
          </Fact>
          <Fact name="Open tasks">
            <span className="inline-flex min-h-7 items-center text-13 nums">{open.toLocaleString('en')}</span>
          </Fact>
          <Fact name="Leaves this device">
            <Rule rule={found.rule} />
          </Fact>
        </dl>
        <Section
          title="Projects"
          action={
            <Button look="quiet" onClick={() => onAsk({ kind: 'new project', client: { id, name } })}>
              <FolderPlus aria-hidden />
              New project
            </Button>
          }
        >
          {projects.length === 0 && below.length === 0 ? (
            <p className="text-13 text-ink-3">None yet. What you do for {name} is a project.</p>
          ) : (
            <ul aria-label="Projects of the client" className="-mx-2">
              {below.map((one) => (
                <Place key={one.id} icon="client" name={one.name} href={hrefOf({ view: 'clients', clientId: one.id })} />
              ))}
              {projects.slice(0, shown).map((one) => (
                <Place
                  key={one.id}
                  icon="project"
                  name={one.name}
                  href={hrefOf({ view: 'projects', projectId: one.id })}
                  open={one.open}
                  archived={one.status === 'archived'}
                />
              ))}
            </ul>
          )}
          {projects.length > shown && (
            <Button look="quiet" className="self-start text-12" onClick={() => setShown(shown + 200)}>
              Show more of {projects.length.toLocaleString('en')}
            </Button>
          )}
        </Section>
        <Section
          title="What it owes you"
          lead="Open tasks that wait for the client’s side."
          action={owed.total > 0 && <span className="text-12 text-ink-3 nums">{owed.total.toLocaleString('en')}</span>}
        >
          {owed.total === 0 ? (
            <p className="text-13 text-ink-3">Nothing. A task that waits for somebody else is marked so in its details.</p>
          ) : (
            <ul aria-label="What it owes you" className="-mx-2">
              {owed.items.map((task) => (
                <TaskLine
                  key={task.id}
                  task={task}
                  zone={zone}
                  now={now}
                  onComplete={undefined}
                  onOpen={() => onOpenRow({ table: 'tasks', id: task.id })}
                />
              ))}
            </ul>
          )}
          {owed.total > owed.items.length && (
            <p className="text-12 text-ink-3">
              The nearest {owed.items.length} of {owed.total.toLocaleString('en')}.
            </p>
          )}
        </Section>
      </article>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-12 text-ink-3">{name}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  );
}

function Place({
  icon,
  name,
  href,
  open = 0,
  archived = false,
}: {
  icon: 'client' | 'project';
  name: string;
  href: string;
  open?: number;
  archived?: boolean;
}) {
  const Icon = icon === 'client' ? Users : Folder;
  return (
    <li>
      <a href={href} className="focus-inset flex min-h-8 items-center gap-2 rounded-m px-2 text-13 hover:bg-hover">
        <Icon aria-hidden className="size-3.75 shrink-0 text-ink-3" />
        <span className="min-w-0 flex-1 truncate" title={name}>
          {name}
        </span>
        {archived && <span className="text-12 text-ink-3">Archived</span>}
        {open > 0 && <span className="text-12 text-ink-3 nums">{open.toLocaleString('en')} open</span>}
      </a>
    </li>
  );
}

function Industry({ id, name, industry, tree }: { id: string; name: string; industry: string | null; tree: TreeStore }) {
  const draft = useDraft({
    value: industry ?? '',
    onCommit: (text) =>
      void tree.changeClient({
        id,
        updates: { industry: text.trim() === '' ? null : text.trim() },
        text: `Changed the industry of “${name}”`,
      }),
  });
  return (
    <input
      aria-label="Industry"
      placeholder="Not said"
      value={draft.text}
      maxLength={500}
      onChange={(event) => draft.set(event.target.value)}
      onBlur={draft.commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key !== 'Escape') return;
        draft.reset();
        event.preventDefault();
      }}
      className="-mx-2 h-7 w-[calc(100%+1rem)] rounded-m px-2 text-13 outline-none hover:bg-hover focus:bg-hover focus-visible:outline-2"
    />
  );
}

function Rule({ rule }: { rule: Parameters<typeof ruleThatCounts>[0] & { client_id: string; name: string } }) {
  const { core, notices } = useAppPowers();
  async function set(next: ClientRule, before: ClientRule) {
    try {
      const changed = await core.rpc.privacy.setRule({ client_id: rule.client_id, rule: next });
      notices.show({ text: ruleSetWords(changed), action: { label: 'Undo', run: () => void set(before, next) } });
    } catch (error) {
      notices.show({ text: failureOf(error).sentence, tone: 'problem' });
    }
  }
  return (
    <>
      <ChoiceMenu<ClientRule>
        label={`Rule of ${rule.name}`}
        align="end"
        value={rule.rule}
        choices={ruleChoices}
        onChoose={(next) => next !== rule.rule && void set(next, rule.rule)}
      >
        <Button look="quiet" aria-label={`Rule of ${rule.name}: ${ruleWords[rule.rule].name}`} className="-ml-2.5">
          {ruleWords[rule.rule].name}
          <ChevronDown aria-hidden />
        </Button>
      </ChoiceMenu>
      {rule.inherited && (
        <p className="text-12 text-ink-3 wrap-anywhere">
          {ruleWords[ruleThatCounts(rule)].name} counts, from “{rule.inherited.from}”
        </p>
      )}
      <a href={hrefOf({ view: 'settings', section: 'privacy' })} className="block text-12 text-accent hover:underline">
        What the rules mean
      </a>
    </>
  );
}
