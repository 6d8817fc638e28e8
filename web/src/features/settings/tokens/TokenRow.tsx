import { useState, type ReactElement } from 'react';
import type { ApiToken } from '../../../protocol/tokens';
import { Button } from '../../../shared/ui/Button';

interface TokenRowProps {
  readonly token: ApiToken;
  readonly onRemove: () => void;
}

export function TokenRow({ token, onRemove }: TokenRowProps): ReactElement {
  const [isSure, setIsSure] = useState(false);
  const sure = (next: boolean) => () => {
    setIsSure(next);
  };
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <div className="min-w-0 flex-1 basis-40">
        <p className="truncate text-base font-medium">{token.name}</p>
        <p className="text-sm text-soft">
          Made {day(token.createdAt)},{' '}
          {token.lastUsedAt === undefined ? 'never used' : `last used ${day(token.lastUsedAt)}`}
        </p>
      </div>
      {isSure ? (
        <span className="flex shrink-0 gap-1">
          <Button look="danger" className="h-8 px-2.5" data-testid="token-remove" onClick={onRemove}>
            Remove now
          </Button>
          <Button look="plain" className="h-8 px-2.5" onClick={sure(false)}>
            Keep
          </Button>
        </span>
      ) : (
        <Button look="plain" className="h-8 px-2.5" onClick={sure(true)}>
          Remove
        </Button>
      )}
    </div>
  );
}

function day(moment: string): string {
  return new Date(moment).toLocaleDateString(undefined, { dateStyle: 'medium' });
}
