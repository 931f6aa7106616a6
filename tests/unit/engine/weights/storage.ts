/** The Cache API, as much as files need: in memory, with a bound on its bytes. */
export class FakeStorage {
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>();
  /** In bytes, as a quota is. */
  room = Infinity;
  denied = false;

  asStorage(): CacheStorage {
    return { open: () => this.#open() } as unknown as CacheStorage;
  }

  #open(): Promise<Cache> {
    if (this.denied) return Promise.reject(new DOMException('denied', 'SecurityError'));
    const cache = {
      match: (address: string) => Promise.resolve(this.#match(address)),
      keys: () => Promise.resolve([...this.files.keys()].map((url) => ({ url }))),
      delete: (address: string) => Promise.resolve(this.files.delete(address)),
      put: (address: string, response: Response) => this.#put(address, response),
    };
    return Promise.resolve(cache as unknown as Cache);
  }

  #match(address: string): Response | undefined {
    const found = this.files.get(address);
    return found && new Response(found);
  }

  async #put(address: string, response: Response): Promise<void> {
    const bytes = new Uint8Array(await response.arrayBuffer());
    const used = [...this.files.values()].reduce((sum, { length }) => sum + length, 0);
    if (used + bytes.length > this.room) throw new DOMException('full', 'QuotaExceededError');
    this.files.set(address, bytes);
  }
}
