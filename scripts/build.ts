/** `npm run build`: the app's page and the programs, into desktop/out; `--if-stale`: those whose sources changed. */
import { buildProgram, buildProgramIfStale } from './program-build.ts';
import { buildRenderer, buildRendererIfStale } from './renderer-build.ts';

if (process.argv.includes('--if-stale')) {
  await buildRendererIfStale();
  await buildProgramIfStale();
} else {
  await buildRenderer();
  await buildProgram();
  process.stderr.write('adiuva: built desktop/out\n');
}
