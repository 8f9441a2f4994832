import { expect, test } from 'vitest';
import { cappedNames, OTHER } from './capped-names.ts';
import { createRegistry } from './registry.ts';

test('counters, gauges and histograms in the form that Prometheus reads', async () => {
  const registry = createRegistry();
  const calls = registry.counter({ name: 'calls_total', help: 'Calls.\nAll of them.' });
  calls.add({ model: 'a"b\\c\nd', outcome: 'ok' });
  calls.add({ model: 'a"b\\c\nd', outcome: 'ok' }, 2);
  registry.gauge({ name: 'sockets', help: 'Sockets.', read: async () => [{ labels: {}, value: 3 }] });
  const seconds = registry.histogram({ name: 'seconds', help: 'Seconds.', bounds: [0.1, 1] });
  for (const value of [0.05, 0.1, 0.5, 7]) seconds.observe({ kind: 'chat' }, value);
  expect(await registry.write()).toBe(
    [
      '# HELP calls_total Calls.\\nAll of them.',
      '# TYPE calls_total counter',
      'calls_total{model="a\\"b\\\\c\\nd",outcome="ok"} 3',
      '# HELP sockets Sockets.',
      '# TYPE sockets gauge',
      'sockets 3',
      '# HELP seconds Seconds.',
      '# TYPE seconds histogram',
      'seconds_bucket{kind="chat",le="0.1"} 2',
      'seconds_bucket{kind="chat",le="1"} 3',
      'seconds_bucket{kind="chat",le="+Inf"} 4',
      'seconds_sum{kind="chat"} 7.65',
      'seconds_count{kind="chat"} 4',
      '',
    ].join('\n'),
  );
});

test('names from outside are labels up to a number, and one for all others', () => {
  const name = cappedNames({ most: 2 });
  expect(['a', 'b', 'c', 'a', 'd'].map(name)).toEqual(['a', 'b', OTHER, 'a', OTHER]);
});
