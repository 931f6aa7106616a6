import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';
import ts from 'typescript-eslint';
import { rooms } from '../../../scripts/lint/rule.mjs';

// The rule alone, without types: snippets need not be files of the project.
const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: {
    files: ['**/*.ts'],
    languageOptions: { parser: ts.parser },
    plugins: { rooms },
    rules: { 'rooms/one-way': 'error' },
  },
});

async function complaints(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: file });
  return result?.messages.map(({ ruleId, message }) => `${ruleId ?? ''} ${message}`) ?? [];
}

describe('imports that the lint refuses', () => {
  test.each([
    ['src/model/norm.ts', "import { stepper } from '../components/stepper/state.ts';"],
    ['src/model/norm.ts', "import type { Job } from '../engine/protocol.ts';"],
    ['src/model/norm.ts', "import '@tensorflow/tfjs-backend-wasm';"],
    ['src/model/norm.ts', "import { z } from 'zod';"],
    ['src/model/norm.ts', "import { layers } from '@tensorflow/tfjs-layers';"],
    ['src/model/keras/layer.ts', "import '@tensorflow/tfjs-backend-wasm';"],
    ['src/model/steps/cells.ts', "import * as tf from '@tensorflow/tfjs-core';"],
    ['src/model/steps/cells.ts', "import { softmax } from '../softmax.ts';"],
    ['src/world/scene.ts', "import { linear } from '../model/linear.ts';"],
    ['src/world/scene.ts', "import { readFile } from 'node:fs/promises';"],
    ['src/strings/ui.ts', "import { LIMITS } from '../engine/limits.ts';"],
    ['src/engine/client.ts', "import { run } from './run.ts';"],
    ['src/engine/client.ts', "const run = import('./run.ts');"],
    ['src/engine/trained/client.ts', "import { translate } from './worker/translate.ts';"],
    ['src/engine/weights/load.ts', "import * as tf from '@tensorflow/tfjs-core';"],
    ['src/engine/limits.ts', "export { version_core } from '@tensorflow/tfjs-core';"],
    ['src/engine/run.ts', "import Stepper from '../components/stepper/Stepper.svelte';"],
    ['src/notebook/judge.ts', "import { client } from '../engine/client.ts';"],
    ['src/components/stepper/state.ts', "import { linear } from '../../model/linear.ts';"],
    ['src/components/stepper/state.ts', "import { run } from '../../engine/run.ts';"],
    ['src/components/stepper/state.ts', "import '@tensorflow/tfjs-core';"],
    ['src/components/stepper/state.ts', "export * from '../../content/lesson.ts';"],
    ['src/components/cite/Cite.astro/1_1.ts', "import { run } from '../../engine/run.ts';"],
  ])('%s: %s', async (file, code) => {
    expect(await complaints(file, code)).toEqual([expect.stringMatching(/^rooms\/one-way /)]);
  });
});

describe('imports that the lint allows', () => {
  test.each([
    ['src/model/norm.ts', "import * as tf from '@tensorflow/tfjs-core';"],
    ['src/model/norm.ts', "import { check } from './check.ts';"],
    ['src/model/keras/layer.ts', "import { layers } from '@tensorflow/tfjs-layers';"],
    ['src/model/keras/layer.ts', "import * as tf from '@tensorflow/tfjs-core';"],
    ['src/model/steps/cells.ts', "import type { Letter } from '../letters.ts';"],
    ['src/model/steps/cells.ts', "import type { Tensor } from '@tensorflow/tfjs-core';"],
    ['src/engine/worker.ts', "import '@tensorflow/tfjs-backend-wasm';"],
    ['src/engine/run.ts', "import { attention } from '../model/attention.ts';"],
    ['src/engine/trained/worker/sample.ts', "import * as tf from '@tensorflow/tfjs-core';"],
    ['src/engine/trained/worker/sample.ts', "import { dit } from '../../../model/index.ts';"],
    ['src/engine/client.ts', "import { strings } from '../strings/ui.ts';"],
    ['src/engine/client.ts', "import Worker from './worker.ts?worker';"],
    ['src/strings/ui.ts', "import type { Problem } from '../notebook/problem.ts';"],
    ['src/components/stepper/state.ts', "import { steps } from '../../model/steps/index.ts';"],
    ['src/components/stepper/state.ts', "import source from '../../model/attention.ts?raw';"],
    ['src/components/stepper/state.ts', "import type { Trace } from '../../engine/run.ts';"],
    ['src/content/lesson.ts', "import Cite from '../components/cite/Cite.astro';"],
    ['src/notebook/runtime/main.ts', "import * as tf from '@tensorflow/tfjs-core';"],
    ['tests/unit/model/x.test.ts', "import { run } from '../../../src/engine/run.ts';"],
  ])('%s: %s', async (file, code) => {
    expect(await complaints(file, code)).toEqual([]);
  });
});

test('the rule and the ban on page globals are switched on in our own configuration', async () => {
  const own = new ESLint();
  const ofModel = (await own.calculateConfigForFile('src/model/index.ts')) as Configuration;
  const ofPage = (await own.calculateConfigForFile('src/components/x.ts')) as Configuration;
  expect(ofModel.rules['rooms/one-way']?.[0]).toBe(2);
  expect(ofModel.rules['no-restricted-globals']).toContain('document');
  expect(ofModel.rules['no-restricted-globals']).toContain('fetch');
  expect(ofPage.rules['rooms/one-way']?.[0]).toBe(2);
  expect(ofPage.rules['@typescript-eslint/no-floating-promises']?.[0]).toBe(2);
  expect(ofPage.rules['@typescript-eslint/no-explicit-any']?.[0]).toBe(2);
});

interface Configuration {
  rules: Record<string, unknown[] | undefined>;
}
