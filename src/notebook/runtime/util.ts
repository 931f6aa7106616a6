/** What tfjs takes from Node's `util`, where a program runs in Node or Deno. */
export { TextDecoder, TextEncoder, types } from 'node:util';
