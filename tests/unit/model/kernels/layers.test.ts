// Every layer on wasm against cpu, as in `wasm.test.ts`, but with the kernels of our room.
import './fast.ts';
import '../wasm.test.ts';
