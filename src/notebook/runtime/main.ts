/**
 * What a cell's program starts with: tfjs on the CPU with every kernel, gradient and chained
 * method, the course's model library and Shapes World. Built into one classic script by `../build`.
 */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-backend-cpu';
import * as model from '../../model/index.ts';
import * as world from '../../world/index.ts';
import { createCell } from './cell.ts';

export default createCell({ tf, model, world });
