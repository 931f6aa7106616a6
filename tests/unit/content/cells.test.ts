import '@tensorflow/tfjs-backend-cpu';
import { readFileSync, readdirSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import * as model from '../../../src/model/index.ts';

const folder = 'src/content/cells';
const cells = readdirSync(folder).filter((name) => name.endsWith('.cell'));

beforeAll(() => tf.setBackend('cpu'));

describe('the code cells of the lessons', () => {
  it.each(cells)('%s prints what the lesson shows', async (name) => {
    const lines = await runCell(readFileSync(`${folder}/${name}`, 'utf8'));
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(
      `../../../${folder}/${name.replace('.cell', '.out')}`,
    );
  });

  it.each(cells)('%s fits the page: at most 30 lines of 92 characters', (name) => {
    const lines = readFileSync(`${folder}/${name}`, 'utf8').trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(30);
    expect(lines.filter((line) => line.length > 92)).toEqual([]);
  });
});

/** Runs a cell as the sandbox does, with the same globals. Returns what it printed. */
async function runCell(code: string): Promise<string[]> {
  const lines: string[] = [];
  const globals = {
    tf,
    model,
    show: (value: unknown) => {
      expect(value).toBeInstanceOf(tf.Tensor);
    },
    console: { log: (...values: unknown[]) => void lines.push(values.map(String).join(' ')) },
  };
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  const script = ts.transpile(code, options);
  // The lessons' own code, from our own repository.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const run = new Function(...Object.keys(globals), `return (async () => {${script}\n})()`) as (
    ...values: unknown[]
  ) => Promise<void>;
  await run(...Object.values(globals));
  return lines;
}
