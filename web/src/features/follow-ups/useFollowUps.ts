import { useEffect, useMemo } from 'react';
import type { FollowUps, WaitingFollowUps } from '../../protocol/followUps';
import type { IdMaker } from '../../protocol/uuid';
import { createStore, useStore, type Store } from '../../shared/store';
import type { Timers } from '../../shared/timers';
import type { FollowUpQueues } from './followUpQueues';

export interface FollowUpOptions {
  readonly queues: FollowUpQueues;
  readonly makeId: IdMaker;
  readonly timers: Timers;
  /** Null: a conversation that is not begun has none. */
  readonly conversationId: string | null;
  /** What the list says of this conversation. */
  readonly waiting: WaitingFollowUps | null;
  /** The unsent text of the conversation: it becomes a follow-up, and comes back when the server refuses. */
  readonly draft: Store<string>;
}

export interface FollowUpCommands {
  readonly add: () => void;
  readonly edit: (id: string, text: string) => void;
  readonly move: (id: string, position: number) => void;
  readonly remove: (id: string) => void;
  readonly resume: () => void;
}

const NOTHING = createStore<FollowUps>({ revision: -1, items: [] });

/** The texts that wait in the conversation on the screen, and what can be done with them. */
export function useFollowUps(options: FollowUpOptions): FollowUpCommands & { readonly followUps: FollowUps } {
  const { queues, makeId, timers, conversationId, draft, waiting } = options;
  const queue = useMemo(() => (conversationId === null ? null : queues.of(conversationId)), [queues, conversationId]);
  const followUps = useStore(queue?.state ?? NOTHING);
  useEffect(() => {
    queue?.announce(waiting);
    // A list that says the same again is no news.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [queue, waiting?.revision]);
  const commands = useMemo<FollowUpCommands>(
    () => ({
      add: () => {
        const text = draft.get();
        if (queue === null || text.trim() === '') return;
        draft.set('');
        const followUp = { id: makeId(), text, createdAt: new Date(timers.now()).toISOString() };
        queues.noteAdded(followUp.id);
        void queue.change({ type: 'add', followUp }).then((isTaken) => {
          if (!isTaken) draft.update((typed) => (typed === '' ? text : `${text}\n${typed}`));
        });
      },
      edit: (id, text) => void queue?.change({ type: 'edit', id, text }),
      move: (id, position) => void queue?.change({ type: 'move', id, position }),
      remove: (id) => void queue?.change({ type: 'remove', id }),
      resume: () => void queue?.change({ type: 'resume' }),
    }),
    [queues, queue, makeId, timers, draft],
  );
  return { ...commands, followUps };
}
