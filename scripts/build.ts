/** `npm run build`: the app's page and the desktop program, into desktop/out. `npm start` without a window needs neither. */
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
