import { useState, type ReactElement } from 'react';
import type { ToolList } from '../../../protocol/tools';
import type { ToolCalls } from '../../../shared/api/toolCalls';
import { Button } from '../../../shared/ui/Button';
import { PlusIcon } from '../../../shared/ui/icons';
import { useLooked } from '../useLooked';
import { PolicyList } from './PolicyList';
import { ServerForm } from './ServerForm';
import { ServerRow } from './ServerRow';

const LOOK_MILLIS = 3_000;

/** What models may call, who decides about it, and the servers that it comes from. */
export function ToolsSection({ api }: { readonly api: ToolCalls }): ReactElement {
  const { value: list, trouble, change } = useLooked(api.tools, LOOK_MILLIS);
  return (
    <div className="space-y-5">
      {trouble !== null && <p className="rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger-text">{trouble}</p>}
      {list !== null && (
        <>
          <PolicyList
            tools={list.tools}
            onChange={(name, policy) => void change(() => api.setToolPolicy(name, policy))}
          />
          <Servers list={list} api={api} change={change} />
        </>
      )}
    </div>
  );
}

interface ServersProps {
  readonly list: ToolList;
  readonly api: ToolCalls;
  readonly change: (work: () => Promise<unknown>) => Promise<boolean>;
}

function Servers({ list, api, change }: ServersProps): ReactElement {
  const [isAdding, setIsAdding] = useState(false);
  return (
    <section aria-labelledby="tool-servers" className="space-y-3">
      <div>
        <h3 id="tool-servers" className="text-base font-medium">
          MCP servers
        </h3>
        <p className="text-sm text-pretty text-soft">
          Programs and services that bring tools of their own. You are asked before one of these tools runs, unless you
          say otherwise above.
        </p>
      </div>
      <ul className="divide-y divide-line rounded-xl border border-line empty:hidden" data-testid="tool-server-list">
        {list.servers.map((server) => (
          <li key={server.name} className="px-4 py-3">
            <ServerRow server={server} mayChange={list.mayChange} api={api} change={change} />
          </li>
        ))}
      </ul>
      {list.mayChange && !isAdding && (
        <Button
          data-testid="tool-server-add"
          onClick={() => {
            setIsAdding(true);
          }}
        >
          <PlusIcon size={16} />
          Add an MCP server
        </Button>
      )}
      {isAdding && (
        <div className="rounded-xl border border-line p-4">
          <ServerForm
            takesCommands={list.takesCommands}
            onCancel={() => {
              setIsAdding(false);
            }}
            onAdd={async (wish) => {
              if (await change(() => api.addToolServer(wish))) setIsAdding(false);
            }}
          />
        </div>
      )}
      {!list.mayChange && <p className="text-sm text-soft">Only an operator of this server may change these.</p>}
    </section>
  );
}
