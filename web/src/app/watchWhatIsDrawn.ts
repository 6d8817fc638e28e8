import type { EventFeed } from '../features/chat/transport/feed';
import type { ReadableStore } from '../shared/store';

/** Tells the feed which conversations are drawn in this tab; none while it is out of sight. */
export function watchWhatIsDrawn(
  drawn: ReadableStore<ReadonlySet<string>>,
  feed: Pick<EventFeed, 'watch'>,
  page: Document,
): void {
  let isToTell = false;
  let told: string | null = null;
  const tell = (): void => {
    isToTell = false;
    const ids = page.visibilityState === 'visible' ? [...drawn.get()] : [];
    const key = ids.join();
    if (key === told) return;
    told = key;
    feed.watch(ids);
  };
  // A switch from one conversation to the next is many changes in one moment.
  const tellSoon = (): void => {
    if (isToTell) return;
    isToTell = true;
    queueMicrotask(tell);
  };
  drawn.subscribe(tellSoon);
  page.addEventListener('visibilitychange', tellSoon);
  tellSoon();
}
