import { Check, ChevronDown, Eye } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { Button, classNames, TextField } from '#renderer/ui/index.ts';
import type { ModelsStore } from './create-models-store.ts';
import { byProvider, isModelName, leavesTo, providerOf, providerWords, shortName } from './model-words.ts';

export interface ModelPickerProps {
  models: ModelsStore;
  /** What is chosen; undefined: the one that the backend uses for chats. */
  model: string | undefined;
  onChoose: (model: string | null) => void;
}

/** Which model answers in this conversation. */
export function ModelPicker({ models, model, onChoose }: ModelPickerProps) {
  const { reading } = useStore(models.store);
  const [open, setOpen] = useState(false);
  const standard = reading?.models?.roles.chat.model;
  const shown = model ?? standard;
  const choose = (chosen: string | null) => {
    setOpen(false);
    onChoose(chosen);
  };
  return (
    <Popover.Root
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) models.refresh();
      }}
    >
      <Popover.Trigger asChild>
        <Button
          look="quiet"
          aria-label={`Model of this conversation: ${shown === undefined ? 'the standard one' : shortName(shown)}`}
          className="h-7 max-w-52 min-w-0 shrink px-1.5 text-12 text-ink-3"
        >
          <span className="truncate">{shown === undefined ? 'Standard model' : shortName(shown)}</span>
          <ChevronDown aria-hidden />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          side="top"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Model of this conversation"
          className="z-40 flex max-h-[min(36rem,var(--radix-popover-content-available-height))] w-80 max-w-[calc(100vw-1rem)] animate-appear flex-col overflow-auto rounded-l bg-raised p-1.5 text-13 shadow-float outline-none"
        >
          {reading?.away !== undefined && <p className="px-2 py-1.5 text-12 text-today">{reading.away}</p>}
          <Row chosen={model === undefined} onChoose={() => choose(null)}>
            Standard{standard !== undefined && <span className="text-ink-3"> · {shortName(standard)}</span>}
          </Row>
          {byProvider(reading?.models?.available ?? []).map(({ provider, models: own }) => (
            <div key={provider} role="group" aria-label={providerWords[provider]}>
              <p className="px-2 pt-2.5 pb-1 text-12 font-medium text-ink-3">{providerWords[provider]}</p>
              {own.map((one) => (
                <Row key={one.model} chosen={one.model === model} usable={one.usable} onChoose={() => choose(one.model)}>
                  <span className="wrap-anywhere">{one.model === 'offline:rules' ? 'By rules' : shortName(one.model)}</span>
                  {one.sees_images && (
                    <span className="inline-flex items-center gap-1 text-12 text-ink-3">
                      <Eye aria-hidden className="size-3.5" />
                      sees images
                    </span>
                  )}
                  {!one.usable && <span className="text-12 text-ink-3">needs a key</span>}
                </Row>
              ))}
            </div>
          ))}
          <OtherModel model={model} onChoose={choose} />
          {shown !== undefined && <p className="px-2 pt-2 pb-1 text-12 text-ink-3">{leavesTo[providerOf(shown) ?? 'offline']}</p>}
          <a href="#/settings/models" className="px-2 pb-1 text-12 text-accent underline-offset-3 hover:underline">
            Models and keys in Settings
          </a>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Row({
  chosen,
  usable = true,
  onChoose,
  children,
}: {
  chosen: boolean;
  usable?: boolean;
  onChoose: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onChoose}
      className={classNames(
        'focus-inset flex min-h-7 w-full items-center gap-2 rounded-s px-2 py-1 text-left hover:bg-hover',
        !usable && 'text-ink-2',
      )}
    >
      <span className="flex flex-1 flex-wrap items-center gap-x-2">{children}</span>
      {chosen && <Check aria-hidden className="size-3.75 shrink-0 text-accent" />}
    </button>
  );
}

function OtherModel({ model, onChoose }: { model: string | undefined; onChoose: (model: string) => void }) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  return (
    <form
      className="flex items-end gap-1.5 px-2 pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        // The form stands in the composer’s by its place in React’s tree.
        event.stopPropagation();
        if (isModelName(text.trim())) onChoose(text.trim());
        else setProblem('A model is a provider, a colon and its name: openai:gpt-5.4-mini');
      }}
    >
      <TextField
        label="Another one"
        placeholder={model ?? 'local:llava'}
        value={text}
        problem={problem}
        className="min-w-0 flex-1"
        onText={(next) => {
          setText(next);
          setProblem(undefined);
        }}
      />
      <Button type="submit" className={classNames('h-control-large', problem !== undefined && 'mb-5')}>
        Use
      </Button>
    </form>
  );
}
