import { intentFeatures } from './intent-features.ts';
import { intentTable, intentThreshold } from './intent-table.ts';

let weights: Map<string, number> | null = null;

function loaded(): Map<string, number> {
  weights ??= new Map(
    intentTable.split('\n').map((line): [string, number] => {
      const tab = line.lastIndexOf('\t');
      return [line.slice(0, tab), Number(line.slice(tab + 1)) / 100];
    }),
  );
  return weights;
}

/** How strongly an English sentence asks for or proposes an action; above 0 it does. */
export function intentScore(sentence: string): number {
  const table = loaded();
  let sum = 0;
  let used = 0;
  for (const feature of intentFeatures(sentence)) {
    const weight = table.get(feature);
    if (weight === undefined) continue;
    sum += weight;
    used++;
  }
  return (used === 0 ? 0 : sum / Math.sqrt(used)) - intentThreshold;
}
