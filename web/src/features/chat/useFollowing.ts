import { useEffect } from 'react';
import type { LiveGeneration } from '../../protocol/events';
import type { ChatServices } from './chatServices';
import type { Streams } from './streaming/streams';

/** What streams anywhere streams here as well: started in another tab, on another device, or before a reload. */
export function useFollowing(services: ChatServices, streams: Streams): void {
  useEffect(() => {
    const follow = (generation: LiveGeneration): void => {
      streams.follow(generation);
    };
    const stops = [
      services.live.onSnapshot(() => {
        streams.forgetFailedFollows();
      }),
      services.live.onLive(follow),
    ];
    for (const generation of services.live.allLive()) follow(generation);
    return () => {
      for (const stop of stops) stop();
    };
  }, [services, streams]);
}
