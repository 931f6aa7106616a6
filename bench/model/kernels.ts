export {
  registerFastKernels as useFastKernels,
  unregisterFastKernels as useStockKernels,
} from '../../src/model/kernels/index.ts';
