import { ReaderLog } from '../log.ts';
import { uuidOf } from '../uuid.ts';
import { openChannel } from './channel.ts';
import { openIndexedDb } from './indexed-db.ts';

let shared: Promise<ReaderLog> | undefined;

/** The reader's log: one a page, opened at the first call. */
export function readerLog(): Promise<ReaderLog> {
  const newId = () => uuidOf(crypto.getRandomValues(new Uint8Array(16)));
  shared ??= ReaderLog.open({
    open: () => openIndexedDb(newId),
    channel: openChannel(),
    now: () => Date.now(),
    newId,
  });
  return shared;
}
