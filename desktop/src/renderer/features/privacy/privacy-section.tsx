import { ChevronDown, CornerDownRight, SearchX, Upload, Users } from 'lucide-react';
import { type RefObject, useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { ClientRule } from '#rpc/privacy.ts';
import { useAppPowers } from '#renderer/app-powers.ts';
import { PagedList } from '#renderer/paging/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { hrefOf } from '#renderer/routes.ts';
import { Button, ChoiceMenu, classNames, EmptyState, Problem, SearchField, Section } from '#renderer/ui/index.ts';
import { createRulesStore, type RuledRow, type RulesStore } from './create-rules-store.ts';
import { ruleChoices, rules, ruleThatCounts, ruleWords } from './rule-words.ts';

const ROW = 49;

/** Which clients' rows may leave this device, and how. */
export function PrivacySection({ scroller }: { scroller: RefObject<HTMLElement | null> }) {
  const powers = useAppPowers();
  const [store] = useState(() => createRulesStore(powers));
  useEffect(() => store.follow(), [store]);
  return (
    <>
      <Section
        title="What the rules mean"
        lead="A rule covers a client’s projects, tasks, notes and comments, and every client below it. Your device applies it, whatever the backend asks."
      >
        <dl className="grid gap-x-8 gap-y-3 rounded-l border border-line bg-raised px-4 py-3 text-13 shadow-field wide:grid-cols-2">
          {rules.map((rule) => (
            <div key={rule}>
              <dt className="font-medium">{ruleWords[rule].name}</dt>
              <dd className="text-ink-2">{ruleWords[rule].meaning}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Clients store={store} scroller={scroller} />
    </>
  );
}

function Clients({ store, scroller }: { store: RulesStore; scroller: RefObject<HTMLElement | null> }) {
  const { clock } = useAppPowers();
  const { total, query, phase, failure } = useStore(store.list.store);
  const search = useCallback((text: string) => store.search(text), [store]);
  const count = total === undefined || total === 0 ? '' : total === 1 ? '1 client' : `${total.toLocaleString('en')} clients`;
  return (
    <Section title="Clients" lead="A change counts from the next answer on.">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <SearchField
          label="Search clients"
          value={query.search}
          onSearch={search}
          after={clock.after}
          className="w-64 max-wide:w-full"
        />
        <p role="status" className="text-13 text-ink-3">
          {count}
        </p>
      </div>
      {failure && failure.kind !== 'core_away' && <Problem onRetry={store.list.refresh}>{failure.sentence}</Problem>}
      {total === undefined ? (
        !failure && <Reading label="Reading your clients…" />
      ) : total === 0 && phase === 'ready' ? (
        <NoClients search={query.search} onClear={() => store.search('')} />
      ) : (
        <div className="border-b border-line">
          <PagedList
            label="Clients and their rules"
            rows={store.list}
            scroller={scroller}
            estimate={ROW}
            keyOf={(row) => row.client_id}
          >
            {(client) => <ClientRow client={client} store={store} />}
          </PagedList>
        </div>
      )}
    </Section>
  );
}

function NoClients({ search, onClear }: { search: string; onClear: () => void }) {
  if (search === '')
    return (
      <EmptyState icon={<Users />} title="No clients yet">
        <p>As soon as a project belongs to a client, you can say here what of it may leave this device.</p>
      </EmptyState>
    );
  return (
    <EmptyState icon={<SearchX />} title="No client matches">
      <p className="wrap-anywhere">No client’s name has “{search}” in it.</p>
      <Button className="mt-4" onClick={onClear}>
        Show all clients
      </Button>
    </EmptyState>
  );
}

function ClientRow({ client, store }: { client: RuledRow; store: RulesStore }) {
  const onItsWay = useStore(store.setting, (state) => state.byClient.get(client.client_id));
  const rule = onItsWay ?? client.rule;
  const { inherited } = client;
  return (
    <div className="flex min-h-12 items-center gap-2 border-t border-line py-1.5">
      <div className="min-w-0 flex-1">
        <p className="line-clamp-2 text-13 wrap-anywhere" title={client.name}>
          {client.name}
        </p>
        {inherited && (
          <p className="flex min-w-0 items-center gap-1 text-12 text-ink-3">
            <CornerDownRight aria-hidden className="size-3 shrink-0" />
            <span className="truncate" title={inherited.from}>
              {ruleWords[ruleThatCounts(client)].name}, from “{inherited.from}”
            </span>
          </p>
        )}
      </div>
      <a
        href={hrefOf({ view: 'ledger', clientId: client.client_id })}
        aria-label={`What left of ${client.name}`}
        title="What left of this client"
        className="inline-flex size-7 shrink-0 items-center justify-center rounded-m text-ink-3 hover:bg-hover hover:text-ink"
      >
        <Upload aria-hidden className="size-3.75" />
      </a>
      <ChoiceMenu<ClientRule>
        label={`Rule of ${client.name}`}
        align="end"
        value={rule}
        choices={ruleChoices}
        onChoose={(next) => void store.setRule(client, next)}
      >
        <Button
          aria-label={`Rule of ${client.name}: ${ruleWords[rule].name}`}
          aria-busy={onItsWay !== undefined}
          className={classNames('w-40 max-wide:w-36', rule === 'none' && 'text-ink-3')}
        >
          <span className="flex-1 text-left">{ruleWords[rule].name}</span>
          <ChevronDown aria-hidden />
        </Button>
      </ChoiceMenu>
    </div>
  );
}
