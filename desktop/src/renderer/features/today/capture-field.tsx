import { CornerDownLeft, Plus } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Capture, CapturePart } from '#rpc/today.ts';
import { useAppPowers } from '#renderer/app-powers.ts';
import { failureOf } from '#renderer/rpc-client.ts';
import { Button, Keys } from '#renderer/ui/index.ts';
import { CaptureParts } from './capture-parts.tsx';
import { CAPTURE_ID } from './capture-command.ts';
import { type Chosen, insertOf, isPlain, noChoice } from './captured-task.ts';

const SETTLE_MS = 90;

/**
 * Takes a task in one line. What is understood of it shows below before anything is written: each part can be corrected or
 * refused, and Enter adds what is shown. A line whose parts were not shown yet is shown first.
 */
export function CaptureField({ zone }: { zone: string }) {
  const { core, clock, notices, undo } = useAppPowers();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Chosen>(noChoice);
  const [shown, setShown] = useState<{ key: string; capture: Capture }>();
  const field = useRef<HTMLInputElement>(null);
  const asked = useRef(0);
  const key = JSON.stringify([text, chosen.ignore]);
  const isShown = shown?.key === key;

  const { ignore } = chosen;
  const understand = useCallback(async (): Promise<Capture | undefined> => {
    asked.current += 1;
    const mine = asked.current;
    try {
      const capture = await core.rpc.today.capture({ text, ignore: [...ignore] });
      if (mine === asked.current) setShown({ key, capture });
      return capture;
    } catch (error) {
      notices.show({ text: failureOf(error).sentence, tone: 'problem' });
      return undefined;
    }
  }, [core, notices, text, ignore, key]);
  const isWanted = text.trim() !== '' && !isShown;
  useEffect(() => (isWanted ? clock.after(SETTLE_MS, () => void understand()) : undefined), [clock, isWanted, understand]);

  function type(next: string) {
    setText(next);
    // What was refused counts for the line as it was; a new line begins anew.
    if (next.trim() === '') setChosen(noChoice);
  }

  async function add() {
    if (text.trim() === '') return;
    if (!isShown) {
      const capture = await understand();
      if (!capture || !isPlain(capture)) return;
      await make(capture);
      return;
    }
    await make(shown.capture);
  }

  /** The field is free at once; what could not be made comes back into it. */
  async function make(capture: Capture) {
    const before = { text, chosen };
    setText('');
    setChosen(noChoice);
    field.current?.focus();
    try {
      await undo.act({
        write: () => core.rpc.tasks.create(insertOf({ capture, chosen })),
        tell: ({ title }) => ({ text: `Added “${title}”` }),
      });
    } catch (error) {
      notices.show({ text: failureOf(error).sentence, tone: 'problem' });
      setText((now) => (now === '' ? before.text : now));
      setChosen(before.chosen);
    }
  }

  const refuse = (part: CapturePart) => {
    setChosen((before) => ({ ...before, ignore: [...before.ignore, part] }));
    field.current?.focus();
  };
  return (
    <form
      className="rounded-l border border-line bg-raised shadow-field focus-within:border-line-control"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <div className="flex items-center gap-2 pr-2 pl-3.5">
        <Plus aria-hidden className="size-4 shrink-0 text-ink-3" />
        <input
          ref={field}
          id={CAPTURE_ID}
          aria-label="Capture a task"
          aria-describedby="capture-help"
          placeholder="What is to be done?"
          value={text}
          maxLength={500}
          autoComplete="off"
          onChange={(event) => type(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
          className="h-11 min-w-0 flex-1 bg-transparent text-14 outline-none"
        />
        {text === '' ? (
          <span aria-hidden className="max-wide:hidden">
            <Keys of="n" />
          </span>
        ) : (
          <Button type="submit" look="primary">
            Add
            <CornerDownLeft aria-hidden />
          </Button>
        )}
      </div>
      <p id="capture-help" className="sr-only">
        A day, #project, @name or !high in the line are understood and shown before the task is added.
      </p>
      {text.trim() !== '' && shown && (
        <CaptureParts
          capture={shown.capture}
          chosen={chosen}
          zone={zone}
          onChoose={(some) => setChosen((before) => ({ ...before, ...some }))}
          onRefuse={refuse}
          onClosed={() => field.current?.focus()}
        />
      )}
    </form>
  );
}
