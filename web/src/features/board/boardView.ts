import type { Attention, ConversationSummary } from '../../protocol/api';
import type { ConversationActivity } from '../../shared/conversations/types';

/** Which conversations are on the board, each at its place, and how many of them are at what. */
export interface BoardView {
  readonly panes: readonly string[];
  readonly answering: number;
  readonly inLine: number;
  readonly waiting: number;
  readonly ended: readonly string[];
}

export interface BoardSources {
  readonly items: readonly ConversationSummary[];
  readonly activity: ReadonlyMap<string, ConversationActivity>;
  readonly isDeleted: (conversationId: string) => boolean;
}

/**
 * Everything that is active, and what has ended unseen. Whoever is on the board keeps its place until it is put away
 * or deleted, also after it was looked at, because a pane that moves cannot be watched; newcomers come first, the
 * newest in front.
 */
export function boardView(before: readonly string[], sources: BoardSources): BoardView {
  const attentions = attentionsOf(sources);
  const kept = before.filter((id) => attentions.has(id));
  const known = new Set(kept);
  const newcomers = [...attentions].flatMap(([id, attention]) => (attention === 'none' || known.has(id) ? [] : [id]));
  const panes = [...newcomers, ...kept];
  const those = (wanted: ReadonlySet<Attention>): readonly string[] =>
    panes.filter((id) => wanted.has(attentions.get(id) ?? 'none'));
  return {
    panes,
    answering: those(ANSWERING).length,
    inLine: those(IN_LINE).length,
    waiting: those(WAITING).length,
    ended: those(ENDED),
  };
}

export function isActive(attention: Attention): boolean {
  return !ENDED.has(attention);
}

export function isSameView(one: BoardView, other: BoardView): boolean {
  return (
    one.answering === other.answering &&
    one.inLine === other.inLine &&
    one.waiting === other.waiting &&
    isSameOrder(one.ended, other.ended) &&
    isSameOrder(one.panes, other.panes)
  );
}

export function isSameOrder(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
}

/** Newest first; what streams but is on no page of the list yet is older than those that are. */
function attentionsOf({ items, activity, isDeleted }: BoardSources): ReadonlyMap<string, Attention> {
  const newestFirst = [...items].sort((one, other) => Date.parse(other.updatedAt) - Date.parse(one.updatedAt));
  const attentions = new Map(newestFirst.map((item) => [item.id, activity.get(item.id)?.attention ?? item.attention]));
  for (const [id, { attention }] of activity) {
    if (!attentions.has(id) && !isDeleted(id)) attentions.set(id, attention);
  }
  return attentions;
}

const ANSWERING: ReadonlySet<Attention> = new Set<Attention>(['streaming']);
const IN_LINE: ReadonlySet<Attention> = new Set<Attention>(['queued']);
const WAITING: ReadonlySet<Attention> = new Set<Attention>(['waiting']);
const ENDED: ReadonlySet<Attention> = new Set<Attention>(['none', 'finished', 'stopped', 'failed', 'interrupted']);
