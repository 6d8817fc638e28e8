import { useId, useState, type ReactElement } from 'react';
import type { ToolPart } from '../../../protocol/parts';
import { ChevronRightIcon, StreamIcon, ToolIcon } from '../../../shared/ui/icons';
import type { ToolDecision } from '../types';
import { ToolApprovalForm } from './ToolApprovalForm';
import { argumentsText, isToolUnderWay, resultText, toolStateText } from './toolText';

interface ToolCallRowProps {
  readonly part: ToolPart;
  readonly isLive: boolean;
  readonly onDecide: (approvalId: string, decision: ToolDecision) => void;
}

/** A tool that the model called: its name, how far it is, and on request what it was called with and what it gave. */
export function ToolCallRow({ part, isLive, onDecide }: ToolCallRowProps): ReactElement {
  const isWaiting = part.state === 'approval-requested';
  const [isOpened, setIsOpened] = useState<boolean | null>(null);
  const isOpen = isOpened ?? isWaiting;
  const region = useId();
  return (
    <section
      data-testid="tool-call"
      data-state={part.state}
      aria-label={`Tool ${part.toolName}`}
      className={`my-2 rounded-xl border text-sm ${isWaiting ? 'border-warning bg-raised shadow-low' : 'border-line'}`}
    >
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={region}
        onClick={() => {
          setIsOpened(!isOpen);
        }}
        className="flex min-h-9.5 w-full items-center gap-2 rounded-xl px-3 py-1.5 text-left hover:bg-hover"
      >
        <StateIcon part={part} isWaiting={isWaiting} />
        <span className="truncate font-medium">{part.toolName}</span>
        <span className={`ml-auto shrink-0 text-xs ${isWaiting ? 'text-warning' : 'text-faint'}`}>
          {toolStateText(part, isLive)}
        </span>
        <ChevronRightIcon
          size={15}
          className={`shrink-0 text-faint transition-transform ${isOpen ? 'rotate-90' : ''}`}
        />
      </button>
      <div id={region} hidden={!isOpen} className="border-t border-line px-3.5 py-2.5">
        {isOpen && <Details part={part} />}
      </div>
      {isWaiting && part.approval !== undefined && (
        <ToolApprovalForm approvalId={part.approval.id} expiresAt={part.activity?.expiresAt} onDecide={onDecide} />
      )}
    </section>
  );
}

function StateIcon({ part, isWaiting }: { readonly part: ToolPart; readonly isWaiting: boolean }): ReactElement {
  if (isToolUnderWay(part) && !isWaiting) return <StreamIcon size={16} className="shrink-0 text-accent" />;
  return <ToolIcon size={16} className={`shrink-0 ${isWaiting ? 'text-warning' : 'text-faint'}`} />;
}

function Details({ part }: { readonly part: ToolPart }): ReactElement {
  const result = resultText(part);
  return (
    <>
      <Block title="Arguments" text={argumentsText(part)} />
      {result !== undefined && <Block title={part.state === 'output-error' ? 'Error' : 'Result'} text={result} />}
      {part.activity?.source !== undefined && (
        <p className="mt-1.5 text-xs text-faint">
          {part.activity.source === 'built-in' ? 'Comes with Polylogue' : `From ${part.activity.source}`}
        </p>
      )}
    </>
  );
}

function Block({ title, text }: { readonly title: string; readonly text: string }): ReactElement {
  return (
    <>
      <h4 className="mt-1 text-xs font-medium text-faint">{title}</h4>
      <pre className="max-h-96 overflow-auto py-1 font-mono text-xs leading-relaxed wrap-anywhere whitespace-pre-wrap text-soft">
        {text}
      </pre>
    </>
  );
}
