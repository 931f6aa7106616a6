import '../../model/backend.ts';
import { expect, test } from 'vitest';
import { createTrainedEngine } from '../../../../src/engine/trained/client.ts';
import type { FinetuneStep, Jobs } from '../../../../src/engine/trained/jobs.ts';
import { buffersOf } from '../../../../src/engine/trained/worker/buffers.ts';
import { createJobs } from '../../../../src/engine/trained/worker/table.ts';
import { LoadError } from '../../../../src/engine/weights/error.ts';
import { ServedWorker } from './fake-worker.ts';
import { inputs } from './inputs.ts';
import { libraryOf, smallModels } from './small-models.ts';

/** The client and the server together, with real models, over messages that are cloned. */

function setUp(change: Partial<ReturnType<typeof libraryOf>> = {}) {
  const jobs = createJobs({ ...libraryOf(smallModels()), ...change });
  const workers: ServedWorker[] = [];
  const engine = createTrainedEngine(() => {
    const worker = new ServedWorker(jobs);
    workers.push(worker);
    return worker;
  });
  return { engine, workers };
}

const long: Jobs['finetune']['input'] = { ...inputs.finetune, steps: 500 };

test('every job gives its result', async () => {
  const { engine } = setUp();
  const names: string[] = [];
  const [translation, found, told, tuned, sampled] = await Promise.all([
    engine.run('a', 'translate', inputs.translate, { onStep: ({ token }) => names.push(token) }),
    engine.run('b', 'answer', inputs.answer),
    engine.run('c', 'classify', inputs.classify),
    engine.run('d', 'finetune', inputs.finetune),
    engine.run('e', 'lab-studio', inputs['lab-studio']),
  ]);
  expect(names.slice(0, translation.tokens.length)).toEqual(translation.tokens);
  expect(found.span.end).toBeGreaterThanOrEqual(found.span.start);
  expect(told.chances).toHaveLength(3);
  expect(sampled.value.samples[0]?.strips.map(({ step }) => step)).toEqual([1, 2]);
  const again = { ...inputs.classify, tuned: tuned.file };
  expect((await engine.run('a', 'classify', again)).classes).toEqual(['red', 'blue']);
});

test('a call-off arrives between two steps, and fine-tuning keeps what it has learnt', async () => {
  const { engine } = setUp();
  const controller = new AbortController();
  const steps: FinetuneStep[] = [];
  const run = engine.run('a', 'finetune', long, {
    signal: controller.signal,
    onStep: (step) => {
      steps.push(step);
      if (step.step === 3) controller.abort();
    },
  });
  const tuned = await run;
  expect(tuned.stopped).toBe(true);
  expect(tuned.steps).toBe(steps.length);
  expect(tuned.steps).toBeLessThan(50);
});

test('a newer job ends an older one on its channel soon, and only that', async () => {
  const { engine } = setUp();
  let heard = 0;
  const old = engine.run('a', 'finetune', long, { onStep: () => heard++ });
  const superseded = expect(old).rejects.toMatchObject({ name: 'Superseded' });
  const other = engine.run('b', 'classify', inputs.classify);
  await new Promise((resolve) => setTimeout(resolve, 200));
  const fresh = engine.run('a', 'classify', inputs.classify);
  await superseded;
  const before = heard;
  expect(await other).toEqual(expect.objectContaining({ classes: ['x', 'y', 'z'] }));
  expect((await fresh).chances).toHaveLength(3);
  expect(heard).toBe(before);
});

test('a sampling that is called off ends without a clip; the next one is as ever', async () => {
  const { engine } = setUp();
  const wanted = await engine.run('a', 'lab-studio', inputs['lab-studio']);
  const controller = new AbortController();
  const stopped = engine.run(
    'a',
    'lab-studio',
    { ...inputs['lab-studio'], steps: 50 },
    {
      signal: controller.signal,
      onStep: () => controller.abort(),
    },
  );
  await expect(stopped).rejects.toMatchObject({ name: 'CalledOff' });
  const again = await engine.run('a', 'lab-studio', inputs['lab-studio']);
  expect(again).toEqual(wanted);
});

test('weights that cannot be had fail the job with their code, and no other', async () => {
  const error = new LoadError('altered', 'models/translator', 'SHA-256 1', '2');
  const { engine } = setUp({ translator: { get: () => Promise.reject(error) } });
  const run = engine.run('a', 'translate', inputs.translate);
  await expect(run).rejects.toEqual(error);
  expect((await engine.run('a', 'classify', inputs.classify)).chances).toHaveLength(3);
});

test('what the library refuses fails the job by its name', async () => {
  const { pocketSora } = smallModels();
  const config = { ...pocketSora.dit.config, patch: { frames: 2, height: 1, width: 1 } };
  const model = { ...pocketSora, dit: { ...pocketSora.dit, config } };
  const { engine, workers } = setUp({ pocketSora: { get: () => Promise.resolve(model) } });
  const run = engine.run('a', 'lab-studio', inputs['lab-studio']);
  await expect(run).rejects.toMatchObject({ name: 'ModelError' });
  expect(workers).toHaveLength(1);
});

test('the memory of arrays is handed over once, whatever holds them', () => {
  const shared = Float32Array.of(1, 2);
  const message = {
    cross: [{ data: shared }],
    tensors: [{ data: shared, name: 'x' }],
    n: 1,
    t: 'a',
  };
  expect(buffersOf({ ...message, file: Uint8Array.of(1) })).toHaveLength(2);
  expect(buffersOf(undefined)).toEqual([]);
});
