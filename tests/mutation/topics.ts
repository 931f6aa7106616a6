import { readdirSync } from 'node:fs';
import process from 'node:process';

const folders = readdirSync(new URL('../../src/model/', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/**
 * The functions of one topic's files whose names end with `suffix`. The topic is that which is
 * mutated, if one is; the core has the files that belong to no folder, and whole models.
 */
export function ofTopic<F>(
  files: Readonly<Record<string, Readonly<Record<string, F>>>>,
  suffix: string,
): [name: string, run: F][] {
  const topic = process.env['MUTATE_TOPIC'];
  const isCore = topic === 'core' || topic === 'steps';
  const belongs = (path: string) => {
    const name = path.replace(/^.*\/|\.ts$/g, '');
    if (topic === undefined) return true;
    if (!isCore) return name === topic;
    return name === 'transformer' || !folders.includes(name);
  };
  return Object.entries(files)
    .filter(([path]) => belongs(path))
    .flatMap(([, file]) => Object.entries(file).filter(([name]) => name.endsWith(suffix)));
}
