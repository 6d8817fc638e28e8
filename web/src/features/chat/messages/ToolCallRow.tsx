import { useId, useState, type ReactElement } from 'react';
import type { ToolPart } from '../../../protocol/parts';
import { ChevronRightIcon, ToolIcon } from '../../../shared/ui/icons';

/** A tool that the model called: its name, how far it is, and on request what it was called with. */
export function ToolCallRow({ part, isLive }: { readonly part: ToolPart; readonly isLive: boolean }): ReactElement {
  const [isOpen, setIsOpen] = useState(false);
  const region = useId();
  return (
    <section data-testid="tool-call" data-state={part.state} className="my-2 rounded-xl border border-line text-sm">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={region}
        onClick={() => {
          setIsOpen(!isOpen);
        }}
        className="flex h-9.5 w-full items-center gap-2 rounded-xl px-3 hover:bg-hover"
      >
        <ToolIcon size={16} className="shrink-0 text-faint" />
        <span className="truncate font-medium">{part.toolName}</span>
        <span className="ml-auto shrink-0 text-xs text-faint">{stateText(part, isLive)}</span>
        <ChevronRightIcon
          size={15}
          className={`shrink-0 text-faint transition-transform ${isOpen ? 'rotate-90' : ''}`}
        />
      </button>
      <pre
        id={region}
        hidden={!isOpen}
        className="overflow-x-auto border-t border-line px-3.5 py-2.5 font-mono text-xs leading-relaxed whitespace-pre-wrap text-soft"
      >
        {isOpen && argumentsText(part)}
      </pre>
    </section>
  );
}

function stateText(part: ToolPart, isLive: boolean): string {
  if (part.state === 'input-available') return 'Called';
  return isLive ? 'Writing the arguments…' : 'Not finished';
}

function argumentsText(part: ToolPart): string {
  if (part.state === 'input-available') return JSON.stringify(part.input, null, 2);
  return part.inputText === '' ? 'No arguments yet' : part.inputText;
}
