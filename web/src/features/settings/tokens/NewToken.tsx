import { useState, type ReactElement } from 'react';
import type { MadeToken } from '../../../protocol/tokens';
import { copyText } from '../../../shared/clipboard';
import { Button } from '../../../shared/ui/Button';

interface NewTokenProps {
  readonly made: MadeToken;
  readonly onDone: () => void;
}

/** The only place where the secret is ever shown. */
export function NewToken({ made, onDone }: NewTokenProps): ReactElement {
  const [isCopied, setIsCopied] = useState(false);
  return (
    <div className="space-y-2 rounded-xl border border-line bg-accent-soft p-4" role="status" data-testid="token-made">
      <p className="text-sm">
        The token for <strong>{made.name}</strong>. Copy it now: it is not shown again.
      </p>
      <code className="block rounded-lg border border-line bg-page px-2.5 py-2 text-sm wrap-anywhere select-all">
        {made.token}
      </code>
      <div className="flex flex-wrap justify-end gap-2">
        <Button
          look="primary"
          data-testid="token-copy"
          onClick={() => {
            void copyText(made.token).then(setIsCopied);
          }}
        >
          {isCopied ? 'Copied' : 'Copy'}
        </Button>
        <Button look="plain" onClick={onDone}>
          Done
        </Button>
      </div>
    </div>
  );
}
