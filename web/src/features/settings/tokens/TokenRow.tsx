import type { ReactElement } from 'react';
import type { ApiToken } from '../../../protocol/tokens';
import { RemoveButton } from '../RemoveButton';

interface TokenRowProps {
  readonly token: ApiToken;
  readonly onRemove: () => void;
}

export function TokenRow({ token, onRemove }: TokenRowProps): ReactElement {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <div className="min-w-0 flex-1 basis-40">
        <p className="truncate text-base font-medium">{token.name}</p>
        <p className="text-sm text-soft">
          Made {day(token.createdAt)},{' '}
          {token.lastUsedAt === undefined ? 'never used' : `last used ${day(token.lastUsedAt)}`}
        </p>
      </div>
      <RemoveButton testId="token-remove" onRemove={onRemove} />
    </div>
  );
}

function day(moment: string): string {
  return new Date(moment).toLocaleDateString(undefined, { dateStyle: 'medium' });
}
