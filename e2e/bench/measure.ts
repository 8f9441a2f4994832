/** One figure: a ratio of two times taken in one run, or a plain number, and the aim it is held against. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  aim: string;
}

/** The value below which `share` of the samples lie. */
export function percentile(samples: number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** Milliseconds of each of `count` calls, one after the other. */
export async function timeEach({ count, call }: { count: number; call: (index: number) => Promise<unknown> }): Promise<number[]> {
  const samples: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const started = performance.now();
    await call(index);
    samples.push(performance.now() - started);
  }
  return samples;
}

/** Calls a second with `lanes` of them under way at any time. */
export async function timeAtOnce({
  count,
  lanes,
  call,
}: {
  count: number;
  lanes: number;
  call: (index: number) => Promise<unknown>;
}): Promise<number> {
  let next = 0;
  const started = performance.now();
  const lane = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      await call(index);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return (count / (performance.now() - started)) * 1_000;
}
