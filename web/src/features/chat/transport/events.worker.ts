/** The shared worker: holds the one event connection of this browser and hands its events to all tabs. */
import { browserTimers } from '../../../shared/timers';
import { EventConnection } from './eventConnection';
import { EventHub } from './eventHub';
import { WorkerHub } from './workerHub';

const hub = new WorkerHub(
  (url) =>
    new EventHub(
      (listener) =>
        new EventConnection(
          { url, fetch: (input, init) => fetch(input, init), timers: browserTimers, random: () => Math.random() },
          listener,
        ),
      browserTimers,
    ),
  browserTimers,
);

// The compiler knows this file as part of a page; it runs as a shared worker, whose global scope gets `connect` events.
addEventListener('connect', (event) => {
  const port = (event as MessageEvent).ports[0];
  if (port !== undefined) hub.connect(port);
});
