import type { ReactNode } from 'react';
import type { Part } from '../../protocol/parts';
import type { ConversationList } from '../../shared/conversations/conversationList';
import type { ConversationActivity } from '../../shared/conversations/types';
import type { Frames } from '../../shared/frames';
import type { ReadableStore, Store } from '../../shared/store';

/** An answer that is growing, whole, as far as it is. */
export interface LiveAnswer {
  readonly id: string;
  readonly parts: readonly Part[];
}

/** What the board looks at: the same list, activity and growing answers as the rest of the page. */
export interface BoardServices {
  readonly list: ConversationList;
  readonly activity: ReadableStore<ReadonlyMap<string, ConversationActivity>>;
  /** Which conversations are on the board, in their order. It outlives the board, so that coming back finds the same. */
  readonly boardPlaces: Store<readonly string[]>;
  readonly frames: Frames;
}

/** What a pane can ask for. */
export interface PaneCommands {
  readonly pathOf: (conversationId: string) => string;
  readonly onOpen: (conversationId: string) => void;
  readonly onStop: (conversationId: string) => void;
  /** Has its answer be the next of all that wait where it waits. */
  readonly onMoveToFront: (conversationId: string) => void;
  /** Takes ended conversations off the board: they count as seen. */
  readonly onPutAway: (conversationIds: readonly string[]) => void;
  /** The list does not have this one yet. */
  readonly onUnlisted: (conversationId: string) => void;
}

export interface BoardProps extends Omit<PaneCommands, 'onPutAway'> {
  readonly services: BoardServices;
  readonly liveOf: (conversationId: string) => ReadableStore<LiveAnswer | null>;
  /** Draws an answer that does not grow just now: it has ended, or it waits for the person. */
  readonly renderAnswer: (conversationId: string) => ReactNode;
  readonly onStopAll: () => void;
  /** Whether answers that are asked for wait. */
  readonly isPaused: boolean;
  readonly onPause: (isPaused: boolean) => void;
  readonly onSeen: (conversationId: string) => void;
  readonly onNew: () => void;
}
