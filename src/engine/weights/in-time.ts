export interface Wait {
  readonly milliseconds: number;
  readonly signal?: AbortSignal | undefined;
  /** What to throw for a step that never came. */
  readonly late: () => Error;
  /** What to throw for one that failed. */
  readonly failed: (why: string) => Error;
}

/** A step that may fail, hang or be called off: then it is waited for no longer. */
export function inTime<T>(
  step: Promise<T>,
  { milliseconds, signal, late, failed }: Wait,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', callOff);
    };
    const fail = (error: Error) => {
      end();
      reject(error);
    };
    const callOff = () => {
      fail(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      fail(late());
    }, milliseconds);
    signal?.addEventListener('abort', callOff);
    if (signal?.aborted) callOff();
    const succeed = (value: T) => {
      end();
      resolve(value);
    };
    step.then(succeed, (error: unknown) => {
      fail(failed(error instanceof Error ? error.message : 'no reason'));
    });
  });
}
