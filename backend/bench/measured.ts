/** A figure, and the aim it is held against. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  aim: string;
}

/** The value below which `share` of the samples lie. */
export function percentile(samples: number[], share: number): number {
  const sorted = samples.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function print({ figure: { name, value, unit, aim }, digits = 1 }: { figure: Figure; digits?: number }): void {
  const figure = { name, value: Number(value.toFixed(digits)), unit, aim };
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(figure)}\n`);
  else process.stdout.write(`${name}: ${figure.value} ${unit}${aim ? ` (aim ${aim})` : ''}\n`);
}
