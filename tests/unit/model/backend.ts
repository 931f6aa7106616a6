/** The cpu backend with every kernel and every gradient. Import it first in each test file. */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import * as tf from '@tensorflow/tfjs-core';

// Silences the advice to install tfjs-node.
tf.env().set('IS_TEST', true);
