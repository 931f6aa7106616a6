import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { pack, unpack } from '../../../src/components/labs/carry.ts';
import type { Lab } from '../../../src/components/labs/lab.ts';
import { labs } from '../../../src/components/labs/labs.ts';
import { settingsOf } from '../../../src/components/labs/settings.ts';
import { firstTyped, readTyped, typedOf } from '../../../src/components/labs/typed.ts';
import { firstOf } from '../../../src/engine/labs/field.ts';
import { labFields, labNames } from '../../../src/engine/labs/index.ts';
import type { LabName } from '../../../src/engine/labs/index.ts';
import { computeAtBuild } from '../../../src/engine/trained/worker/labs/at-build.ts';
import { labPages } from '../../../src/content/course.ts';
import { digest } from './digest.ts';

/** Sentences and options are made of numbers that are there. */
const BROKEN = /NaN|undefined|null|Infinity|\[object/;

/** What an island may weigh before it is packed for the wire, in characters. */
const HEAVIEST = 34_000;

describe.each(labNames)('the lab %s', (name) => {
  const lab = labs[name] as unknown as Lab<LabName>;
  const cases = Object.keys(lab.cases);

  test('begins with the case that says nothing, and every case has a name', () => {
    expect(lab.cases.first).toEqual({});
    expect(Object.keys(lab.texts.cases).toSorted()).toEqual(cases.toSorted());
    expect(Object.keys(lab.texts.fields).toSorted()).toEqual(
      Object.keys(labFields[name]).toSorted(),
    );
  });

  test.each(cases)('case %s: the form and a link can say it', (one) => {
    const fields = labFields[name];
    const settings = settingsOf(lab, one);
    const { settings: read, problems } = readTyped(fields, typedOf(settings), firstOf(fields));
    expect(problems).toEqual({});
    expect(read).toEqual(settings);
    expect(lab.conflict?.(settings)).toBeUndefined();
  });

  test.each(cases)('case %s: its numbers, sentence and prediction', async (one) => {
    const settings = settingsOf(lab, one);
    const result = await computeAtBuild(name, settings);
    const sentence = lab.sentence(result, settings);
    const guess = lab.guess?.(result, settings);
    expect(sentence).toMatch(/^[\p{L}\d“].*[.”]$/u);
    expect(`${sentence} ${JSON.stringify(guess)}`).not.toMatch(BROKEN);
    if (guess) {
      expect(new Set(guess.options).size).toBe(guess.options.length);
      expect(guess.options.length).toBeGreaterThan(1);
      expect(guess.options[guess.right]).toBeDefined();
    }
    const seen = JSON.stringify({ sentence, guess, result: digest(result) }, null, 2);
    await expect(`${seen}\n`).toMatchFileSnapshot(`snapshots/${name}.${one}.json`);
  });

  test('computes the same again, and keeps no tensor', async () => {
    const settings = settingsOf(lab, 'first');
    const before = await computeAtBuild(name, settings);
    const tensors = tf.memory().numTensors;
    const again = await computeAtBuild(name, settings);
    expect(tf.memory().numTensors).toBe(tensors);
    expect(again).toEqual(before);
  });

  test('a page carries its first state whole, and it is light', async () => {
    const result = await computeAtBuild(name, settingsOf(lab, 'first'));
    const text = JSON.stringify(pack(result));
    expect(unpack(JSON.parse(text))).toEqual(result);
    expect(text.length).toBeLessThan(HEAVIEST);
  });

  test('has a page', () => {
    expect(labPages).toContain(`labs/${name}`);
  });
});

describe('what is typed into a lab', () => {
  const fields = labFields.scale;
  const first = firstOf(fields);

  test('nonsense leaves the value of before, and says what is wanted', () => {
    const typed = { ...firstTyped(fields), keys: 'many', width: '65' };
    const { settings, problems } = readTyped(fields, typed, { ...first, keys: 9 });
    expect(settings).toEqual({ ...first, keys: 9 });
    expect(problems).toEqual({
      keys: 'a whole number from 2 to 512',
      width: 'one of 4, 16, 64, 256, 1024',
    });
  });

  test.each(['1', '513', '2.5', '', '-3', '1e2', '９'])('%j keys are refused', (keys) => {
    const { problems } = readTyped(fields, { ...firstTyped(fields), keys }, first);
    expect(Object.keys(problems)).toEqual(['keys']);
  });
});
