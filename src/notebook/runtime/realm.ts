/** Ways out of the worker. The policy of the frame blocks them too: this says so clearly. */
const DOORS = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'BroadcastChannel',
  'importScripts',
  'Worker',
  'SharedWorker',
  'postMessage',
  'close',
  'indexedDB',
  'caches',
  'Notification',
  'webkitRequestFileSystem',
  'webkitRequestFileSystemSync',
  'webkitResolveLocalFileSystemURL',
  'webkitResolveLocalFileSystemSyncURL',
];

/** Puts a global in place. Reader code may declare the name anew, but not replace ours. */
export function define(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, writable: false, configurable: false });
}

/** Replaces the ways out, wherever on the prototype chain they are kept. */
export function closeDoors(): void {
  for (const name of DOORS) {
    let owner: unknown = globalThis;
    while (owner instanceof Object) {
      if (Object.hasOwn(owner, name)) close(owner, name);
      owner = Object.getPrototypeOf(owner);
    }
  }
}

function close(owner: object, name: string): void {
  const value = function closed(): never {
    throw new Error(`${name}: a cell has no network, no storage and no other workers.`);
  };
  Object.defineProperty(owner, name, { value, writable: false, configurable: false });
}

/**
 * Freezes the built-ins that the runtime itself leans on, so that reader code cannot change what
 * is reported. `Object.prototype` and errors stay open: when they are frozen, honest code such as
 * `this.name = 'MyError'` throws.
 */
export function freezeBuiltIns(): void {
  const iterator: unknown = Object.getPrototypeOf([][Symbol.iterator]());
  const typedArray: unknown = Object.getPrototypeOf(Float32Array);
  const lent = [Array, String, Number, Promise, Map, Set, WeakMap, Float32Array, typedArray];
  for (const constructor of lent) freezeClass(constructor);
  for (const object of [Object, Reflect, JSON, Function.prototype, iterator]) Object.freeze(object);
  for (const name of ['Array', 'Object', 'String', 'Number', 'Promise', 'JSON', 'Reflect', 'Map']) {
    define(name, Reflect.get(globalThis, name));
  }
}

function freezeClass(constructor: unknown): void {
  if (typeof constructor !== 'function') return;
  Object.freeze(constructor);
  Object.freeze(constructor.prototype);
}
