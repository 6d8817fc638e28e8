import type { ReactElement } from 'react';
import { useStore, type ReadableStore } from '../../shared/store';
import { ClockIcon } from '../../shared/ui/icons';

interface SendWhenFinishedProps {
  readonly draft: ReadableStore<string>;
  readonly onAdd: () => void;
}

/**
 * Stands beside Stop while an answer comes and something is written. Enter alone does nothing meanwhile, as it always
 * did, so that nothing is sent by a habit of the fingers; Ctrl or ⌘ with it does the same as this button.
 */
export function SendWhenFinished({ draft, onAdd }: SendWhenFinishedProps): ReactElement | null {
  const isBlank = useStore(draft).trim() === '';
  if (isBlank) return null;
  return (
    <button
      type="button"
      data-testid="send-when-finished"
      onClick={onAdd}
      title="Send when the answer is finished (Ctrl+Enter or ⌘+Enter)"
      className="inline-flex h-9 shrink-0 animate-[fade_120ms] items-center justify-center gap-1.5 rounded-full bg-accent pr-4 pl-3 text-sm font-medium text-on-accent transition-colors hover:bg-accent-strong"
    >
      <ClockIcon size={16} />
      <span className="max-sm:hidden">Send when finished</span>
      <span className="sm:hidden">When finished</span>
    </button>
  );
}
