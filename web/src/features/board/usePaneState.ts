import type { ConversationSummary } from '../../protocol/api';
import type { ConversationActivity } from '../../shared/conversations/types';
import { useSelected, type ReadableStore } from '../../shared/store';
import type { PaneState } from './paneWords';

/**
 * What streams here knows its state best, else the server's list. Only plain values are taken out of the activity: it
 * is a new map four times a second, because of the excerpts, and those draw no pane.
 */
export function usePaneState(
  activity: ReadableStore<ReadonlyMap<string, ConversationActivity>>,
  id: string,
  item: ConversationSummary | undefined,
): PaneState {
  const attention = useSelected(activity, (all) => all.get(id)?.attention);
  const isStopping = useSelected(activity, (all) => all.get(id)?.isStopping ?? false);
  const place = useSelected(activity, (all) => all.get(id)?.place ?? null);
  return { attention: attention ?? item?.attention ?? 'none', isStopping, place };
}
