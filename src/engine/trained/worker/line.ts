import type { Progress } from '../../weights/address.ts';

/** The line from a job to the page. */
export interface Line<Step> {
  readonly tell: (step: Step) => void;
  readonly loading: (model: string, progress: Progress) => void;
  /**
   * Lets messages in, that the job is called off for example. Every job does so between its steps.
   *
   * @throws the reason of `signal`, if the job is wanted no more
   */
  readonly pause: () => Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * Resolves when the messages that wait have been heard. Not `setTimeout`: after five of them a
 * browser makes each take 4 ms.
 */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
