import type { ReactElement } from 'react';
import type { ToolItem, ToolPolicy } from '../../../protocol/tools';

interface PolicyListProps {
  readonly tools: readonly ToolItem[];
  /** Null takes back what was said. */
  readonly onChange: (name: string, policy: ToolPolicy | null) => void;
}

const WORDS: Readonly<Record<ToolPolicy, string>> = {
  ask: 'Ask me',
  always: 'Always allow',
  never: 'Never',
};

const POLICIES: readonly ToolPolicy[] = ['ask', 'always', 'never'];

/** Each tool, by where it comes from, with who decides about it. */
export function PolicyList({ tools, onChange }: PolicyListProps): ReactElement {
  const sources = [...new Set(tools.map((tool) => tool.source))];
  if (tools.length === 0) return <p className="text-sm text-soft">There are no tools.</p>;
  return (
    <section aria-label="Tools" className="space-y-4">
      <p className="text-sm text-pretty text-soft">
        What models may call for you, in all conversations. What you say in a conversation counts more there.
      </p>
      {sources.map((source) => (
        <div key={source}>
          <h3 className="mb-1 text-sm font-medium text-soft">{source === 'built-in' ? 'Built in' : source}</h3>
          <ul className="divide-y divide-line rounded-xl border border-line">
            {tools
              .filter((tool) => tool.source === source)
              .map((tool) => (
                <li key={tool.name} className="flex items-center gap-3 px-4 py-2.5">
                  <ToolRow tool={tool} onChange={onChange} />
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function ToolRow({ tool, onChange }: Pick<PolicyListProps, 'onChange'> & { readonly tool: ToolItem }): ReactElement {
  const { name, description, defaultPolicy, policy } = tool;
  return (
    <>
      <div className="min-w-0 flex-1">
        <p className="truncate font-mono text-sm">{name}</p>
        <p className="truncate text-xs text-soft" title={description}>
          {description}
        </p>
      </div>
      <select
        aria-label={`Who decides about ${name}`}
        data-testid={`policy-${name}`}
        className="h-8 shrink-0 rounded-lg border border-line-strong bg-page px-2 text-sm"
        value={policy ?? defaultPolicy}
        onChange={(event) => {
          const chosen = POLICIES.find((each) => each === event.target.value);
          if (chosen !== undefined) onChange(name, chosen === defaultPolicy ? null : chosen);
        }}
      >
        {POLICIES.map((each) => (
          <option key={each} value={each}>
            {WORDS[each]}
          </option>
        ))}
      </select>
    </>
  );
}
