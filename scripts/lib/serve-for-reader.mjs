import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dist } from './paths.mjs';
import { serveSite } from './server.mjs';

/** Serves the built site until Ctrl+C. */
export async function serveForReader() {
  if (!existsSync(join(dist, 'index.html'))) {
    console.error('Nothing is built yet: run `npm run build` first.');
    process.exitCode = 1;
    return;
  }
  const site = await serveSite({
    dist,
    base: process.env.SITE_BASE ?? '/',
    port: Number(process.env.PORT ?? 4321),
    tries: 20,
  });
  console.log(`The course is at ${site.address} (Ctrl+C stops it)`);
  const stop = () => {
    void site.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
