import '../../model/kernels/fast.ts';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { CalledOff, Superseded } from '../../../../src/engine/errors.ts';
import type {
  FinetuneStep,
  JobName,
  Jobs,
  TranslateStep,
} from '../../../../src/engine/trained/jobs.ts';
import { answer } from '../../../../src/engine/trained/worker/answer.ts';
import { classify } from '../../../../src/engine/trained/worker/classify.ts';
import { finetune } from '../../../../src/engine/trained/worker/finetune.ts';
import type { Models, Reader } from '../../../../src/engine/trained/worker/models.ts';
import { sample } from '../../../../src/engine/trained/worker/sample.ts';
import type { SampleInput, SampleStep } from '../../../../src/engine/trained/worker/sample.ts';
import type { JobTable } from '../../../../src/engine/trained/worker/serve.ts';
import { createJobs } from '../../../../src/engine/trained/worker/table.ts';
import { translate } from '../../../../src/engine/trained/worker/translate.ts';
import {
  FLOW_TIME_SCALE,
  NO_ANSWER,
  answerHead,
  cacheBytes,
  createRandom,
  decodeVideo,
  denormalizeLatents,
  disposeParams,
  dit,
  flowTimes,
  greedy,
  initTextModel,
  readSafetensors,
  sampleFlow,
  seq2seqSession,
  textModel,
  tokenMask,
  unpatchify,
  writeSafetensors,
} from '../../../../src/model/index.ts';
import { inputs } from './inputs.ts';
import { listen } from './lines.ts';
import { libraryOf, numbersOf, smallModels } from './small-models.ts';

