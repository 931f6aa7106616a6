/** `readFileSync` for a page: a fixture is a file beside it. */
export function readFileSync(url: URL, _encoding: string): string {
  const request = new XMLHttpRequest();
  request.open('GET', url, false);
  request.send();
  if (request.status !== 200) throw new Error(`no ${url.href}`);
  return request.responseText;
}
