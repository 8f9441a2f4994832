/** Speed and memory of the reading. `--json` prints `{name, value, unit, aim}` a line. */
import { spawnSync } from 'node:child_process';
import { compile } from 'html-to-text';
import { detectContentType, extract, htmlToText, preprocess, splitSentences, splitThread } from '../src/index.ts';
import { benchFiles, htmlThread } from './make-files.ts';

type Measure = { name: string; value: number; unit: string; aim: string };

const measures: Measure[] = [];
const add = (name: string, value: number, unit: string, aim = ''): void => {
  const measure = { name, value: Number(value.toPrecision(4)), unit, aim };
  measures.push(measure);
  process.stdout.write(
    process.argv.includes('--json')
      ? `${JSON.stringify(measure)}\n`
      : `${name.padEnd(44)}${String(measure.value).padStart(10)} ${unit}${aim ? `  (aim ${aim})` : ''}\n`,
  );
};

/** Runs a second after a warm-up; answers rounds a second. */
async function rate(work: () => unknown): Promise<number> {
  for (let warm = 0; warm < 5; warm++) await work();
  const started = performance.now();
  let rounds = 0;
  while (performance.now() - started < 700) {
    await work();
    rounds++;
  }
  return (rounds * 1000) / (performance.now() - started);
}

for (const { kind, name, bytes } of benchFiles()) {
  const perSecond = await rate(() => preprocess({ name, bytes }));
  add(`preprocess ${kind}`, (perSecond * bytes.length) / 1e6, 'MB/s');
  add(`preprocess ${kind} files`, perSecond, 'files/s');
}

const html = htmlThread();
const plainHtmlToText = compile({ wordwrap: false });
const read = (): unknown => {
  const { text, quotes } = htmlToText(html);
  return splitThread({ text, quotes });
};
// In turns and the best of three: on a busy machine one long run each would measure the neighbours.
let [ours, theirs] = [0, 0];
for (let turn = 0; turn < 3; turn++) {
  ours = Math.max(ours, await rate(read));
  theirs = Math.max(theirs, await rate(() => plainHtmlToText(html)));
}
add('HTML mail with thread', (ours * html.length) / 1e6, 'MB/s');
add('the same, plain html-to-text', (theirs * html.length) / 1e6, 'MB/s');
add('HTML mail against html-to-text', ours / theirs, 'times', '>= 0.8');

const letter = benchFiles().find((file) => file.kind === 'plain_text');
if (letter) {
  const file = await preprocess(letter);
  const sentences = splitSentences(file.full_text).length;
  const perSecond = await rate(() => extract({ file, referenceTime: 1_800_000_000_000, zone: 'Europe/Rome' }));
  add('extract', perSecond * sentences, 'sentences/s');
}
add('detect', await rate(() => detectContentType({ name: 'm.html', bytes: Buffer.from(html) })), 'files/s');

const script = `import sys,time
from bs4 import BeautifulSoup
import lxml
h=sys.stdin.read()
t=time.time()
n=0
while time.time()-t<1:
    BeautifulSoup(h,'lxml').get_text('\\n',strip=True)
    n+=1
print(n/(time.time()-t))`;
const python = ['python3', '/usr/bin/python3']
  .map((command) => spawnSync(command, ['-c', script], { input: html, encoding: 'utf8' }))
  .find((run) => run.status === 0);
if (python) add('HTML mail against BeautifulSoup with lxml', ours / Number(python.stdout), 'times', '>= 4');
else if (!process.argv.includes('--json')) process.stdout.write('BeautifulSoup with lxml is not at hand: not compared\n');

const memory = spawnSync(
  process.execPath,
  [
    '--input-type=module',
    '-e',
    `import { preprocess, extract } from ${JSON.stringify(new URL('../src/index.ts', import.meta.url).href)};
const bytes = Buffer.from('From: a@b.c\\nSubject: s\\n\\n' + 'a line of a large mail, with words and more words\\n'.repeat(200000));
const before = process.memoryUsage().rss; const file = await preprocess({ name: 'm.eml', bytes }); extract({ file });
process.stdout.write(String((process.resourceUsage().maxRSS * 1024 - before) / 1e6));`,
  ],
  { encoding: 'utf8' },
);
if (memory.status === 0) add('memory over the start, 10 MB mail', Number(memory.stdout), 'MB', '<= 256');
