/** An index that is made, thrown away and made fast again and again until its process is killed: `node killed-keeper.ts FILE FOLDER`. */
import { createIndexKeeper } from '#core/vectors/index-keeper.ts';
import { createLanceIndexes } from '#core/vectors/lance-index.ts';
import { openTruth } from '#core/vectors/truth-reader.ts';

const [file = '', folder = ''] = process.argv.slice(2);
const indexes = createLanceIndexes({ folder, codedRows: 300 });
const keeper = createIndexKeeper({ truth: openTruth(file), indexes });
process.stdout.write('open\n');
for (let n = 0; ; n += 1) {
  await keeper.tend('offline:rules');
  // Every other time it is another model's, so that all of it is made anew.
  await keeper.sync(n % 2 ? 'offline:rules' : 'openai:other');
  if (n % 2) await indexes.dropOthers('openai:other');
}
