import { DAY, type Calendar } from '../day.ts';

/** The days of the place where the browser is. */
export const localCalendar: Calendar = {
  dayOf: (at) => {
    const date = new Date(at);
    return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY;
  },
};
