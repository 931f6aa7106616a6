import html from './frame.html?raw';

/** What the page hears from a sandbox. Everything that arrives is unchecked. */
export interface Ears {
  readonly reply: (message: unknown) => void;
  /** `null` is a heartbeat; anything else says that the script failed to start. */
  readonly beat: (message: unknown) => void;
}

export interface Sandbox {
  readonly ping: () => void;
  /** Says something to the worker's runtime. */
  readonly send: (message: unknown) => void;
  /** Ends the worker and its frame, whatever they are doing. */
  readonly remove: () => void;
}

/**
 * Opens a frame of opaque origin that runs one script in one worker.
 *
 * Each run has a frame of its own: the reader's code always finds a fresh realm, and stopping it
 * is removing it. The worker's messages come over their own port, past the frame.
 */
export function openSandbox(script: string, ears: Ears): Sandbox {
  const beat = new MessageChannel();
  const reply = new MessageChannel();
  beat.port1.onmessage = ({ data }: MessageEvent<unknown>) => ears.beat(data);
  reply.port1.onmessage = ({ data }: MessageEvent<unknown>) => ears.reply(data);
  const frame = createFrame();
  const onHello = ({ source }: MessageEvent<unknown>): void => {
    if (source !== frame.contentWindow) return;
    removeEventListener('message', onHello);
    // An opaque origin has no name to address.
    frame.contentWindow?.postMessage(script, '*', [beat.port2, reply.port2]);
  };
  addEventListener('message', onHello);
  document.body.append(frame);
  return {
    ping: () => beat.port1.postMessage(null),
    send: (message) => reply.port1.postMessage(message),
    remove: () => {
      removeEventListener('message', onHello);
      beat.port1.close();
      reply.port1.close();
      frame.remove();
    },
  };
}

function createFrame(): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.srcdoc = html;
  frame.hidden = true;
  frame.title = 'Sandbox';
  return frame;
}
