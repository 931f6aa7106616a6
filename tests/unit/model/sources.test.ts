import './backend.ts';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decoderTrace, encoderTrace, plain } from './traces/layers.ts';

/** Reads the library as text: mutation testing, which rewrites it, leaves this file out. */
describe('the sources', () => {
  it('keep tfjs out of the steps', () => {
    const folder = new URL('../../../src/model/steps/', import.meta.url);
    for (const file of readdirSync(folder)) {
      const text = readFileSync(new URL(file, folder), 'utf8');
      expect(text, file).not.toMatch(/^import (?!type).*(tensorflow|'\.\.\/)/m);
    }
  });

  it('every step of a layer has its line in the source and in the Keras twin', () => {
    const file = (path: string) =>
      readFileSync(new URL(`../../../src/${path}`, import.meta.url), 'utf8');
    const layers = ['encoder', 'decoder'];
    const sources = ['attention', ...layers, 'feedforward', 'embedding'].map((name) =>
      file(`model/${name}.ts`),
    );
    const twins = ['attention', ...layers.map((name) => `${name}_layer`)].map((name) =>
      file(`content/listings/${name}.py`),
    );
    const masked = { ...plain, mask: { causal: true } };
    const steps = [encoderTrace, decoderTrace].flatMap((trace) => trace(masked, 'post').steps);
    for (const { name, kind } of steps) {
      const local = name.split('.').at(-1) ?? '';
      expect(sources.some((text) => text.includes(`tap('${local}', `))).toBe(true);
      if (['embedding', 'positions', 'x'].includes(kind)) continue;
      const marker = name.includes('.ffn.') ? `ffn.${local}` : local;
      const marked = new RegExp(`# step: ${marker}$`, 'm');
      expect(
        twins.some((text) => marked.test(text)),
        marker,
      ).toBe(true);
    }
  });
});
