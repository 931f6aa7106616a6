import type { LabTexts } from './texts.ts';

export const normsTexts: LabTexts<'norms'> = {
  title: 'Norm lab',
  fields: {
    layers: 'Layers',
    width: 'Width',
    steps: 'Training steps',
    rate: 'Learning rate',
    warmup: 'Warm-up steps',
    seed: 'Seed',
  },
  cases: {
    first: 'Six layers',
    deep: 'Twelve layers, no warm-up',
    warm: 'Twelve layers, six steps of warm-up',
    shallow: 'Two layers, ten steps',
  },
};

export const normsStrings = {
  names: { post: 'post-norm', pre: 'pre-norm' },
  layer: 'layer, from the input',
  step: 'step',
  plots: {
    first: 'Length of the gradient at each layer, before the first step',
    last: 'Length of the gradient at each layer, after the last step',
    losses: 'Loss, in nats',
    gradients: 'Length of the whole gradient',
  },
  progress: (name: string, step: number, loss: string) => `${name}, step ${step}: loss ${loss}`,
  question: (of: { layers: number; steps: number; rate: number; warmup: number }) =>
    `${of.layers} ${of.layers === 1 ? 'layer' : 'layers'}, learning rate ${of.rate}, ` +
    `${of.warmup === 0 ? 'no warm-up' : `${of.warmup} steps of warm-up`}: whose loss is lower after ${of.steps} ${of.steps === 1 ? 'step' : 'steps'}?`,
  why: (post: string, pre: string) => `It is ${post} under post-norm and ${pre} under pre-norm.`,
  sentence: (of: {
    layers: number;
    steps: number;
    top: readonly [post: string, pre: string];
    bottom: readonly [post: string, pre: string];
    post: readonly [before: string, after: string];
    pre: readonly [before: string, after: string];
  }) =>
    `Before training, the gradient at the last of ${of.layers} ${of.layers === 1 ? 'layer' : 'layers'} has length ${of.top[0]} under post-norm ` +
    `and ${of.top[1]} under pre-norm; after ${of.steps} ${of.steps === 1 ? 'step' : 'steps'} the one at the first layer has length ${of.bottom[0]} and ${of.bottom[1]}, ` +
    `and the loss went from ${of.post[0]} to ${of.post[1]} under post-norm and from ${of.pre[0]} to ${of.pre[1]} under pre-norm.`,
};
