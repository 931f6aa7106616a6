import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { headersFor, parseHeaders } from './headers.mjs';

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */

const host = '127.0.0.1';

/**
 * A server of the built site, on this machine only.
 * @typedef {object} SiteServer
 * @property {string} address with the base and a trailing slash
 * @property {() => Promise<void>} close
 */

/**
 * Serves a built site as a good static host would: packed files, the headers of `_headers`, the
 * trailing slash put right, the site's own 404 page.
 * @param {object} options
 * @param {string} options.dist
 * @param {string} [options.base] the sub-folder that it was built for
 * @param {number} [options.port] the first to try; 0 for any free one
 * @param {number} [options.tries] how many ports to try
 * @param {(path: string, bytes: number) => void} [options.onSent] told of each answer's body
 * @returns {Promise<SiteServer>}
 */
export async function serveSite({ dist, base = '/', port = 0, tries = 1, onSent }) {
  const folder = `/${base}/`.replace(/\/+/g, '/');
  const answer = createAnswer(dist, folder);
  const server = createServer((request, response) => {
    if (onSent) {
      response.on('finish', () => onSent(request.url ?? '', bodyBytes(request, response)));
    }
    answer(request, response);
  });
  const taken = await listen(server, port, tries);
  return {
    address: `http://${host}:${taken}${folder}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {string} dist
 * @param {string} folder the base, with a slash at both ends
 * @returns {(request: Request, response: Response) => void}
 */
function createAnswer(dist, folder) {
  const headersFile = join(dist, '_headers');
  const rules = existsSync(headersFile) ? parseHeaders(readFileSync(headersFile, 'utf8')) : [];
  const files = sirv(dist, {
    brotli: true,
    gzip: true,
    etag: true,
    setHeaders: (response) => {
      if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-cache');
    },
  });

  return (request, response) => {
    const [pathname = '/', query] = (request.url ?? '/').split('?', 2);
    const search = query === undefined ? '' : `?${query}`;
    const inside = pathname.startsWith(folder);
    const path = inside ? pathname.slice(folder.length - 1) : '/404.html';
    for (const [name, value] of headersFor(rules, path)) response.setHeader(name, value);
    if (folder !== '/' && `${pathname}/` === folder) return redirect(response, folder + search);
    if (inside && isFolder(dist, path)) return redirect(response, `${pathname}/${search}`);
    request.url = path + search;
    const missing = () => sendNotFound(response, dist);
    if (!inside || path === '/_headers') missing();
    else files(request, response, missing);
  };
}

/**
 * @param {Response} response
 * @param {string} dist
 */
function sendNotFound(response, dist) {
  response.writeHead(404, { 'Content-Type': 'text/html;charset=utf-8' });
  response.end(readFileSync(join(dist, '404.html')));
}

/**
 * Whether a path without a trailing slash names a page's folder.
 * @param {string} dist
 * @param {string} path
 */
function isFolder(dist, path) {
  return /^(\/[\w-]+)+$/.test(path) && existsSync(join(dist, path, 'index.html'));
}

/**
 * @param {Response} response
 * @param {string} location
 */
function redirect(response, location) {
  response.writeHead(308, { Location: location }).end();
}

/**
 * @param {Request} request
 * @param {Response} response
 */
function bodyBytes(request, response) {
  return request.method === 'HEAD' ? 0 : Number(response.getHeader('content-length') ?? 0);
}

/**
 * @param {import('node:http').Server} server
 * @param {number} first
 * @param {number} tries
 * @returns {Promise<number>} the port that it listens on
 */
function listen(server, first, tries) {
  return new Promise((resolve, reject) => {
    let port = first;
    server.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code !== 'EADDRINUSE' || ++port >= first + tries) reject(error);
      else server.listen(port, host);
    });
    server.on('listening', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
    server.listen(port, host);
  });
}
