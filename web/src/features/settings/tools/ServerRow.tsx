import type { ReactElement } from 'react';
import type { ToolServer } from '../../../protocol/tools';
import type { ToolCalls } from '../../../shared/api/toolCalls';
import { counted } from '../../../shared/words';
import { Button } from '../../../shared/ui/Button';
import { RemoveButton } from '../RemoveButton';

interface ServerRowProps {
  readonly server: ToolServer;
  readonly mayChange: boolean;
  readonly api: ToolCalls;
  readonly change: (work: () => Promise<unknown>) => Promise<boolean>;
}

const DOTS: Readonly<Record<ToolServer['state'], string>> = {
  off: 'bg-line-strong',
  starting: 'bg-warning',
  ready: 'bg-accent',
  failed: 'bg-danger',
  restarting: 'bg-warning',
};

/** One MCP server: how it fares, what it wrote, and what can be done with it. */
export function ServerRow({ server, mayChange, api, change }: ServerRowProps): ReactElement {
  const { name, state, stderr, reach } = server;
  return (
    <div data-testid={`tool-server-${name}`} className="space-y-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span aria-hidden className={`size-2 shrink-0 rounded-full ${DOTS[state]}`} />
        <div className="min-w-0 flex-1 basis-40">
          <p className="truncate text-base font-medium">{name}</p>
          <p className={`text-sm wrap-anywhere ${state === 'failed' ? 'text-danger-text' : 'text-soft'}`}>
            {stateWords(server)}
          </p>
          {reach !== undefined && (
            <p className="truncate text-xs text-faint">{reach.url ?? [reach.command, ...reach.args].join(' ')}</p>
          )}
        </div>
        {server.readOnly && <span className="rounded-md bg-sunken px-2 py-1 text-xs text-soft">configured</span>}
        {mayChange && <ServerButtons server={server} api={api} change={change} />}
      </div>
      {stderr !== undefined && stderr !== '' && (
        <details className="text-xs">
          <summary className="cursor-pointer text-soft">What it wrote</summary>
          <pre className="mt-1 max-h-48 overflow-auto rounded-lg bg-sunken p-2 whitespace-pre-wrap" tabIndex={0}>
            {stderr}
          </pre>
        </details>
      )}
    </div>
  );
}

function ServerButtons({ server, api, change }: Omit<ServerRowProps, 'mayChange'>): ReactElement {
  const { name } = server;
  const isOff = server.state === 'off';
  const others = (
    <>
      {!isOff && (
        <Button look="plain" className="h-8 px-2.5" onClick={() => void change(() => api.restartToolServer(name))}>
          Restart
        </Button>
      )}
      {!server.readOnly && (
        <Button
          look="plain"
          className="h-8 px-2.5"
          onClick={() => void change(() => api.changeToolServer(name, { enabled: isOff }))}
        >
          {isOff ? 'Turn on' : 'Turn off'}
        </Button>
      )}
    </>
  );
  if (server.readOnly) return others;
  return (
    <RemoveButton testId="tool-server-remove" onRemove={() => void change(() => api.removeToolServer(name))}>
      {others}
    </RemoveButton>
  );
}

function stateWords({ state, reason: said, tools }: ToolServer): string {
  const reason = said === undefined ? undefined : said.charAt(0).toUpperCase() + said.slice(1);
  switch (state) {
    case 'ready':
      return counted(tools.length, 'tool');
    case 'off':
      return 'Turned off';
    case 'starting':
      return 'Starting…';
    case 'restarting':
      return reason === undefined ? 'Starting again…' : `${reason} Starting again…`;
    case 'failed':
      return reason ?? 'It could not be started.';
  }
}
