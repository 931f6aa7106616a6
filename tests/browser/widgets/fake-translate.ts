import { readSource } from '../../../src/engine/models/text.ts';
import type { Script } from './fake-engine.ts';
import { pattern } from './numbers.ts';

const CHINESE = '顶部 的 一个 小 的 红色 圆形 在 蓝色 正方形 上方 向右 移动 [eos]'.split(' ');

/** One caption for all sentences; it looks from left to right. */
export const translate: Script<'translate'> = async ({ tokens }, step) => {
  const { tokens: source } = readSource(tokens);
  for (const [i, token] of CHINESE.entries()) {
    const cross = ['decoder.0.cross.pattern', 'decoder.1.cross.pattern'].map((name, layer) =>
      pattern(name, [4, source.length], (head) => i + head + layer),
    );
    const candidates = [token, '一个', '的', '在', '有'].map((one, rank) => ({
      token: one,
      chance: [0.9, 0.05, 0.03, 0.015, 0.005][rank] ?? 0,
    }));
    const cacheBytes = 4 * 64 * 4 * (source.length + i + 1);
    await step({ token, candidates, cross, cacheBytes, tensors: [] });
  }
  return { source, tokens: CHINESE.slice(0, -1), ended: true, milliseconds: 42 };
};
