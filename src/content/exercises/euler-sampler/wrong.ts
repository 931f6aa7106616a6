import type { Wrong } from '../../../notebook/judge/exercise.ts';

const STEP = 'tf.mul(velocity, next - time)';
const LOOP = 'times.slice(1).entries()';

const wrong: readonly Wrong[] = [
  {
    id: 'sign',
    says: 'Your steps go the wrong way: you subtract (next − time)·velocity. From noise to data time falls, and next − time is negative already.',
    edits: [[STEP, 'tf.mul(velocity, time - next)']],
  },
  {
    id: 'equal-steps',
    says: 'Your steps are equally long. Each goes from its time to the next one of the list.',
    edits: [[STEP, 'tf.mul(velocity, (times[times.length - 1] - times[0]) / (times.length - 1))']],
  },
  {
    id: 'time-of-end',
    says: 'You ask for the velocity at the time where the step ends. Euler asks where it starts.',
    edits: [['network(x, time)', 'network(x, next)']],
  },
  {
    id: 'time-fixed',
    says: 'The network is told the first time at every step.',
    edits: [['network(x, time)', 'network(x, times[0])']],
  },
  {
    id: 'time-reversed',
    says: 'The network is told 1 − t. Here time 1 is the noise, for the network too.',
    edits: [['network(x, time)', 'network(x, 1 - time)']],
  },
  {
    id: 'always-noise',
    says: 'The network sees the noise at every step. It has to see where the walk has come to.',
    edits: [['network(x, time)', 'network(noise, time)']],
  },
  {
    id: 'not-carried',
    says: 'Each step starts from the noise again: only the last one is left.',
    edits: [['x = tf.add(x, ', 'x = tf.add(noise, ']],
  },
  {
    id: 'last-step-missing',
    says: 'The last step is missing: n + 1 times make n steps.',
    edits: [[LOOP, 'times.slice(1, -1).entries()']],
  },
  {
    id: 'whole-time',
    says: 'You multiply the velocity by the time. A step is as long as the difference of two times.',
    edits: [[STEP, 'tf.mul(velocity, -time)']],
  },
  {
    id: 'no-length',
    says: 'You add the whole velocity at every step. It has to be multiplied by the length of the step.',
    edits: [[STEP, 'velocity']],
  },
  {
    id: 'heun',
    says: 'Your numbers are those of Heun, which takes the mean of the velocities at both ends. Euler takes the first alone.',
    edits: [
      [
        'const velocity = network(x, time);',
        'const first = network(x, time);\n    const guess = tf.add(x, tf.mul(first, next - time));\n    const velocity = tf.div(tf.add(first, network(guess, next)), 2);',
      ],
    ],
  },
];

export default wrong;
