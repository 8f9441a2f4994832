import type { KeyedProvider, ModelsUpdate, ModelsView, ModelTestResult } from '@adiuva/shared-protocol';
import { useId, useRef, useState } from 'react';
import { Button, Spinner, TextField } from '#renderer/ui/index.ts';
import type { ModelsStore } from './create-models-store.ts';
import { providerWords, sourceInWords } from './model-words.ts';
import { TestResult } from './test-result.tsx';

/** A provider's key: what is known of it, a field for another, and whether it answers. */
export function KeyRow({
  provider,
  view,
  models,
  away,
}: {
  provider: KeyedProvider;
  view: ModelsView;
  models: ModelsStore;
  away: boolean;
}) {
  const key = view.keys[provider];
  const name = providerWords[provider];
  const nameId = useId();
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [result, setResult] = useState<ModelTestResult | 'asking'>();
  const tested = view.available.find((one) => one.provider === provider && one.usable)?.model;

  async function change(update: ModelsUpdate): Promise<boolean> {
    setResult(undefined);
    const failure = await models.change(update);
    setProblem(failure?.sentence);
    if (!failure) setOpen(false);
    return !failure;
  }

  async function test(model: string) {
    setResult('asking');
    setResult(await models.test(model));
  }

  return (
    <li aria-labelledby={nameId} className="flex flex-col gap-2 border-t border-line px-4 py-3 first:border-t-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-40">
          <p id={nameId} className="text-13 font-medium">
            {name}
          </p>
          <p className="text-12 wrap-anywhere text-ink-3 nums">
            {key.is_set ? `Key ••••${key.hint ?? ''}, ${sourceInWords(key.source)}` : 'No key'}
            {key.base_url !== undefined && ` · ${key.base_url}`}
          </p>
        </div>
        {tested !== undefined && (
          <Button disabled={away || result === 'asking'} aria-label={`Test ${name}`} onClick={() => void test(tested)}>
            Test
          </Button>
        )}
        {key.is_set && key.source === 'settings' && (
          <Button
            disabled={away}
            aria-label={`Remove the key of ${name}`}
            onClick={() => void change({ keys: { [provider]: null } })}
          >
            Remove
          </Button>
        )}
        <Button
          disabled={away}
          aria-expanded={open}
          aria-label={`${key.is_set ? 'Replace' : 'Add'} the key of ${name}`}
          onClick={() => setOpen(!open)}
        >
          {provider === 'local' ? 'Change' : key.is_set ? 'Replace' : 'Add a key'}
        </Button>
      </div>
      {open && provider === 'local' && <AddressForm address={key.base_url} onSave={(url) => change({ local_base_url: url })} />}
      {open && <KeyForm name={name} onSave={(text) => change({ keys: { [provider]: text } })} />}
      {problem !== undefined && (
        <p role="alert" className="text-12 text-late">
          {problem}
        </p>
      )}
      {result === 'asking' ? <Spinner label="Asking it a short question…" /> : result && <TestResult result={result} />}
    </li>
  );
}

/** The field holds the key while it is typed, and nothing of this window does after it was sent. */
function KeyForm({ name, onSave }: { name: string; onSave: (key: string) => Promise<boolean> }) {
  const form = useRef<HTMLFormElement>(null);
  const [fault, setFault] = useState<string>();
  return (
    <form
      ref={form}
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const typed = new FormData(event.currentTarget).get('key');
        const text = typeof typed === 'string' ? typed.trim() : '';
        if (!/^[\x21-\x7e]{1,500}$/.test(text)) {
          setFault('A key is 1 to 500 letters, digits and signs, without spaces.');
          return;
        }
        form.current?.reset();
        void onSave(text);
      }}
    >
      <TextField
        label={`Key of ${name}`}
        name="key"
        type="password"
        autoComplete="off"
        spellCheck={false}
        problem={fault}
        hint="It is not shown again."
        className="min-w-0 flex-1 basis-52"
        onText={() => setFault(undefined)}
      />
      <Button type="submit" className="mb-5 h-control-large">
        Save the key
      </Button>
    </form>
  );
}

function AddressForm({ address, onSave }: { address: string | undefined; onSave: (url: string | null) => Promise<boolean> }) {
  const [text, setText] = useState(address ?? '');
  const [fault, setFault] = useState<string>();
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const url = text.trim();
        if (url !== '' && !/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
          setFault('An address begins with http:// or https://');
        else void onSave(url === '' ? null : url);
      }}
    >
      <TextField
        label="Address of your own server"
        placeholder="http://127.0.0.1:11434/v1"
        value={text}
        problem={fault}
        hint="One that speaks as OpenAI’s does: Ollama, LM Studio, llama.cpp."
        className="min-w-0 flex-1 basis-52"
        onText={(next) => {
          setText(next);
          setFault(undefined);
        }}
      />
      <Button type="submit" className="mb-5 h-control-large">
        Save the address
      </Button>
    </form>
  );
}
