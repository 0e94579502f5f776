const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** As `java.util.Date` prints itself: `Fri Nov 20 10:00:00 UTC 2026`. */
export function javaDate(ms: number): string {
  const { weekday, month, day, time, year } = partsOf(ms);
  return `${weekday} ${month} ${day} ${time} UTC ${year}`;
}

let printedSecond = -1;
let printedTime = '';

/** As the Common Log Format has it: `20/Nov/2026:10:00:00 +0000`; printed once a second. */
export function commonLogTime(ms: number): string {
  const second = Math.floor(ms / 1000);
  if (second !== printedSecond) {
    const { month, day, time, year } = partsOf(ms);
    printedSecond = second;
    printedTime = `${day}/${month}/${year}:${time} +0000`;
  }
  return printedTime;
}

function partsOf(ms: number): Readonly<Record<'weekday' | 'month' | 'day' | 'time' | 'year', string>> {
  const date = new Date(ms);
  const two = (number: number): string => String(number).padStart(2, '0');
  return {
    weekday: WEEKDAYS[date.getUTCDay()] ?? '',
    month: MONTHS[date.getUTCMonth()] ?? '',
    day: two(date.getUTCDate()),
    time: [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':'),
    year: String(date.getUTCFullYear()),
  };
}
