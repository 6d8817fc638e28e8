/** Numbers and times as a person says them. */

const ORDINALS = new Intl.PluralRules('en', { type: 'ordinal' });
const SUFFIXES: ReadonlyMap<string, string> = new Map([
  ['one', 'st'],
  ['two', 'nd'],
  ['few', 'rd'],
]);
const COUNT = new Intl.NumberFormat('en');

/** 1st, 2nd, 3rd, 4th … */
export function ordinal(position: number): string {
  return `${position}${SUFFIXES.get(ORDINALS.select(position)) ?? 'th'}`;
}

/** 1 character, 1,234 characters. */
export function counted(count: number, noun: string): string {
  return `${COUNT.format(count)} ${noun}${count === 1 ? '' : 's'}`;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How long a question can still be answered. */
export function timeLeft(millis: number): string {
  if (millis <= 0) return 'Expires now';
  if (millis < 2 * MINUTE) return 'Expires in a minute';
  if (millis < 2 * HOUR) return `Expires in ${Math.round(millis / MINUTE)} minutes`;
  if (millis < 48 * HOUR) return `Expires in ${Math.round(millis / HOUR)} hours`;
  return `Expires in ${Math.round(millis / (24 * HOUR))} days`;
}
