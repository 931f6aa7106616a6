/** Ways to ask something of a server, as programs. `at` is its address, without the protocol. */
export const requests: Readonly<Record<string, string>> = {
  fetch: "fetch('http:' + at)",
  'fetch kept alive': "fetch('http:' + at, { keepalive: true })",
  'fetch of the page itself': 'fetch(own)',
  // The original, wherever a prototype may still keep it.
  'fetch from a prototype': "raw('fetch').call(globalThis, 'http:' + at)",
  XMLHttpRequest:
    "(() => { const x = new XMLHttpRequest(); x.open('GET', 'http:' + at, false); x.send(); })()",
  WebSocket: "opened(new WebSocket('ws:' + at))",
  WebSocketStream: "new WebSocketStream('ws:' + at).opened",
  EventSource: "opened(new EventSource('http:' + at))",
  WebTransport: "new WebTransport('https:' + at).ready",
  importScripts: "importScripts('http:' + at)",
  beacon: "navigator.sendBeacon('http:' + at)",
  Worker: "opened(new Worker('http:' + at))",
  'worker in the worker': `answered(nested("fetch('http:" + at + "').then(() => postMessage(1))"))`,
  'script of a worker in the worker': `answered(nested("importScripts('http:" + at + "'); postMessage(1)"))`,
  SharedWorker: "new SharedWorker('http:' + at)",
  FontFace: "new FontFace('f', 'url(http:' + at + ')').load()",
  'Cache.add': "caches.open('x').then((cache) => cache.add('http:' + at))",
  'WebAssembly streaming': "WebAssembly.instantiateStreaming(fetch('http:' + at))",
};

/** Ways into the page, its storage, and to more code. */
export const intrusions: Readonly<Record<string, string>> = {
  document: 'document.cookie',
  parent: 'parent.document',
  top: 'top.location',
  opener: 'opener.document',
  localStorage: 'localStorage.length',
  sessionStorage: 'sessionStorage.length',
  indexedDB: "opened(indexedDB.open('x'))",
  caches: "caches.open('x')",
  files: 'navigator.storage.getDirectory()',
  cookieStore: "cookieStore.set('x', '1')",
  eval: "eval('1')",
  'new Function': "new Function('return 1')()",
  'script as data': "importScripts('data:text/javascript,1')",
};

/**
 * One program that goes all the ways, and says of each whether it got there.
 * @param at an address without its protocol, `//127.0.0.1:1234/`.
 * @param own the address of the page itself.
 */
export function program(ways: Readonly<Record<string, string>>, at: string, own: string): string {
  const attempts = Object.entries(ways).map(
    ([name, way]) => `  ${JSON.stringify(name)}: () => ${way},`,
  );
  return `const at = ${JSON.stringify(at)}, own = ${JSON.stringify(own)};
const nested = (code) => new Worker(URL.createObjectURL(new Blob([code])));
const raw = (name) => {
  for (let o = globalThis; o; o = Object.getPrototypeOf(o)) {
    const found = Object.getOwnPropertyDescriptor(o, name)?.value;
    if (found) return found;
  }
};
const answered = (target) => new Promise((reach, fail) => {
  target.onmessage = reach;
  target.onerror = () => fail(new Error('no answer'));
  setTimeout(() => fail(new Error('no answer')), 300);
});
const opened = (target) => {
  const answer = answered(target);
  return new Promise((reach, fail) => {
    target.onopen = target.onsuccess = reach;
    answer.then(reach, fail);
  });
};
const ways = {
${attempts.join('\n')}
};
let tried = 0;
for (const [name, way] of Object.entries(ways)) {
  tried += 1;
  try { await way(); console.log(name, 'REACHED'); }
  catch (error) { console.log(name, String(error).slice(0, 80)); }
}
await new Promise((resolve) => setTimeout(resolve, 500));
console.log('tried', tried)`;
}
