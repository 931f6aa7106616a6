/** The root of the course, with a slash at the end: it may live in a sub-folder. */
export const root = import.meta.env.BASE_URL.replace(/\/?$/, '/');
