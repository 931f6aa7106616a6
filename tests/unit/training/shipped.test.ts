import '../model/kernels/backend.ts';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import {
  createRandom,
  disposeParams,
  greedy,
  initSeq2Seq,
  initTextModel,
  loadParams,
  seq2seqSession,
  textLogits,
} from '../../../src/model/index.ts';
import { READER, TRANSLATOR } from '../../../src/engine/models/config.ts';
import manifest from '../../../src/engine/models/manifest.json' with { type: 'json' };
import { TARGET, readSource, readText } from '../../../src/engine/models/text.ts';
import { ENGLISH, parseChinese, parseEnglish } from '../../../src/world/language/index.ts';
import type { Card } from '../../../training/text/harness/card.ts';

const SENTENCE = 'a small red circle moves right above a blue square';

function weightsOf(name: string): Uint8Array {
  return readFileSync(`public/models/${name}/weights.safetensors`);
}

test.each(manifest)(
  '$name is the file that the manifest lists',
  ({ path, bytes, sha256, version }) => {
    const file = readFileSync(`public/${path}`);
    expect(file.length).toBe(bytes);
    expect(createHash('sha256').update(file).digest('hex')).toBe(sha256);
    expect(sha256.startsWith(version)).toBe(true);
  },
);

const LIMITS = { translator: 1.5e6, reader: 1e6, answerer: 300e3, classifier: 300e3 };

test.each(Object.entries(LIMITS))('%s is as small and as good as it has to be', (name, limit) => {
  const path = `public/models/${name}/card.json`;
  if (!existsSync(path)) return;
  const { bytes, figures, command } = JSON.parse(readFileSync(path, 'utf8')) as Card;
  expect(bytes).toBeLessThanOrEqual(limit);
  expect(command).toContain(`npm run train -- ${name}`);
  for (const { value, bar = 0 } of figures) expect(value).toBeGreaterThanOrEqual(bar);
});

test('the translator translates the sentence of the course', () => {
  const template = initSeq2Seq(createRandom(0), TRANSLATOR);
  const params = loadParams(template, weightsOf('translator'));
  const session = seq2seqSession(params, TRANSLATOR, [readSource(SENTENCE.split(' ')).ids]);
  const { start, end, longest: maxLength } = TARGET;
  const [ids = []] = greedy(session, { prompt: [[start]], end, maxLength });
  session.dispose();
  disposeParams({ template, params });
  expect(ids.at(-1)).toBe(end);
  const chinese = ids.slice(0, -1).map(TARGET.word).join('');
  expect(parseChinese(chinese)).toEqual(parseEnglish(SENTENCE));
});

test('the reader finds the word that the sentence of the course leaves no choice for', () => {
  const template = initTextModel(createRandom(0), READER);
  const params = loadParams(template, weightsOf('reader'));
  const { ids } = readText(SENTENCE.replace('above a blue', 'above [mask] blue').split(' '));
  const said = tf.tidy(() =>
    tf
      .argMax(textLogits(params, READER, tf.tensor2d([[...ids]], undefined, 'int32')), -1)
      .dataSync(),
  );
  disposeParams({ template, params });
  expect(ENGLISH.decode([said[8] ?? 0])).toEqual(['a']);
});
