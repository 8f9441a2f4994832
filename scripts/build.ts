/** `npm run build`: the app's page, into desktop/out/renderer. Backend and core run from their sources. */
import { buildRenderer } from './renderer-build.ts';

await buildRenderer();
process.stderr.write('adiuva: built desktop/out/renderer\n');
