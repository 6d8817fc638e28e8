import { useId, useState, type ReactElement } from 'react';
import { ChevronRightIcon, StreamIcon } from '../../../shared/ui/icons';

interface ReasoningProps {
  readonly text: string;
  /** Whether the model is still at it. */
  readonly isLive: boolean;
}

/** What the model thought before it answered: folded, because the answer is what was asked for. */
export function Reasoning({ text, isLive }: ReasoningProps): ReactElement {
  const [isOpen, setIsOpen] = useState(false);
  const region = useId();
  return (
    <section data-testid="reasoning" data-live={isLive} className="my-2 text-sm">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={region}
        onClick={() => {
          setIsOpen(!isOpen);
        }}
        className="-ml-1.5 inline-flex h-7.5 items-center gap-1.5 rounded-md px-1.5 text-soft hover:bg-hover hover:text-text"
      >
        <ChevronRightIcon size={15} className={`transition-transform ${isOpen ? 'rotate-90' : ''}`} />
        {isLive ? 'Thinking…' : 'Thought'}
        {isLive && <StreamIcon size={14} className="text-accent" />}
      </button>
      <div
        id={region}
        hidden={!isOpen}
        className="mt-1 ml-1.5 border-l-2 border-line pl-4 leading-relaxed whitespace-pre-wrap text-soft"
      >
        {isOpen && text.trim()}
      </div>
    </section>
  );
}
