// `npm run serve`: serves what is built. `PORT=8080` asks for another port.
import './lib/need-node.mjs';

const { serveForReader } = await import('./lib/serve-for-reader.mjs');

await serveForReader();
