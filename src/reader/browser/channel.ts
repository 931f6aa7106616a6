import type { Channel } from '../log.ts';

/** The other open pages of the course. Without BroadcastChannel they learn of entries on reload. */
export function openChannel(): Channel {
  if (typeof BroadcastChannel === 'undefined')
    return { tell: () => undefined, hear: () => undefined };
  const channel = new BroadcastChannel('from-attention-to-sora');
  return {
    tell: (events) => {
      if (events.length > 0) channel.postMessage(events);
    },
    hear: (listener) => {
      channel.onmessage = ({ data }: MessageEvent<unknown>) => {
        if (Array.isArray(data)) listener(data);
      };
    },
  };
}
