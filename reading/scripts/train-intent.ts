/**
 * Makes src/tasks/intent-table.ts from sentences labelled as asking (or proposing an action) or not, and with --cv tells how
 * good it is on sentences it has not seen. Usage: node reading/scripts/train-intent.ts [--cv] [--data FILE]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { intentFeatures } from '../src/tasks/intent-features.ts';

type Sample = { features: string[]; label: boolean; group: string };
type Model = { weights: Map<string, number> };

const data = process.argv.includes('--data')
  ? (process.argv[process.argv.indexOf('--data') + 1] as string)
  : join(import.meta.dirname, '../../../shared/testdata/intent/train.jsonl');
const samples: Sample[] = readFileSync(data, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as { label: boolean; text: string })
  .map(({ label, text }) => ({
    label,
    features: intentFeatures(text),
    group: text
      .toLowerCase()
      .replace(/[^a-z ]/g, '')
      .split(/\s+/)
      .slice(0, 4)
      .join(' '),
  }));

/** In mail, fewer sentences ask than in the training set; scores are weighed to that share. */
const mailShare = 0.31;
const minimumCount = Number(process.env['INTENT_MIN'] ?? 2);
const rounds = Number(process.env['INTENT_ROUNDS'] ?? 30);
const decay = Number(process.env['INTENT_L2'] ?? 1e-3);

/** Always the same order for the same data: a small generator with a fixed seed. */
function shuffled<T>(items: T[], seed: number): T[] {
  const copy = [...items];
  let state = seed;
  for (let index = copy.length - 1; index > 0; index--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = state % (index + 1);
    [copy[index], copy[other]] = [copy[other] as T, copy[index] as T];
  }
  return copy;
}

function train(set: Sample[]): Model {
  const counts = new Map<string, number>();
  const positive = new Map<string, number>();
  for (const { features, label } of set)
    for (const feature of features) {
      counts.set(feature, (counts.get(feature) ?? 0) + 1);
      if (label) positive.set(feature, (positive.get(feature) ?? 0) + 1);
    }
  const kept = new Set([...counts].filter(([, count]) => count >= minimumCount).map(([feature]) => feature));
  const positives = set.filter((sample) => sample.label).length;
  // A feature's weight starts scaled by how unevenly it is spread (naive Bayes), which short texts gain from.
  const ratio = new Map<string, number>();
  for (const feature of kept) {
    const yes = ((positive.get(feature) ?? 0) + 1) / (positives + 2);
    const no = ((counts.get(feature) as number) - (positive.get(feature) ?? 0) + 1) / (set.length - positives + 2);
    ratio.set(feature, feature === '*' ? 1 : Math.max(0.25, Math.abs(Math.log(yes / no))));
  }
  const inner = new Map<string, number>();
  const average = new Map<string, number>();
  let step = 0;
  for (let round = 0; round < rounds; round++) {
    for (const { features, label } of shuffled(set, round + 1)) {
      step++;
      const rate = 0.3 / (1 + step / (set.length * 4));
      const used = features.filter((feature) => kept.has(feature));
      const norm = 1 / Math.sqrt(used.length);
      let sum = 0;
      for (const feature of used) sum += (inner.get(feature) ?? 0) * (ratio.get(feature) as number) * norm;
      const error = (label ? 1 : 0) - 1 / (1 + Math.exp(-sum));
      for (const feature of used) {
        const weight = inner.get(feature) ?? 0;
        inner.set(feature, weight + rate * (error * (ratio.get(feature) as number) * norm - decay * weight));
      }
    }
    if (round >= rounds / 2)
      for (const [feature, weight] of inner) average.set(feature, (average.get(feature) ?? 0) + weight / (rounds / 2));
  }
  return { weights: new Map([...average].map(([feature, weight]) => [feature, weight * (ratio.get(feature) as number)])) };
}

function score({ weights }: Model, features: string[]): number {
  let sum = 0;
  let used = 0;
  for (const feature of features) {
    const weight = weights.get(feature);
    if (weight === undefined) continue;
    sum += weight;
    used++;
  }
  return used === 0 ? 0 : sum / Math.sqrt(used);
}

function f1At(scored: { score: number; label: boolean }[], threshold: number): { f1: number; precision: number; recall: number } {
  const positives = scored.filter((one) => one.label).length;
  const weight = (mailShare / (1 - mailShare)) * ((scored.length - positives) / positives);
  let [hit, missed, wrong] = [0, 0, 0];
  for (const one of scored) {
    if (one.label) {
      if (one.score > threshold) hit += weight;
      else missed += weight;
    } else if (one.score > threshold) wrong++;
  }
  return { f1: (2 * hit) / (2 * hit + missed + wrong), precision: hit / (hit + wrong || 1), recall: hit / (hit + missed) };
}

function bestThreshold(scored: { score: number; label: boolean }[]): number {
  let best = { threshold: 0, f1: 0 };
  for (let threshold = -1.5; threshold <= 2.5; threshold += 0.05) {
    const { f1 } = f1At(scored, threshold);
    if (f1 > best.f1) best = { threshold, f1 };
  }
  return best.threshold;
}

/** Five folds; sentences that open alike stay together, so that near-copies do not flatter. */
function crossValidate(): { score: number; label: boolean }[] {
  const groups = shuffled([...new Set(samples.map((sample) => sample.group))], 7);
  const foldOf = new Map(groups.map((group, index) => [group, index % 5]));
  const scored: { score: number; label: boolean }[] = [];
  for (let fold = 0; fold < 5; fold++) {
    const model = train(samples.filter((sample) => foldOf.get(sample.group) !== fold));
    for (const sample of samples)
      if (foldOf.get(sample.group) === fold) scored.push({ score: score(model, sample.features), label: sample.label });
  }
  return scored;
}

const scored = crossValidate();
const threshold = bestThreshold(scored);
const { f1, precision, recall } = f1At(scored, threshold);
process.stdout.write(
  `cross-validated at ${mailShare} positive: F1 ${f1.toFixed(3)} precision ${precision.toFixed(3)} recall ${recall.toFixed(3)} threshold ${threshold.toFixed(2)}\n`,
);

if (!process.argv.includes('--cv')) {
  const model = train(samples);
  const kept = [...model.weights].filter(([, weight]) => Math.abs(weight) >= 0.25).sort((a, b) => (a[0] < b[0] ? -1 : 1));
  const lines = kept.map(([feature, weight]) => `${feature}\t${Math.round(weight * 100)}`);
  writeFileSync(
    join(import.meta.dirname, '../src/tasks/intent-table.ts'),
    `// Made by scripts/train-intent.ts; do not edit.\n/** Weights in hundredths, one feature a line: \`feature<TAB>weight\`. A sentence asks when its score passes the threshold. */\nexport const intentThreshold = ${threshold.toFixed(2)};\n\nexport const intentTable = ${JSON.stringify(lines.join('\n'))};\n`,
  );
  process.stdout.write(`${kept.length} weights\n`);
}
