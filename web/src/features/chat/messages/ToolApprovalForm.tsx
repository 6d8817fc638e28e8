import type { ReactElement } from 'react';
import { Button } from '../../../shared/ui/Button';
import { useNow } from '../../../shared/useNow';
import { useSentOnce } from '../../../shared/useSentOnce';
import { timeLeft } from '../../../shared/words';
import type { ToolDecision } from '../types';

interface ToolApprovalFormProps {
  readonly approvalId: string;
  readonly expiresAt: string | undefined;
  readonly onDecide: (approvalId: string, decision: ToolDecision) => void;
}

/** Asks whether a tool may be called. */
export function ToolApprovalForm({ approvalId, expiresAt, onDecide }: ToolApprovalFormProps): ReactElement {
  const { isSent, send } = useSentOnce();
  const now = useNow();
  const decide = (decision: ToolDecision) => (): void => {
    send(() => {
      onDecide(approvalId, decision);
    });
  };
  return (
    <div className="border-t border-line px-3.5 py-3">
      <p className="mb-2.5 font-medium">May it be called with these arguments?</p>
      <div className="flex flex-wrap gap-2">
        <Button
          look="primary"
          data-testid="tool-approve"
          disabled={isSent}
          onClick={decide({ isApproved: true, always: false })}
        >
          Allow
        </Button>
        <Button
          data-testid="tool-approve-always"
          disabled={isSent}
          onClick={decide({ isApproved: true, always: true })}
        >
          Always allow here
        </Button>
        <Button
          look="plain"
          data-testid="tool-deny"
          disabled={isSent}
          onClick={decide({ isApproved: false, always: false })}
        >
          Deny
        </Button>
      </div>
      <p className="mt-2.5 text-xs text-faint">{isSent ? 'Sending…' : expiryText(expiresAt, now)}</p>
    </div>
  );
}

function expiryText(expiresAt: string | undefined, now: number): string {
  return expiresAt === undefined ? '' : timeLeft(Date.parse(expiresAt) - now);
}
