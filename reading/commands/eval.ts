import { corpusParts, scoreCorpus } from '../bench/score-corpus.ts';

/** `npm run eval -- reading`: the own corpus' scores, a part and a language a line; --failures shows what is wrong, --json gives lines. */
const results = await scoreCorpus();
for (const part of corpusParts) {
  const ofPart = results.filter((result) => result.part === part);
  for (const language of [...new Set(ofPart.map((result) => result.language)), 'all']) {
    const own = ofPart.filter((result) => language === 'all' || result.language === language);
    const passed = own.filter((result) => result.passed).length;
    const score = Number((passed / own.length).toFixed(3));
    process.stdout.write(
      process.argv.includes('--json')
        ? `${JSON.stringify({ part, language, passed, cases: own.length, score })}\n`
        : `${part.padEnd(9)}${language.padEnd(5)}${String(passed).padStart(4)}/${String(own.length).padEnd(5)}${score.toFixed(3)}\n`,
    );
  }
}
if (process.argv.includes('--failures'))
  for (const { passed, ...failure } of results) if (!passed) process.stdout.write(`${JSON.stringify(failure)}\n`);
