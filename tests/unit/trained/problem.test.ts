import { expect, test } from 'vitest';
import { problemOf } from '../../../src/components/trained/problem.ts';
import {
  CalledOff,
  EngineFailed,
  EngineUnavailable,
  RunError,
  Superseded,
} from '../../../src/engine/errors.ts';
import { JobError } from '../../../src/engine/job-error.ts';
import { LoadError } from '../../../src/engine/weights/error.ts';

test.each([new Superseded('x'), new CalledOff()])('%s is no problem', (error) => {
  expect(problemOf(error)).toBeUndefined();
});

test.each<[unknown, RegExp]>([
  [
    new LoadError('missing', 'm/w', 'the file', 'an answer of status 404'),
    /not at m\/w.*404.*goes on/,
  ],
  [new LoadError('truncated', 'm/w', '1000 bytes', '999'), /cut short: 1000 bytes.*999.*goes on/],
  [new LoadError('stalled', 'm/w', 'a byte', 'none in 20 s'), /stopped coming: none in 20 s/],
  [new LoadError('altered', 'm/w', 'SHA-256 a', 'b'), /SHA-256 is another one/],
  [new JobError('steps', '1 to 2000', '0'), /steps should be 1 to 2000, and is 0/],
  [new EngineUnavailable('workers are blocked'), /cannot run in this browser \(workers/],
  [new EngineFailed('no answer within 60 s'), /stopped over this \(no answer/],
  [new RunError({ name: 'ModelError', message: 'too long' }), /could not do this: too long/],
  ['a string', /could not do this: a string/],
])('%s is told', (error, text) => {
  expect(problemOf(error)).toMatch(text);
});
