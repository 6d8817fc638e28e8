import { useEffect } from 'react';
import type { ChatServices } from './chatServices';
import type { Streams } from './streaming/streams';

/**
 * Leaving the page stops what this page started, unless the person wants answers to go on.
 *
 * `beforeunload` only asks: it also fires for a download or a `mailto:` link, where the page stays, and those must not
 * end answers. `pagehide` comes when the page really goes, and acts. It is the page's last word and may be lost; the
 * server has its own way to notice that a browser is gone.
 */
export function useLeaving(services: ChatServices, streams: Streams): void {
  useEffect(() => {
    const wouldStop = (): boolean => services.settings.state.get().onLeave === 'stop' && streams.hasOwnStreams();
    const ask = (event: BeforeUnloadEvent): void => {
      if (wouldStop()) event.preventDefault();
    };
    const act = (): void => {
      if (wouldStop()) services.api.leavePage();
    };
    window.addEventListener('beforeunload', ask);
    window.addEventListener('pagehide', act);
    return () => {
      window.removeEventListener('beforeunload', ask);
      window.removeEventListener('pagehide', act);
    };
  }, [services, streams]);
}
