import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../../bin/bootstrap/build.mjs';

/** Before all journeys: the build is the one of the sources as they are. */
export default function build(): void {
  ensureBuilt(fileURLToPath(new URL('../..', import.meta.url)));
}
