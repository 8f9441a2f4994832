import { expect, test } from 'vitest';
import type { Clock } from '#renderer/clock.ts';
import { connectCore } from './connect-core.ts';
import type { CoreTransport } from './core-transport.ts';

/** Time that passes when it is told to. */
function heldClock(): Clock & { pass: () => void } {
  const waiting = new Set<() => void>();
  const after = (_ms: number, run: () => void) => {
    waiting.add(run);
    return () => void waiting.delete(run);
  };
  return {
    now: () => 0,
    after,
    nextFrame: (run) => after(0, run),
    pass() {
      const due = [...waiting];
      waiting.clear();
      for (const run of due) run();
    },
  };
}

function connectOver(hasKey: boolean) {
  const clock = heldClock();
  const calls: string[] = [];
  let told: Parameters<CoreTransport['open']>[0] | undefined;
  const transport: CoreTransport = {
    hasKey,
    open(given) {
      told = given;
      return () => undefined;
    },
  };
  const core = connectCore({ transport, clock });
  let isAsked = false;
  void core.asked.then(() => (isAsked = true));
  core.onInvalidation(() => calls.push('read'));
  return {
    clock,
    calls,
    open() {
      const call = (path: readonly string[]) => {
        calls.push(path.join('/'));
        return new Promise<never>(() => undefined);
      };
      told?.onOpened({ channel: { call }, closed: new AbortController().signal });
    },
    lose: () => told?.onClosed('ended'),
    /** After everything that is due now. */
    isAsked: async () => {
      await new Promise((resolve) => setTimeout(resolve, 0));
      return isAsked;
    },
  };
}

test('it is asked once the changes are followed and all that is shown was asked for, in this order', async () => {
  const core = connectOver(true);
  expect(await core.isAsked()).toBe(false);
  core.open();
  expect([await core.isAsked(), core.calls]).toEqual([false, ['app/changes']]);
  core.clock.pass();
  expect([await core.isAsked(), core.calls]).toEqual([true, ['app/changes', 'read']]);
});

test('whoever waits until it is asked waits for no core that is away', async () => {
  const lost = connectOver(true);
  lost.lose();
  expect(await lost.isAsked()).toBe(true);
  expect(await connectOver(false).isAsked()).toBe(true);
});
