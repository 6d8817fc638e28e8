import type { MouseEvent } from 'react';

/** Whether a click on a link asks the browser for its own way to open it: a new tab, a new window, a download. */
export function opensElsewhere(event: MouseEvent): boolean {
  return event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
}
