import { useState, type ReactElement, type ReactNode } from 'react';
import { Button } from '../../shared/ui/Button';

interface RemoveButtonProps {
  readonly testId: string;
  readonly onRemove: () => void;
  /** What else can be done, as long as nobody is about to remove it. */
  readonly children?: ReactNode;
}

/** Removes what stands in a row, when it is pressed a second time. */
export function RemoveButton({ testId, onRemove, children }: RemoveButtonProps): ReactElement {
  const [isSure, setIsSure] = useState(false);
  return (
    <span className="flex shrink-0 gap-1">
      {!isSure && children}
      <Button
        look={isSure ? 'danger' : 'plain'}
        className="h-8 px-2.5"
        data-testid={testId}
        onClick={() => {
          if (isSure) onRemove();
          else setIsSure(true);
        }}
      >
        {isSure ? 'Remove now' : 'Remove'}
      </Button>
      {isSure && (
        <Button
          look="plain"
          className="h-8 px-2.5"
          onClick={() => {
            setIsSure(false);
          }}
        >
          Keep
        </Button>
      )}
    </span>
  );
}
