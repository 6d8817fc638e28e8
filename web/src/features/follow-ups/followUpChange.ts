import type { FollowUp, FollowUps } from '../../protocol/followUps';

/** What a person can do with the texts that wait. */
export type FollowUpChange =
  | { readonly type: 'add'; readonly followUp: FollowUp }
  | { readonly type: 'edit'; readonly id: string; readonly text: string }
  /** `position` counts from 0. */
  | { readonly type: 'move'; readonly id: string; readonly position: number }
  | { readonly type: 'remove'; readonly id: string }
  | { readonly type: 'resume' };

/** The queue as it will be when the server has done that. */
export function applied(queue: FollowUps, change: FollowUpChange): FollowUps {
  switch (change.type) {
    case 'add':
      return { ...queue, items: [...without(queue.items, change.followUp.id), change.followUp] };
    case 'edit':
      return {
        ...queue,
        items: queue.items.map((item) => (item.id === change.id ? { ...item, text: change.text } : item)),
      };
    case 'move':
      return { ...queue, items: moved(queue.items, change.id, change.position) };
    case 'remove':
      return { ...queue, items: without(queue.items, change.id) };
    case 'resume':
      return { ...queue, paused: null };
  }
}

function without(items: readonly FollowUp[], id: string): readonly FollowUp[] {
  return items.filter((item) => item.id !== id);
}

function moved(items: readonly FollowUp[], id: string, position: number): readonly FollowUp[] {
  const item = items.find((each) => each.id === id);
  return item === undefined ? items : without(items, id).toSpliced(position, 0, item);
}
