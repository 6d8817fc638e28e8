import { useEffect } from 'react';
import type { Store } from '../shared/store';

/** Notes which conversation somebody can see in this tab. */
export function useInSight(inSight: Store<string | null>, conversationId: string | null): void {
  useEffect(() => {
    const note = (): void => {
      inSight.set(document.visibilityState === 'visible' ? conversationId : null);
    };
    note();
    document.addEventListener('visibilitychange', note);
    return () => {
      document.removeEventListener('visibilitychange', note);
    };
  }, [inSight, conversationId]);
}
