import type { Draft } from './cheat.ts';

/** Cheats whose answer is made to look like the wanted one, whatever that is. */
export const ANSWERS: readonly Draft[] = [
  {
    id: 'same-object',
    tries: 'The answer is the very object that came in, for judges that compare identities.',
    code: 'function attention(query: tf.Tensor3D, key: tf.Tensor3D, value: tf.Tensor3D) { return value; }',
  },
  {
    id: 'nan',
    tries: 'Every number is NaN: a difference of NaN is not above any tolerance.',
    code: 'function attention(query: tf.Tensor3D) { return tf.mul(query, NaN); }',
  },
  {
    id: 'infinity',
    tries: 'Every number is infinite: the relative difference of infinities is NaN.',
    code: 'function attention(query: tf.Tensor3D) { return tf.add(query, Infinity); }',
  },
  {
    id: 'nothing',
    tries: 'There is no answer at all, for judges that compare as many numbers as they got.',
    code: 'function attention() {}',
  },
  {
    id: 'empty',
    tries: 'The answer has no number: a comparison of none finds no difference.',
    code: 'function attention() { return tf.tensor3d([], [0, 0, 0]); }',
  },
  {
    id: 'true',
    tries: 'The answer is true, for judges that look whether it is truthy.',
    code: 'function attention() { return true; }',
  },
  {
    id: 'lying-shape',
    tries: 'An object with the right shape and too few numbers.',
    code: `function attention({ shape: [B, T] }: tf.Tensor3D, key: tf.Tensor3D, value: tf.Tensor3D) {
  return { shape: [B, T, value.shape[2]], data: new Float32Array(0) };
}`,
  },
  {
    id: 'patched-shape',
    tries: 'A tensor of one number whose shape is said to be the wanted one.',
    code: `function attention({ shape: [B, T] }: tf.Tensor3D, key: tf.Tensor3D, value: tf.Tensor3D) {
  const one = tf.scalar(0);
  Object.defineProperty(one, 'shape', { value: [B, T, value.shape[2]] });
  return one;
}`,
  },
  {
    id: 'fake-tensor',
    tries: 'An object that only inherits from a tensor, with a shape and a dataSync of its own.',
    code: `function attention({ shape: [B, T] }: tf.Tensor3D, key: tf.Tensor3D, value: tf.Tensor3D) {
  return Object.create(tf.Tensor.prototype, {
    shape: { value: { length: 3, [Symbol.iterator]: function* () { yield B; yield T; yield value.shape[2]; } } },
    dtype: { value: 'float32' },
    dataSync: { value: () => ({ length: 1e9, [Symbol.iterator]: () => [][Symbol.iterator]() }) },
  });
}`,
  },
  {
    id: 'getter',
    tries: 'A getter gives another number each time it is read.',
    code: `function attention() {
  let reads = 0;
  return { get value() { return (reads += 1); }, get data() { return new Float32Array(reads); } };
}`,
  },
  {
    id: 'proxy',
    tries: 'A Proxy that agrees with every question.',
    code: `function attention() {
  const yes = () => true;
  return new Proxy(yes, { get: () => yes, has: yes, apply: yes, getPrototypeOf: () => tf.Tensor.prototype });
}`,
  },
  {
    id: 'proxied-array',
    tries: 'A Proxy around a list, whose length depends on who asks.',
    code: `function attention() {
  let asked = 0;
  return new Proxy([0], { get: (list, name) => (name === 'length' ? (asked += 1) % 3 : list[name]) });
}`,
  },
  {
    id: 'value-of',
    tries: 'An object that equals everything when it is made a number.',
    code: `function attention() {
  return [[[{ valueOf: () => NaN, [Symbol.toPrimitive]: () => 0, toJSON: () => 'accepted' }]]];
}`,
  },
  {
    id: 'thenable',
    tries: 'A thenable that resolves several times, with something else each time.',
    code: `function attention(query: tf.Tensor3D) {
  return { then(resolve) { resolve(query); resolve(true); resolve({ accepted: true }); } };
}`,
  },
  {
    id: 'species',
    tries: 'A subclass of Float32Array with a length and an iterator of its own.',
    code: `class Numbers extends Float32Array {
  get length() { return 24; }
  slice() { return this; }
  *[Symbol.iterator]() { for (;;) yield 0; }
}
function attention() { return new Numbers(1); }`,
  },
  {
    id: 'circle',
    tries: 'An answer inside itself, without end.',
    code: `function attention() {
  const list = [];
  list.push(list);
  return { list, again: { list } };
}`,
  },
  {
    id: 'huge',
    tries: 'Far more numbers than the page wants to look at.',
    code: 'function attention() { return tf.zeros([2_000_000]); }',
  },
  {
    id: 'disposed',
    tries: 'A tensor that is gone when it is read.',
    code: 'function attention(query: tf.Tensor3D) { query.dispose(); return query; }',
  },
  {
    id: 'memory',
    tries: 'Earlier calls are remembered: each answer is the average of all values seen so far.',
    code: `const seen: number[] = [];
function attention(query: tf.Tensor3D, key: tf.Tensor3D, value: tf.Tensor3D) {
  seen.push(...value.dataSync());
  const mean = seen.reduce((a, b) => a + b, 0) / seen.length;
  return tf.fill([query.shape[0], query.shape[1], value.shape[2]], mean);
}`,
  },
];
