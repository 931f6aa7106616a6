/** Waiting lines: arrivals at random times, workers that each take one at a time. */

/**
 * The chance that one who arrives has to wait (Erlang's C), with `workers` and on average `load` of
 * them busy. Arrivals are independent (Poisson), service times exponential.
 *
 *     B(0) = 1,  B(n) = a·B(n−1) / (n + a·B(n−1)),  C = c·B / (c − a·(1 − B))
 *
 * 1 where the load is as large as the workers: the line grows without end.
 */
export function chanceToWait(workers: number, load: number): number {
  return load >= workers ? 1 : waitFromBlocking(workers, load, blocking(workers, load));
}

/** Erlang's B: the chance that all are busy if nobody waited. */
function blocking(workers: number, load: number): number {
  let chance = 1;
  for (let n = 1; n <= workers; n++) chance = (load * chance) / (n + load * chance);
  return chance;
}

function waitFromBlocking(workers: number, load: number, blocked: number): number {
  return (workers * blocked) / (workers - load * (1 - blocked));
}

/** The mean wait before service, in units of a service time: C / (c − a). Infinite if overloaded. */
export function meanWait(workers: number, load: number): number {
  return load >= workers ? Infinity : chanceToWait(workers, load) / (workers - load);
}

/** The fewest workers with a mean wait of at most `most` service times. */
export function workersFor(load: number, most: number): number {
  let blocked = 1;
  for (let n = 1; ; n++) {
    blocked = (load * blocked) / (n + load * blocked);
    if (n <= load) continue;
    if (waitFromBlocking(n, load, blocked) / (n - load) <= most) return n;
  }
}