describe.each(['cpu', 'wasm'])('on %s', (backend) => {
  let models: Models;
  let jobs: JobTable;

  beforeAll(async () => {
    expect(await tf.setBackend(backend)).toBe(true);
    models = smallModels();
    jobs = createJobs(libraryOf(models));
  });

  describe('translate', () => {
    test('gives what greedy decoding gives', async () => {
      const { params, config, read, start, end, longest } = models.translator;
      const session = seq2seqSession(params, config, [read(inputs.translate.tokens).ids]);
      const [wanted = []] = greedy(session, { prompt: [[start]], end, maxLength: longest });
      session.dispose();
      const { line, steps } = listen<TranslateStep>();
      const result = await translate(models.translator, inputs.translate, line);
      expect(steps.map(({ token }) => token)).toEqual(wanted.map((id) => `w${id}`));
      const ended = wanted.at(-1) === end;
      expect(result).toMatchObject({ ended, source: [...inputs.translate.tokens, '[eos]'] });
      expect(result.tokens).toEqual(wanted.filter((id) => id !== end).map((id) => `w${id}`));
    });

    test('ends where the model does, without its last token', async () => {
      const { line } = listen<TranslateStep>();
      const { tokens } = await translate(models.translator, inputs.translate, line);
      const end = Number(tokens[2]?.slice(1));
      const { line: other, steps } = listen<TranslateStep>();
      const result = await translate({ ...models.translator, end }, inputs.translate, other);
      expect(result.ended).toBe(true);
      expect(result.tokens).toEqual(tokens.slice(0, tokens.indexOf(`w${end}`)));
      expect(steps).toHaveLength(result.tokens.length + 1);
    });

    test('tells of each token its rivals, where it looked and what is kept', async () => {
      const { line, steps } = listen<TranslateStep>();
      await translate(models.translator, inputs.translate, line);
      steps.forEach(({ token, candidates, cross, cacheBytes: bytes, tensors }, step) => {
        expect(candidates.map(({ token }) => token)[0]).toBe(token);
        const chances = candidates.map(({ chance }) => chance);
        expect(chances).toEqual(chances.toSorted((a, b) => b - a));
        expect(candidates).toHaveLength(5);
        expect(cross.map(({ name }) => name)).toEqual([
          'decoder.0.cross.pattern',
          'decoder.1.cross.pattern',
        ]);
        for (const { shape, data } of cross) {
          expect(shape).toEqual([2, 1, 6]);
          expect(data.reduce((sum, share) => sum + share)).toBeCloseTo(2, 5);
        }
        const size = { layers: 2, keyValueHeads: 2, headWidth: 4 };
        const kept = [step + 1, 6].map((tokens) => cacheBytes({ ...size, tokens }));
        expect(bytes).toBe((kept[0] ?? NaN) + (kept[1] ?? NaN));
        expect(tensors).toEqual([]);
      });
    });

    test('records every tensor if asked to, those of the encoder once', async () => {
      const { line, steps } = listen<TranslateStep>();
      await translate(models.translator, { ...inputs.translate, record: true }, line);
      const names = steps.map(({ tensors }) => tensors.map(({ name }) => name));
      const count = (name: string) => names.map((all) => all.filter((one) => one === name).length);
      expect(count('encoder.0.self.scores')).toEqual(names.map((_, i) => (i === 0 ? 1 : 0)));
      expect(count('decoder.1.self.allKeys')).toEqual(names.map(() => 1));
      const keys = steps.map(({ tensors }) =>
        tensors.find(({ name }) => /1.self.allKeys/.test(name)),
      );
      expect(keys.map((key) => key?.shape)).toEqual(names.map((_, i) => [2, i + 1, 4]));
    });
  });

  describe('answer', () => {
    test('finds a span of the paragraph, no longer than it may be', () => {
      const { span, start, end, passage, read } = answer(models.answerer, inputs.answer);
      expect(read.length).toBe(10);
      for (const logits of [start, end]) {
        expect(Array.from(logits, (z) => z !== NO_ANSWER)).toEqual(passage);
      }
      expect(passage[span.start] && passage[span.end]).toBe(true);
      expect([0, 1]).toContain(span.end - span.start);
      expect(span.score).toBe((start[span.start] ?? NaN) + (end[span.end] ?? NaN));
      const scores = [...start.keys()].flatMap((i) =>
        [i, i + 1].map((j) =>
          passage[i] && passage[j] ? (start[i] ?? 0) + (end[j] ?? 0) : -Infinity,
        ),
      );
      expect(span.score).toBe(Math.max(...scores));
    });

    test('gives the logits of the head: first those of the start, then those of the end', () => {
      const { params, config, head, read } = models.answerer;
      const { ids, passage } = read(inputs.answer.question, inputs.answer.paragraph);
      const wanted = tf.tidy(() => {
        const x = textModel(params, config, tf.tensor2d([...ids], [1, 10], 'int32'));
        const mask = tf.tensor4d(Float32Array.from(passage, Number), [1, 1, 1, 10]);
        return answerHead(head, x, { mask }).dataSync();
      });
      const { start, end } = answer(models.answerer, inputs.answer);
      // Nobody looks on here, so other kernels compute it.
      const close = Array.from(wanted, (z) => expect.closeTo(z, 4) as number);
      expect([...start, ...end]).toEqual(close);
      expect(start).not.toEqual(end);
    });

    test('stays in the paragraph, however bad the weights are', () => {
      const { head } = models.answerer;
      const bias = tf.tensor1d([-3e4, -3e4]);
      const worse = { ...models.answerer, head: { output: { ...head.output, bias } } };
      const { span, passage } = answer(worse, inputs.answer);
      expect(passage[span.start] && passage[span.end]).toBe(true);
      bias.dispose();
    });

    test('shows where each head of each layer looked', () => {
      const { attention, tensors } = answer(models.answerer, inputs.answer);
      expect(attention.map(({ name }) => name)).toEqual([
        'layers.0.self.pattern',
        'layers.1.self.pattern',
      ]);
      expect(attention[0]?.shape).toEqual([2, 10, 10]);
      expect(tensors).toEqual([]);
      const recorded = answer(models.answerer, { ...inputs.answer, record: true });
      expect(recorded.attention).toEqual(attention);
      expect(recorded.tensors.map(({ name }) => name)).toContain('layers.1.ffn.hidden');
    });
  });

  describe('classify', () => {
    test('gives each class its chance', () => {
      const { chances, logits, classes, attention, read } = classify(
        models.classifier,
        inputs.classify,
      );
      expect(classes).toEqual(['x', 'y', 'z']);
      expect(read).toEqual(['[cls]', ...inputs.classify.tokens]);
      const total = logits.reduce((sum, z) => sum + Math.exp(z), 0);
      logits.forEach((z, i) => expect(chances[i]).toBeCloseTo(Math.exp(z) / total, 6));
      expect(attention).toHaveLength(2);
    });

    test('takes what fine-tuning made, and gives the same accuracy', async () => {
      const input = { ...inputs.finetune, steps: 40, learningRate: 0.05 };
      const { line } = listen<FinetuneStep>();
      const { file, accuracy, classes } = await finetune(models.reader, input, line);
      const right = await Promise.all(
        input.heldOut.map(async ({ tokens, label }) => {
          const { line } = listen<never>();
          const result = await jobs.classify({ tokens, record: false, tuned: file }, line);
          expect(result.classes).toEqual(classes);
          const best = result.logits.indexOf(Math.max(...result.logits));
          return result.classes[best] === label ? 1 : 0;
        }),
      );
      expect(right.reduce<number>((sum, hit) => sum + hit, 0) / right.length).toBe(accuracy);
    });

    test('takes a tuned file or refuses it without a trace', async () => {
      const tune = async (reader: Reader) =>
        (await finetune(reader, inputs.finetune, listen<FinetuneStep>().line)).file;
      const { reader } = models;
      const deeper = { ...reader, config: { ...reader.config, layers: 3 } };
      const params = initTextModel(createRandom(1), deeper.config);
      const [own, other] = [await tune(reader), await tune({ ...deeper, params })];
      disposeParams(params);
      const before = tf.memory().numTensors;
      const run = (tuned: Uint8Array) =>
        jobs.classify({ ...inputs.classify, tuned }, listen<never>().line);
      await run(own);
      await expect(run(other)).rejects.toMatchObject({ name: 'WeightsError' });
      const { tensors } = readSafetensors(own);
      const bare = writeSafetensors({ tensors });
      await expect(run(bare)).rejects.toMatchObject({ name: 'JobError', field: 'tuned' });
      expect(tf.memory().numTensors).toBe(before);
    });

    test.each([
      ['no file at all', Uint8Array.of(1, 2, 3), 'WeightsError'],
      ['nothing', Uint8Array.of(), 'WeightsError'],
    ])('refuses a tuned file that is %s', async (_, tuned, name) => {
      const before = tf.memory().numTensors;
      const { line } = listen<never>();
      await expect(jobs.classify({ ...inputs.classify, tuned }, line)).rejects.toMatchObject({
        name,
      });
      expect(tf.memory().numTensors).toBe(before);
    });
  });

  describe('finetune', () => {
    const run = async (
      change: Partial<Jobs['finetune']['input']>,
      stopAfter?: number,
      reason?: Error,
    ) => {
      const { line, steps } = listen<FinetuneStep>(stopAfter, reason);
      const result = await finetune(models.reader, { ...inputs.finetune, ...change }, line);
      return { result, steps };
    };

    test.each(['full', 'frozen', 'lora', 'scratch'] as const)(
      '%s trains what it says, and nothing else',
      async (mode) => {
        const before = numbersOf(models);
        const { result, steps } = await run({ mode });
        expect(steps.map(({ step }) => step)).toEqual([1, 2, 3, 4]);
        const { tensors } = readSafetensors(result.file);
        const paths = [...tensors.keys()];
        const isAllowed = {
          full: /^(model|head)\./,
          scratch: /^(model|head)\./,
          frozen: /^head\.output\./,
          lora: /^head\.output\.|self\.(query|value)\.lora\./,
        }[mode];
        expect(paths.filter((path) => !isAllowed.test(path))).toEqual([]);
        expect(paths.length).toBe({ full: 37, scratch: 37, frozen: 2, lora: 10 }[mode]);
        const sizes = [...tensors.values()].map(({ data }) => data.length);
        expect(result.trained).toBe(sizes.reduce((sum, size) => sum + size, 0));
        expect(result.total > result.trained).toBe(mode === 'frozen' || mode === 'lora');
        expect(numbersOf(models)).toEqual(before);
      },
    );

    test.each(['full', 'frozen', 'lora', 'scratch'] as const)('%s learns', async (mode) => {
      const { result, steps } = await run({ mode, steps: 60, learningRate: 0.03, batch: 8 });
      const [first, last] = [steps[0]?.loss ?? NaN, steps.at(-1)?.loss ?? NaN];
      expect(last).toBeLessThan(mode === 'frozen' ? 0.8 * first : 0.3 * first);
      if (mode !== 'frozen') expect(result.accuracy).toBe(1);
      expect(steps.at(-1)?.accuracy).toBe(result.accuracy);
      expect(steps.filter(({ accuracy }) => accuracy !== undefined)).toHaveLength(20);
    });

    test('the same seed gives the same file, another one another', async () => {
      const [first, again, other] = [await run({}), await run({}), await run({ seed: 6 })];
      expect(again.result.file).toEqual(first.result.file);
      expect(other.result.file).not.toEqual(first.result.file);
    });

    test('called off, it ends with what it has learnt', async () => {
      const { result, steps } = await run({ steps: 50 }, 3, new CalledOff());
      expect(steps).toHaveLength(3);
      expect(result).toMatchObject({ steps: 3, stopped: true });
      // As far as the same run with three steps.
      expect(result.file).toEqual((await run({ steps: 3 })).result.file);
    });

    test('superseded, it ends with nothing', async () => {
      await expect(run({ steps: 50 }, 3, new Superseded('a'))).rejects.toThrow(Superseded);
    });
  });

  describe('sample', () => {
    const input: SampleInput = {
      prompt: 'a red circle moves up'.split(' '),
      steps: 3,
      guidance: 2,
      seed: 1,
      size: { frames: 3, height: 8, width: 12 },
    };

    test('gives what the library gives in one go', async () => {
      const { text, dit: net, decoder, scale, empty } = models.pocketSora;
      const grid = { frames: 2, rows: 2, columns: 3 };
      const { line, steps } = listen<SampleStep>();
      const clip = await sample(models.pocketSora, input, line);
      const wanted = tf.tidy(() => {
        const read = (tokens: readonly number[]) => {
          const ids = tf.tensor2d([...tokens], [1, tokens.length], 'int32');
          return { textMask: tokenMask(ids, 0), text: textModel(text.params, text.config, ids) };
        };
        const [prompt, none] = [read(text.read(input.prompt).ids), read(empty.ids)];
        const { normal } = createRandom(1);
        const x = tf.tensor3d(Float32Array.from({ length: 12 * 12 }, normal), [1, 12, 12]);
        const predict = (x: tf.Tensor3D, time: number) => {
          const common = { grid, times: [time * FLOW_TIME_SCALE] };
          const [yes, no] = [prompt, none].map((one) =>
            dit(net.params, net.config, x, { ...common, ...one }),
          );
          return yes && no ? tf.add<tf.Tensor3D>(no, tf.mul(tf.sub(yes, no), 2)) : x;
        };
        const tokens = sampleFlow(predict, x, { times: flowTimes(3) });
        const latents = unpatchify(tokens, { frames: 2, height: 2, width: 3 }, net.config.patch);
        const pixels = decodeVideo(
          decoder.params,
          denormalizeLatents(scale, latents),
          decoder.config,
        );
        return Array.from(pixels.dataSync(), (pixel) => Math.min(Math.max((pixel + 1) / 2, 0), 1));
      });
      expect(clip).toMatchObject(input.size);
      expect(clip.data).toHaveLength(3 * 8 * 12 * 3);
      clip.data.forEach((pixel, i) => expect(pixel).toBeCloseTo(wanted[i] ?? NaN, 4));
      expect(new Set(clip.data).size).toBeGreaterThan(100);
      expect(steps.map(({ step, time }) => [step, time])).toEqual([
        [1, 1 - 1 / 3],
        [2, 1 - 2 / 3],
        [3, 0],
      ]);
    });

    test('shows the steps that are asked for, as the clips that they would be', async () => {
      const { line, steps } = listen<SampleStep>();
      const shows = (step: number) => step !== 2;
      const clip = await sample(models.pocketSora, input, line, { shows });
      expect(steps.map((step) => step.clip !== undefined)).toEqual([true, false, true]);
      expect(steps.at(-1)?.clip).toEqual(clip);
      expect(steps[0]?.clip).not.toEqual(clip);
      const { line: other, steps: unseen } = listen<SampleStep>();
      expect(await sample(models.pocketSora, input, other)).toEqual(clip);
      expect(unseen.some((step) => step.clip)).toBe(false);
    });

    test('without guidance the empty prompt has no say', async () => {
      const clipOf = async (guidance: number, empty: readonly number[]) => {
        const { line } = listen<SampleStep>();
        const model = { ...models.pocketSora, empty: { ids: empty, tokens: [] } };
        const clip = await sample(model, { ...input, guidance }, line);
        return clip.data;
      };
      expect(await clipOf(1, [2])).toEqual(await clipOf(1, [5, 6]));
      expect(await clipOf(3, [2])).not.toEqual(await clipOf(3, [5, 6]));
    });

    test('the seed draws the noise, the prompt and the size have their say', async () => {
      const clipOf = async (change: Partial<SampleInput>) => {
        const { line } = listen<SampleStep>();
        return sample(models.pocketSora, { ...input, ...change }, line);
      };
      const clip = await clipOf({});
      expect(await clipOf({})).toEqual(clip);
      expect(await clipOf({ seed: 2 })).not.toEqual(clip);
      expect(await clipOf({ prompt: ['a', 'blue', 'square'] })).not.toEqual(clip);
      const image = { frames: 1, height: 12, width: 8 };
      expect(await clipOf({ size: image })).toMatchObject(image);
    });

    test('of a size that the network cannot have it says so', async () => {
      const size = { frames: 2, height: 8, width: 8 };
      const { line } = listen<SampleStep>();
      const run = sample(models.pocketSora, { ...input, size }, line);
      await expect(run).rejects.toMatchObject({ name: 'ModelError' });
    });
  });

  test.each(Object.keys(inputs) as JobName[])(
    '50 jobs leak no tensor, called off ones among them: %s',
    async (name) => {
      await jobs[name](inputs[name] as never, listen<never>().line as never);
      const before = [tf.memory().numTensors, tf.memory().numDataBuffers];
      for (let i = 0; i < 50; i++) {
        const { line } = listen(
          i % 5 === 0 ? 1 : Infinity,
          i % 2 === 0 ? new CalledOff() : new Superseded('a'),
        );
        await jobs[name](inputs[name] as never, line as never).catch(() => undefined);
      }
      expect([tf.memory().numTensors, tf.memory().numDataBuffers]).toEqual(before);
    },
  );
});
