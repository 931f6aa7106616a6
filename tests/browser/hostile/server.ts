import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CountingServer {
  /** Its address without the protocol: `//127.0.0.1:1234/`. */
  readonly at: string;
  /** Connections so far, of whatever protocol. */
  readonly arrivals: () => number;
  readonly close: () => void;
}

/** A server that lets everybody in and counts who connects. */
export async function startCounting(): Promise<CountingServer> {
  let count = 0;
  const server = createServer((_request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Content-Type', 'text/javascript');
    response.end('1');
  });
  server.on('connection', () => (count += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    at: `//127.0.0.1:${String(port)}/`,
    arrivals: () => count,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
