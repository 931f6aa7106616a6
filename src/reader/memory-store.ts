import type { ReaderEvent } from './event.ts';
import { placeEvent, type Store } from './store.ts';

/** A store that lasts as long as the page. */
export function memoryStore(log: string): Store {
  const events = new Map<string, ReaderEvent>();
  let next = 0;
  return {
    read: () => Promise.resolve({ rows: [...events.values()], blocks: [] }),
    append: (draft) => {
      const event = placeEvent(draft, log, next++);
      events.set(event.id, event);
      return Promise.resolve(event);
    },
    put: (added) => {
      for (const event of added) events.set(event.id, event);
      return Promise.resolve();
    },
    pack: () => Promise.resolve(),
    remove: () => Promise.resolve(),
  };
}
