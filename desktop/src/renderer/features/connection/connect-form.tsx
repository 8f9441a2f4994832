import { type FormEvent, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { Button, Problem, Segments, Spinner, TextField } from '#renderer/ui/index.ts';
import { type ConnectDraft, type ConnectProblems, type ConnectWay, isOpenWay } from './connect-form-state.ts';
import type { AccountStore } from './create-account-store.ts';

const empty: ConnectDraft = { address: '', email: '', password: '' };

/** Logs in to a backend, or registers with it. */
export function ConnectForm({
  accounts,
  onDone,
  onCancel,
}: {
  accounts: AccountStore;
  onDone: () => void;
  onCancel: () => void;
}) {
  const busy = useStore(accounts.store, (state) => state.doing !== 'nothing');
  const [way, setWay] = useState<ConnectWay>('login');
  const [draft, setDraft] = useState(empty);
  const [problems, setProblems] = useState<ConnectProblems & { form?: string }>({});
  const form = useRef<HTMLFormElement>(null);
  const write = (part: Partial<ConnectDraft>) => {
    setDraft({ ...draft, ...part });
    const left = { ...problems };
    for (const field of Object.keys(part)) delete left[field as keyof ConnectDraft];
    setProblems(left);
  };

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    const found = await accounts.connect({ draft, way });
    setProblems(found);
    const [first] = (['address', 'email', 'password'] as const).filter((field) => found[field] !== undefined);
    if (first !== undefined) form.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
    else if (found.form === undefined) onDone();
  }

  return (
    <form
      ref={form}
      noValidate
      aria-label="Connect to a backend"
      onSubmit={(event) => void submit(event)}
      className="flex flex-col gap-4 rounded-l border border-line bg-raised px-4 py-4 shadow-field"
    >
      <div>
        <Segments
          label="Log in or register"
          value={way}
          segments={[
            { value: 'login', label: 'Log in' },
            { value: 'register', label: 'Register' },
          ]}
          onChoose={(next) => {
            setWay(next);
            setProblems({});
          }}
        />
      </div>
      <TextField
        // The form was asked for: writing begins at once.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        name="address"
        label="Address of the backend"
        inputMode="url"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={2_000}
        placeholder="https://"
        value={draft.address}
        hint={
          isOpenWay(draft.address)
            ? 'This address is not encrypted: whoever is on the way could read the password and your data. Use https:// instead.'
            : undefined
        }
        problem={problems.address}
        onText={(address) => write({ address })}
      />
      <div className="grid gap-4 wide:grid-cols-2">
        <TextField
          name="email"
          label="E-mail"
          type="email"
          autoComplete="username"
          maxLength={320}
          value={draft.email}
          problem={problems.email}
          onText={(email) => write({ email })}
        />
        <TextField
          name="password"
          label="Password"
          type="password"
          autoComplete={way === 'login' ? 'current-password' : 'new-password'}
          maxLength={1_000}
          value={draft.password}
          hint={way === 'register' ? 'At least 8 characters.' : undefined}
          problem={problems.password}
          onText={(password) => write({ password })}
        />
      </div>
      {problems.form !== undefined && <Problem>{problems.form}</Problem>}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" look="primary" aria-disabled={busy}>
          {way === 'login' ? 'Log in' : 'Register'}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
        {busy && <Spinner label="Connecting…" />}
      </div>
    </form>
  );
}
