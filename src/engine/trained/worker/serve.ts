import { CalledOff, Superseded, toFailure } from '../../errors.ts';
import type { JobName, Jobs } from '../jobs.ts';
import { nextTask } from './line.ts';
import type { Line } from './line.ts';
import type { CallOff, Reply, Request, Run } from '../protocol.ts';

/** What runs each job. */
export type JobTable = {
  readonly [Name in JobName]: (
    input: Jobs[Name]['input'],
    line: Line<Jobs[Name]['step']>,
  ) => Promise<Jobs[Name]['result']>;
};

/**
 * The worker's side of the protocol: runs what it is asked to, and always ends a job with `done` or
 * `failure`.
 *
 * @param post hands a message to the page
 */
export function createServer(
  jobs: JobTable,
  post: (reply: Reply) => void,
): (request: Request) => Promise<void> {
  const running = new Map<number, AbortController>();
  return async (request) => {
    if (request.type === 'callOff') {
      callOff(running.get(request.id), request);
      return;
    }
    const { id } = request;
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const result = await start(jobs, request, createLine(id, post, controller.signal));
      post({ type: 'done', id, result });
    } catch (error) {
      post({ type: 'failure', id, error: toFailure(error) });
    } finally {
      running.delete(id);
    }
  };
}

function callOff(controller: AbortController | undefined, { superseded }: CallOff): void {
  controller?.abort(superseded ? new Superseded('its channel') : new CalledOff());
}

/** Runs the job of its own name on its input. */
function start<Name extends JobName>(
  jobs: JobTable,
  { name, input }: Pick<Run, 'type' | 'id'> & { name: Name; input: Jobs[Name]['input'] },
  line: Line<Jobs[Name]['step']>,
): Promise<Jobs[Name]['result']> {
  return jobs[name](input, line);
}

function createLine(
  id: number,
  post: (reply: Reply) => void,
  signal: AbortSignal,
): Line<Jobs[JobName]['step']> {
  return {
    signal,
    tell: (step) => {
      post({ type: 'step', id, step });
    },
    loading: (model, progress) => {
      post({ type: 'loading', id, model, progress });
    },
    pause: async () => {
      await nextTask();
      signal.throwIfAborted();
    },
  };
}
