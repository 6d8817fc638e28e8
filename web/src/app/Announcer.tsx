import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { ConversationActivity } from '../shared/conversations/types';
import type { ReadableStore } from '../shared/store';
import { announcementOf, type Attentions } from './announcement';

/** Changes within this time are told together. */
const GATHERING = 1_200;

interface AnnouncerProps {
  readonly activity: ReadableStore<ReadonlyMap<string, ConversationActivity>>;
  readonly currentConversationId: string | null;
}

/** The page's one polite voice: the transcript itself is silent, or every word would be read as it comes. */
export function Announcer({ activity, currentConversationId }: AnnouncerProps): ReactElement {
  const [text, setText] = useState('');
  const told = useRef<Attentions>(new Map());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = (): void => {
      timer = undefined;
      const now = new Map([...activity.get()].map(([id, { attention }]) => [id, attention] as const));
      const announcement = announcementOf(told.current, now, currentConversationId);
      told.current = now;
      if (announcement !== undefined) setText(announcement);
    };
    const unsubscribe = activity.subscribe(() => {
      timer ??= setTimeout(tell, GATHERING);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [activity, currentConversationId]);
  return (
    <p role="status" aria-live="polite" className="visually-hidden" data-testid="announcement">
      {text}
    </p>
  );
}
