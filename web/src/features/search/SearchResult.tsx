import { Command } from 'cmdk';
import type { ReactElement } from 'react';
import type { SearchHit } from '../../protocol/search';

const DATE = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' });

/** The words are text of other people and of models: they are drawn as text, piece by piece, never as markup. */
export function SearchResult({
  hit,
  onChoose,
}: {
  readonly hit: SearchHit;
  readonly onChoose: () => void;
}): ReactElement {
  const isTitle = hit.messageId === undefined;
  return (
    <Command.Item
      value={`${hit.conversationId} ${hit.messageId ?? ''}`}
      onSelect={onChoose}
      data-testid="search-result"
      data-conversation-id={hit.conversationId}
      data-message-id={hit.messageId}
      className="cursor-pointer rounded-lg px-3 py-2 text-sm data-[selected=true]:bg-hover"
    >
      <span className="flex items-baseline gap-3">
        <span className="min-w-0 flex-1 truncate font-medium" dir="auto">
          {isTitle ? <Excerpt hit={hit} /> : (hit.title ?? 'New conversation')}
        </span>
        <span className="shrink-0 text-xs text-faint">
          {whoWords(hit.role)}
          {DATE.format(new Date(hit.createdAt))}
        </span>
      </span>
      {!isTitle && (
        <span className="mt-0.5 line-clamp-2 break-words text-soft" dir="auto">
          <Excerpt hit={hit} />
        </span>
      )}
    </Command.Item>
  );
}

function Excerpt({ hit }: { readonly hit: SearchHit }): ReactElement {
  return (
    <>
      {hit.excerpt.map((piece, index) =>
        piece.match ? (
          <mark key={index} className="rounded-xs bg-accent-soft font-medium text-accent-strong">
            {piece.text}
          </mark>
        ) : (
          piece.text
        ),
      )}
    </>
  );
}

function whoWords(role: SearchHit['role']): string {
  if (role === undefined) return '';
  return role === 'user' ? 'You · ' : 'Answer · ';
}
