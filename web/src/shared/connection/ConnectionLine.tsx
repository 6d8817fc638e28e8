import type { ReactElement } from 'react';
import { DisconnectedIcon } from '../ui/icons';
import type { ConnectionStatus } from './types';

/** Says that the server is not heard, while that lasts. */
export function ConnectionLine({ connection }: { readonly connection: ConnectionStatus }): ReactElement {
  const isLost = connection.type === 'lost';
  return (
    <div role="status" data-testid="connection-status" data-state={connection.type}>
      {isLost && (
        <p className="flex animate-[fade_200ms] items-center justify-center gap-2 bg-warning-soft px-4 py-1.5 text-sm text-warning-text">
          <DisconnectedIcon size={16} />
          Connection lost, reconnecting…
        </p>
      )}
    </div>
  );
}
