import { useMemo, useSyncExternalStore } from 'react';
import type { ConversationActivity } from '../../shared/conversations/types';
import type { ReadableStore } from '../../shared/store';

type Activities = ReadonlyMap<string, ConversationActivity>;

/**
 * The activity as the list's shape needs it: the same map as long as nothing has changed but the words of answers. With
 * fifty answers on their way these change four times a second, and only the lines that show them are drawn for that.
 */
export function useQuietActivity(activity: ReadableStore<Activities>): Activities {
  const quiet = useMemo(() => quietly(activity.get), [activity]);
  return useSyncExternalStore(activity.subscribe, quiet);
}

export function quietly(get: () => Activities): () => Activities {
  let seen = get();
  let quiet = seen;
  return () => {
    const now = get();
    if (now !== seen) quiet = settled(quiet, now);
    seen = now;
    return quiet;
  };
}

function settled(before: Activities, after: Activities): Activities {
  const settledOnes = new Map([...after].map(([id, activity]) => [id, sameAs(before.get(id), activity) ?? activity]));
  const isUnchanged =
    before.size === after.size && [...settledOnes].every(([id, activity]) => before.get(id) === activity);
  return isUnchanged ? before : settledOnes;
}

/** The former one, where it says the same but for the words. */
function sameAs(
  before: ConversationActivity | undefined,
  { attention, isStopping, place }: ConversationActivity,
): ConversationActivity | undefined {
  const isSame = before?.attention === attention && before.isStopping === isStopping && before.place === place;
  return isSame ? before : undefined;
}
