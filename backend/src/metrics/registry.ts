/** Labels of one series, in the order in which they are shown. */
export type Labels = Readonly<Record<string, string>>;

export interface Counter {
  add(labels: Labels, by?: number): void;
}

export interface Histogram {
  observe(labels: Labels, value: number): void;
}

/** A value of one series that is looked at when it is asked for. */
export interface Sample {
  labels: Labels;
  value: number;
}

/** Numbers of this process, written in the text format of Prometheus. */
export interface Registry {
  counter(metric: { name: string; help: string }): Counter;
  /** @param bounds Upper bounds of its buckets, ascending. */
  histogram(metric: { name: string; help: string; bounds: readonly number[] }): Histogram;
  gauge(metric: { name: string; help: string; read: () => Sample[] | Promise<Sample[]> }): void;
  write(): Promise<string>;
}

export const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

export function createRegistry(): Registry {
  const metrics: (() => string | Promise<string>)[] = [];
  return {
    counter({ name, help }) {
      const series = new Map<string, number>();
      metrics.push(() =>
        family({ name, help, type: 'counter', lines: [...series].map(([key, value]) => `${name}${key} ${value}`) }),
      );
      return {
        add(labels, by = 1) {
          const key = writeLabels(labels);
          series.set(key, (series.get(key) ?? 0) + by);
        },
      };
    },

    histogram({ name, help, bounds }) {
      const series = new Map<string, { labels: Labels; counts: number[]; sum: number; count: number }>();
      metrics.push(() => {
        const lines = [...series].flatMap(([key, { labels, counts, sum, count }]) => [
          ...bounds.map((bound, index) => `${name}_bucket${writeLabels({ ...labels, le: String(bound) })} ${counts[index] ?? 0}`),
          `${name}_bucket${writeLabels({ ...labels, le: '+Inf' })} ${count}`,
          `${name}_sum${key} ${sum}`,
          `${name}_count${key} ${count}`,
        ]);
        return family({ name, help, type: 'histogram', lines });
      });
      return {
        observe(labels, value) {
          const key = writeLabels(labels);
          const known = series.get(key) ?? { labels, counts: bounds.map(() => 0), sum: 0, count: 0 };
          bounds.forEach((bound, index) => {
            if (value <= bound) known.counts[index] = (known.counts[index] ?? 0) + 1;
          });
          series.set(key, { ...known, sum: known.sum + value, count: known.count + 1 });
        },
      };
    },

    gauge({ name, help, read }) {
      metrics.push(async () => {
        const samples = await read();
        return family({
          name,
          help,
          type: 'gauge',
          lines: samples.map(({ labels, value }) => `${name}${writeLabels(labels)} ${value}`),
        });
      });
    },

    async write() {
      return (await Promise.all(metrics.map(async (each) => each()))).join('');
    },
  };
}

function family({ name, help, type, lines }: { name: string; help: string; type: string; lines: string[] }): string {
  return [`# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`, `# TYPE ${name} ${type}`, ...lines, ''].join(
    '\n',
  );
}

function writeLabels(labels: Labels): string {
  const parts = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}

function escapeLabel(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
