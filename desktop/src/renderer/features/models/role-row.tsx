import type { ModelsView, ModelTestResult } from '@adiuva/shared-protocol';
import { ChevronDown, CircleAlert } from 'lucide-react';
import { useId, useState } from 'react';
import { Button, ChoiceMenu, Spinner, TextField } from '#renderer/ui/index.ts';
import type { ModelsStore } from './create-models-store.ts';
import { isModelName, leavesTo, providerOf, providerWords, shortName, sourceInWords } from './model-words.ts';
import { TestResult } from './test-result.tsx';

const OTHER = 'other';
const BACK = 'back';

/** What a model is used for, which one it is, and whether it answers. */
export function RoleRow({
  role,
  words,
  view,
  models,
  away,
}: {
  role: 'chat' | 'router' | 'extract';
  words: { name: string; hint: string };
  view: ModelsView;
  models: ModelsStore;
  away: boolean;
}) {
  const { model, source, fault } = view.roles[role];
  const nameId = useId();
  const [other, setOther] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [result, setResult] = useState<ModelTestResult | 'asking'>();

  async function choose(chosen: string | null) {
    setResult(undefined);
    const failure = await models.change({ roles: { [role]: chosen } });
    setProblem(failure?.sentence);
    if (!failure) setOther(undefined);
  }

  async function test() {
    setResult('asking');
    setResult(await models.test(model));
  }

  const provider = providerOf(model);
  const listed = view.available.map((one) => ({
    value: one.model,
    label: one.model === 'offline:rules' ? 'Offline, by rules' : shortName(one.model),
    detail: `${providerWords[one.provider]}${one.sees_images ? ' · sees images' : ''}${one.usable ? '' : ' · needs a key'}`,
  }));
  return (
    <li aria-labelledby={nameId} className="flex flex-col gap-2 border-t border-line px-4 py-3 first:border-t-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-52">
          <p id={nameId} className="text-13 font-medium">
            {words.name}
          </p>
          <p className="text-12 text-ink-3">{words.hint}</p>
        </div>
        <ChoiceMenu
          label={words.name}
          value={model}
          align="end"
          choices={[
            ...listed,
            { value: OTHER, label: 'Another one…' },
            ...(source === 'settings' ? [{ value: BACK, label: 'As the backend comes' }] : []),
          ]}
          onChoose={(chosen) => {
            if (chosen === OTHER) setOther('');
            else void choose(chosen === BACK ? null : chosen);
          }}
        >
          <Button disabled={away} aria-label={`${words.name}: ${model}`} className="max-w-64 min-w-0 shrink">
            <span className="truncate">{shortName(model)}</span>
            <ChevronDown aria-hidden />
          </Button>
        </ChoiceMenu>
        <Button disabled={away || result === 'asking'} aria-label={`Test: ${words.name}`} onClick={() => void test()}>
          Test
        </Button>
      </div>
      {other !== undefined && (
        <form
          className="flex flex-wrap items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (isModelName(other.trim())) void choose(other.trim());
            else setProblem('A model is a provider, a colon and its name: local:llama3.3');
          }}
        >
          <TextField
            // The field was asked for by the choice before it.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            label="The model’s name"
            placeholder="local:llama3.3"
            value={other}
            problem={problem}
            className="min-w-0 flex-1 basis-52"
            onText={setOther}
          />
          <Button type="submit" className="h-control-large">
            Use it
          </Button>
          <Button look="quiet" className="h-control-large" onClick={() => setOther(undefined)}>
            Cancel
          </Button>
        </form>
      )}
      {problem !== undefined && other === undefined && (
        <p role="alert" className="text-12 text-late">
          {problem}
        </p>
      )}
      {fault !== undefined && (
        <p className="flex items-start gap-1.5 text-12 text-late">
          <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          {fault}
        </p>
      )}
      <p className="text-12 text-ink-3">
        {provider && leavesTo[provider]}
        {source !== 'default' && ` This choice was ${sourceInWords(source)}.`}
      </p>
      {result === 'asking' ? <Spinner label="Asking it a short question…" /> : result && <TestResult result={result} />}
    </li>
  );
}
