import { useMemo } from 'react';
import type { ConversationActivity } from '../../shared/conversations/types';
import { useSelected, type ReadableStore } from '../../shared/store';

type Activities = ReadonlyMap<string, ConversationActivity>;

/**
 * The activity as the list's shape needs it: the same map as long as nothing has changed but the words of answers. With
 * fifty answers on their way these change four times a second, and only the lines that show them are drawn for that.
 */
export function useQuietActivity(activity: ReadableStore<Activities>): Activities {
  const quiet = useMemo(() => quietly(activity.get()), [activity]);
  return useSelected(activity, quiet);
}

export function quietly(first: Activities): (now: Activities) => Activities {
  let seen = first;
  let quiet = settled(new Map(), first);
  return (now) => {
    if (now !== seen) quiet = settled(quiet, now);
    seen = now;
    return quiet;
  };
}

function settled(before: Activities, after: Activities): Activities {
  const settledOnes = new Map(
    [...after].map(([id, activity]) => [id, sameAs(before.get(id), activity) ?? wordless(activity)]),
  );
  const isUnchanged =
    before.size === after.size && [...settledOnes].every(([id, activity]) => before.get(id) === activity);
  return isUnchanged ? before : settledOnes;
}

/** The words would hold the text that they were taken from, long after that has grown. */
function wordless(activity: ConversationActivity): ConversationActivity {
  return { ...activity, excerpt: '' };
}

/** The former one, where it says the same but for the words. */
function sameAs(
  before: ConversationActivity | undefined,
  { attention, isStopping, place }: ConversationActivity,
): ConversationActivity | undefined {
  const isSame = before?.attention === attention && before.isStopping === isStopping && before.place === place;
  return isSame ? before : undefined;
}
