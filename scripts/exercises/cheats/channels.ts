import type { Draft } from './cheat.ts';

/** Cheats that reach for the judge itself: its messages, its values, its patience. */
export const CHANNELS: readonly Draft[] = [
  {
    id: 'forged-message',
    tries: 'The answer is sent by hand, before the judge asks for it.',
    code: `const forged = { id: 1, kind: 'value', value: true, milliseconds: 0, accepted: true };
for (const send of [() => postMessage(forged), () => self.postMessage(forged), () => parent.postMessage(forged, '*')]) {
  try { send(); } catch {}
}
function attention(query: tf.Tensor3D) { return query; }`,
  },
  {
    id: 'stolen-port',
    tries: 'The port of the judge is caught when it is used, and used once more.',
    code: `const ports: MessagePort[] = [];
const original = MessagePort.prototype.postMessage;
try {
  MessagePort.prototype.postMessage = function (...message) {
    ports.push(this);
    return original.apply(this, message);
  };
} catch {}
function attention(query: tf.Tensor3D) {
  for (const port of ports) {
    for (let id = 0; id < 50; id += 1) port.postMessage({ id, kind: 'value', value: true, milliseconds: 0 });
  }
  return query;
}`,
  },
  {
    id: 'event',
    tries: 'A message to the runtime is made up, with a port of the reader.',
    code: `try {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => port1.postMessage({ ...data, accepted: true });
  dispatchEvent(new MessageEvent('message', { data: null, ports: [port2] }));
} catch {}
function attention(query: tf.Tensor3D) { return query; }`,
  },
  {
    id: 'runtime-again',
    tries: 'The runtime is called a second time, with programs of the reader.',
    code: `try { __cell([{ make: () => async () => () => true }]); } catch {}
function attention(query: tf.Tensor3D) { return query; }`,
  },
  {
    id: 'expected-value',
    tries: 'The expected value is looked for in everything that is reachable.',
    code: `const found: unknown[] = [];
const seen = new Set<unknown>();
const look = (thing, depth) => {
  if (depth > 3 || Object(thing) !== thing || seen.has(thing)) return;
  seen.add(thing);
  for (const name of Object.getOwnPropertyNames(thing)) {
    try {
      if (/expected|wanted|reference|solution|answer/i.test(name)) found.push(thing[name]);
      look(thing[name], depth + 1);
    } catch {}
  }
};
look(globalThis, 0);
function attention(query: tf.Tensor3D, ...rest) {
  const ready = found.find((thing) => typeof thing === 'function');
  try { if (ready) return ready(query, ...rest); } catch {}
  return found.find((thing) => thing instanceof tf.Tensor) ?? query;
}`,
  },
  {
    id: 'library',
    tries: 'The library of the course is taken although the exercise does not give it.',
    code: `function attention(query: tf.Tensor3D, key: tf.Tensor3D, value: tf.Tensor3D) {
  const library = globalThis.model ?? model;
  return library.scaledDotProductAttention(query, key, value);
}`,
  },
  {
    id: 'closed-name',
    tries: 'tf.softmax, which is what the exercise asks for, is taken from where tf keeps it.',
    exercise: 'stable-softmax',
    code: 'function softmax(scores: tf.Tensor) { return tf.softmax(scores); }',
  },
  {
    id: 'closed-method',
    tries: 'The same as a method of the tensor.',
    exercise: 'stable-softmax',
    code: 'function softmax(scores: tf.Tensor) { return scores.softmax(); }',
  },
  {
    id: 'source',
    tries: 'The solution is fetched from the site.',
    code: `let text = '';
for (const way of [() => fetch('/'), () => importScripts('/'), () => new XMLHttpRequest().open('GET', '/')]) {
  try { text += String(await way()); } catch {}
}
function attention(query: tf.Tensor3D, key: tf.Tensor3D, value: tf.Tensor3D) {
  return text === '' ? query : eval(text)(query, key, value);
}`,
  },
  {
    id: 'stack',
    tries: 'Whoever calls is found through the stack and through arguments.callee.',
    code: `function attention(query: tf.Tensor3D) {
  try { return attention.caller(query); } catch {}
  try { return arguments.callee.caller(query); } catch {}
  Error.prepareStackTrace = (_error, frames) => frames.map((frame) => frame.getFunction?.());
  const callers = [...(new Error().stack as unknown as unknown[])].filter((f) => typeof f === 'function');
  for (const caller of callers) try { return caller(query); } catch {}
  return query;
}`,
  },
  {
    id: 'throw-nan',
    tries: 'What is thrown is no error, and says that it is accepted when it is read.',
    code: `function attention() {
  throw { toJSON: () => ({ accepted: true }), get name() { throw NaN; }, message: 'accepted' };
}`,
  },
  {
    id: 'throw-as-answer',
    tries: 'The answer is thrown, for judges that skip a case that throws.',
    code: 'function attention() { throw Object.assign(new Error("skipped"), { kind: "value", value: true }); }',
  },
  {
    id: 'never',
    tries: 'The answer never comes: a judge that waits for all cases has none that fails.',
    code: 'function attention() { return new Promise(() => undefined); }',
  },
  {
    id: 'endless',
    tries: 'The code never ends.',
    code: 'function attention() { for (;;) {} }',
  },
  {
    id: 'end',
    tries: 'The worker ends itself before a case can fail.',
    code: 'function attention(query: tf.Tensor3D) { try { self.close(); close(); } catch {} return query; }',
  },
  {
    id: 'changed-input',
    tries: 'The arguments are changed, so that the judge computes its expected value of them.',
    code: `function attention(query: tf.Tensor3D, key: tf.Tensor3D, value: tf.Tensor3D) {
  for (const tensor of [query, key, value]) tensor.dataSync().fill(0);
  return tf.zeros([query.shape[0], query.shape[1], value.shape[2]]);
}`,
  },
];
