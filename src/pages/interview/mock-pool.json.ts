import type { APIRoute } from 'astro';
import { loadPool } from '../../components/mock/pool.ts';

/** All that a mock interview may ask: fetched when one is begun. */
export const GET: APIRoute = async () => Response.json(await loadPool());
