/**
 * What the script of an exercise starts with: as a cell's, and tfjs-layers besides. Built into one
 * classic script by `../build`.
 */
import * as core from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-backend-cpu';
import * as layers from '@tensorflow/tfjs-layers';
import * as model from '../../model/index.ts';
import { createExercise } from './exercise.ts';

export default createExercise({ ...core, ...layers }, model);
