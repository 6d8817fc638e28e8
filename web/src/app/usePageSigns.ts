import { useEffect } from 'react';
import { useStore, type ReadableStore } from '../shared/store';
import type { LiveAttention } from './liveAttention';
import { faviconFor, titleFor } from './pageSigns';

/** Keeps the tab's title and picture true, also while the tab is out of sight. */
export function usePageSigns(shown: string | null, liveAttention: ReadableStore<LiveAttention>): void {
  const live = useStore(liveAttention);
  useEffect(() => {
    document.title = titleFor(shown, live);
  }, [shown, live]);
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=icon]');
    link?.setAttribute('href', faviconFor(live));
  }, [live]);
}
