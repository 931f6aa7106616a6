/** The wasm backend with the kernels of our room, for all tests of a file. Import it first. */
import './backend.ts';
import { registerFastKernels } from '../../../../src/model/kernels/index.ts';

registerFastKernels();
