import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ClientOverview } from '#rpc/clients.ts';
import type { ClientRule } from '#rpc/privacy.ts';
import { useAppPowers } from '#renderer/app-powers.ts';
import { ruleChoices, ruleSetWords, ruleThatCounts, ruleWords } from '#renderer/features/privacy/index.ts';
import { hrefOf } from '#renderer/routes.ts';
import { failureOf } from '#renderer/rpc-client.ts';
import { Button, ChoiceMenu, useDraft } from '#renderer/ui/index.ts';
import type { TreeStore } from './create-tree-store.ts';

/** What a client is, how much is open for it, and what may leave this device of it. */
export function ClientFacts({ overview, tree }: { overview: ClientOverview; tree: TreeStore }) {
  const { client, open_tasks: open, rule } = overview;
  const { id, name, industry } = client;
  return (
    <dl className="grid gap-x-8 gap-y-4 rounded-l border border-line bg-raised px-4 py-3 shadow-field wide:grid-cols-3">
      <Fact name="Industry">
        <Industry id={id} name={name} industry={industry} tree={tree} />
      </Fact>
      <Fact name="Open tasks">
        <span className="inline-flex min-h-7 items-center text-13 nums">{open.toLocaleString('en')}</span>
      </Fact>
      <Fact name="Leaves this device">
        <Rule rule={rule} />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-12 text-ink-3">{name}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  );
}

function Industry({ id, name, industry, tree }: { id: string; name: string; industry: string | null; tree: TreeStore }) {
  const draft = useDraft({
    value: industry ?? '',
    onCommit: (text) =>
      tree.changeClient({
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
