export { registerFastKernels, unregisterFastKernels } from './register.ts';
