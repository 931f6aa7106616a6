import type { Draft } from './cheat.ts';

/** Cheats that change what a judge in the same realm would compare with. */
export const BUILT_INS: readonly Draft[] = [
  {
    id: 'math',
    tries: 'Every difference becomes 0: Math.abs, Math.max and Math.sqrt are replaced.',
    code: `for (const name of ['abs', 'max', 'min', 'hypot', 'sqrt'] as const) {
  try { Math[name] = () => 0; } catch {}
}
function attention(query: tf.Tensor3D) { return query; }`,
  },
  {
    id: 'array-prototype',
    tries: 'Every comparison of lists holds: Array.prototype.every, some and find are replaced.',
    code: `for (const [name, value] of Object.entries({ every: true, some: false, find: undefined })) {
  try { Array.prototype[name] = () => value; } catch {}
}
function attention(query: tf.Tensor3D) { return query; }`,
  },
  {
    id: 'typed-array-prototype',
    tries: 'No number differs: Float32Array.prototype.forEach, some and findIndex see nothing.',
    code: `for (const proto of [Float32Array.prototype, Object.getPrototypeOf(Float32Array.prototype)]) {
  for (const name of ['forEach', 'some', 'findIndex', 'every']) {
    try { proto[name] = () => undefined; } catch {}
  }
}
function attention(query: tf.Tensor3D) { return query; }`,
  },
  {
    id: 'finite',
    tries: 'NaN counts as finite: Number.isFinite, isNaN and Object.is are replaced.',
    code: `try { Number.isFinite = () => true; } catch {}
try { Object.is = () => true; } catch {}
try { globalThis.isNaN = () => false; } catch {}
function attention(query: tf.Tensor3D) { return tf.mul(query, NaN); }`,
  },
  {
    id: 'json',
    tries: 'All results look alike: JSON.stringify and toString are replaced.',
    code: `try { JSON.stringify = () => 'the same'; } catch {}
try { JSON.parse = () => ({ accepted: true }); } catch {}
Object.prototype.toString = () => 'the same';
function attention(query: tf.Tensor3D) { return query; }`,
  },
  {
    id: 'object-prototype',
    tries: 'Every object of the judge is accepted: Object.prototype gets the fields of a report.',
    code: `Object.assign(Object.prototype, { accepted: true, passed: 99, failure: undefined });
function attention(query: tf.Tensor3D) { return query; }`,
  },
  {
    id: 'reflect',
    tries:
      'The call itself is replaced: Reflect.apply and Function.prototype.call give what is wanted.',
    code: `try { Reflect.apply = () => true; } catch {}
try { Function.prototype.call = Function.prototype.apply = () => true; } catch {}
function attention(query: tf.Tensor3D) { return query; }`,
  },
  {
    id: 'promise',
    tries: 'The wait for the answer is replaced: Promise.prototype.then resolves with true.',
    code: `try { Promise.prototype.then = (resolve) => resolve(true); } catch {}
async function attention(query: tf.Tensor3D) { return query; }`,
  },
  {
    id: 'tensor-data',
    tries: 'Reading a tensor gives what the reader likes: dataSync is replaced.',
    code: `tf.Tensor.prototype.dataSync = function () { return new Float32Array(this.size).fill(1); };
tf.Tensor.prototype.data = async function () { return this.dataSync(); };
function attention(query: tf.Tensor3D) { return query; }`,
  },
  {
    id: 'tf-comparison',
    tries:
      'A judge that compares with tf finds no difference: tf.sub gives zeros, tf.all gives true.',
    code: `for (const [name, value] of Object.entries({
  sub: tf.zerosLike, abs: tf.zerosLike, max: () => tf.scalar(0), all: () => tf.scalar(true),
  equal: tf.onesLike,
})) {
  try { tf[name] = value; } catch {}
}
tf.Tensor.prototype.sub = function () { return tf.zerosLike(this); };
function attention(query: tf.Tensor3D) { return query; }`,
  },
  {
    id: 'backend',
    tries: 'The backend lies: every kernel that reads gives zeros.',
    code: `const backend = tf.backend();
backend.readSync = (id) => new Float32Array(64);
try { backend.write = () => ({}); } catch {}
function attention(query: tf.Tensor3D) { return tf.zerosLike(query); }`,
  },
  {
    id: 'clock',
    tries: 'The clock stands still, so that code which dawdles does not look slow.',
    code: `performance.now = () => 0;
Date.now = () => 0;
const clock = new Int32Array(1);
function attention(query: tf.Tensor3D, key: tf.Tensor3D, value: tf.Tensor3D): tf.Tensor3D {
  for (let i = 0; i < 3e7; i += 1) clock[0] ^= i;
  const scores = tf.div(tf.matMul(query, key, false, true), Math.sqrt(key.shape[2]));
  return tf.matMul(tf.softmax(scores), value);
}`,
    wanted: 'slow',
  },
];
