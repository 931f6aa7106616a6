import { readFile } from 'node:fs/promises';
import { readyAtBuild } from '../../../at-build.ts';
import type { LabName, LabResults, LabSettings, LabSteps } from '../../../labs/index.ts';
import manifest from '../../../models/manifest.json';
import { createLibrary } from '../library.ts';
import type { Line } from '../line.ts';
import { labModules } from './table.ts';
import type { LabModule } from './table.ts';

const library = createLibrary(
  async ({ path }) => new Uint8Array(await readFile(`public/${path}`)),
  manifest,
);

/**
 * What a lab shows, computed in Node while the site is built or tested: the page stands before any
 * script runs.
 */
export async function computeAtBuild<Name extends LabName>(
  name: Name,
  settings: LabSettings<Name>,
  onStep: (step: LabSteps[Name]) => void = () => undefined,
): Promise<LabResults[Name]> {
  await readyAtBuild();
  const load = labModules[name] as () => Promise<LabModule<Name>>;
  const lab = await load();
  return lab.run(settings, lineTo(onStep), library);
}

function lineTo<Step>(tell: (step: Step) => void): Line<Step> {
  return {
    tell,
    loading: () => undefined,
    pause: () => Promise.resolve(),
    signal: new AbortController().signal,
  };
}
