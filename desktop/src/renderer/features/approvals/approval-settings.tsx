import { useEffect, useId, useState } from 'react';
import { useAppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { failureOf } from '#renderer/rpc-client.ts';
import { Reading } from '#renderer/reading.tsx';

const offered = [
  [1, 'An hour'],
  [8, '8 hours'],
  [24, 'A day'],
  [72, '3 days'],
  [168, 'A week'],
  [720, '30 days'],
] as const;

/** How long things wait for the user's word before they expire. */
export function ApprovalSettings() {
  const { core, notices } = useAppPowers();
  const [hours, setHours] = useState<number>();
  const [failure, setFailure] = useState<string>();
  const id = useId();
  useEffect(() => {
    let current = true;
    const read = async () => {
      try {
        const settings = await core.rpc.trust.settings();
        if (!current) return;
        setHours(settings.approval_hours);
        setFailure(undefined);
      } catch (error) {
        if (current) setFailure(failureOf(error).sentence);
      }
    };
    void read();
    const stop = core.onInvalidation((invalidation) => {
      if (concerns(invalidation, { topic: 'settings' })) void read();
    });
    return () => {
      current = false;
      stop();
    };
  }, [core]);

  async function set(next: number) {
    const before = hours;
    setHours(next);
    try {
      setHours((await core.rpc.trust.setSettings({ approval_hours: next })).approval_hours);
    } catch (error) {
      setHours(before);
      notices.show({ text: failureOf(error).sentence, tone: 'problem' });
    }
  }

  if (hours === undefined)
    return failure === undefined ? (
      <Reading label="Reading…" />
    ) : (
      <p role="alert" className="text-13 text-late">
        {failure}
      </p>
    );
  const choices = offered.some(([value]) => value === hours) ? offered : [...offered, [hours, `${hours} hours`] as const];
  return (
    <div className="flex flex-col gap-1 text-13">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <label htmlFor={id}>What waits for your word expires after</label>
        <select
          id={id}
          value={hours}
          onChange={(event) => void set(Number(event.target.value))}
          className="h-control rounded-m border border-line-control bg-raised px-2 text-13 text-ink"
        >
          {choices.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <p className="text-12 text-ink-3">
        What expires is not done, and the assistant is told so. It counts for what is asked from now on.
      </p>
    </div>
  );
}
