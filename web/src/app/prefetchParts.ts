import type { ReadableStore } from '../shared/store';
import type { ConnectionStatus } from '../shared/connection/types';
import type { Timers } from '../shared/timers';

/**
 * Fetches the small parts that a click or a question opens, once the page is up and hears the server: so the first click is as quick
 * as the second, and menus open while the server is away.
 */
export function prefetchParts(connection: ReadableStore<ConnectionStatus>, timers: Timers): void {
  const stop = connection.subscribe(() => {
    if (connection.get().type !== 'open') return;
    stop();
    timers.after(CALM_MILLIS, fetchAll);
  });
}

const CALM_MILLIS = 2_000;

function fetchAll(): void {
  const parts = [
    import('./board/BoardPage'),
    import('../features/sidebar/OpenedRowMenu'),
    import('../features/chat/ModelPopover'),
    import('../features/chat/clarification/ClarificationForm'),
    import('../features/follow-ups/FollowUpList'),
    import('../features/search/SearchOverlay'),
    import('../features/settings/SettingsOverlay'),
    import('../shared/ui/ConfirmDialogPanel'),
    import('../shared/ui/Drawer'),
  ];
  // What could not be fetched now is asked for again when it is wanted.
  void Promise.allSettled(parts);
}
