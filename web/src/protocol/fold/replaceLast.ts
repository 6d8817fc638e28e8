import type { Part } from '../parts';

/**
 * Puts a changed copy in the place of the last part that matches. A delta for a part that never began is dropped: the
 * server numbers its chunks without a gap, so this happens only when a part of a kind unknown to us is meant.
 */
export function replaceLast<P extends Part>(
  parts: readonly Part[],
  matches: (part: Part) => part is P,
  change: (part: P) => Part,
): readonly Part[] {
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index];
    if (part !== undefined && matches(part)) return parts.with(index, change(part));
  }
  return parts;
}
