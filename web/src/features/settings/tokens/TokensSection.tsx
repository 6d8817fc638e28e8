import { useState, type ReactElement } from 'react';
import type { MadeToken } from '../../../protocol/tokens';
import type { TokenCalls } from '../../../shared/api/tokenCalls';
import { useLooked } from '../useLooked';
import { NewToken } from './NewToken';
import { TokenMaking } from './TokenMaking';
import { TokenRow } from './TokenRow';

/** The tokens of the person's programs: which there are, and the way to make and remove one. */
export function TokensSection({ api }: { readonly api: TokenCalls }): ReactElement {
  const { value: tokens, trouble, change } = useLooked(api.tokens, null);
  const [made, setMade] = useState<MadeToken | null>(null);
  return (
    <div className="space-y-3">
      <p className="text-sm text-pretty text-soft">
        With a token a program asks for you: as it asks OpenAI, at this server's address with /v1 behind it, or with any
        other call. Whoever has it can do what you can.
      </p>
      {trouble !== null && <p className="rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger-text">{trouble}</p>}
      {made !== null && (
        <NewToken
          made={made}
          onDone={() => {
            setMade(null);
          }}
        />
      )}
      <ul className="divide-y divide-line rounded-xl border border-line empty:hidden" data-testid="token-list">
        {tokens?.map((token) => (
          <li key={token.id} className="px-4 py-3">
            <TokenRow
              token={token}
              onRemove={() =>
                void change(async () => {
                  await api.removeToken(token.id);
                  setMade((shown) => (shown?.id === token.id ? null : shown));
                })
              }
            />
          </li>
        ))}
      </ul>
      <TokenMaking
        make={(name) =>
          change(async () => {
            setMade(await api.makeToken(name));
          })
        }
      />
    </div>
  );
}
