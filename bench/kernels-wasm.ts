import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm/dist/base';
import { addConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Add';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/BatchMatMul';
import { castConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Cast';
import { equalConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Equal';
import { expConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Exp';
import { expandDimsConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/ExpandDims';
import { identityConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Identity';
import { maxConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Max';
import { meanConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Mean';
import { minConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Min';
import { multiplyConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Multiply';
import { rangeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Range';
import { realDivConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/RealDiv';
import { reluConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Relu';
import { reshapeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Reshape';
import { selectConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Select';
import { softmaxConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Softmax';
import { sqrtConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sqrt';
import { squareConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Square';
import { subConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sub';
import { sumConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sum';
import { tileConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Tile';
import { transposeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Transpose';
import wasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { registerKernel } from '@tensorflow/tfjs-core';

/** The kernels of `src/engine/kernels.ts`, for the backend that the engine could have had. */
const KERNELS = [
  addConfig,
  batchMatMulConfig,
  castConfig,
  equalConfig,
  expConfig,
  expandDimsConfig,
  identityConfig,
  maxConfig,
  meanConfig,
  minConfig,
  multiplyConfig,
  rangeConfig,
  realDivConfig,
  reluConfig,
  reshapeConfig,
  selectConfig,
  softmaxConfig,
  sqrtConfig,
  squareConfig,
  subConfig,
  sumConfig,
  tileConfig,
  transposeConfig,
] as const;

export function registerKernels(): void {
  KERNELS.forEach(registerKernel);
  // It wants all three named, and fetches one: browsers without SIMD are out of use.
  setWasmPaths({
    'tfjs-backend-wasm.wasm': wasm,
    'tfjs-backend-wasm-simd.wasm': wasm,
    'tfjs-backend-wasm-threaded-simd.wasm': wasm,
  });
}
