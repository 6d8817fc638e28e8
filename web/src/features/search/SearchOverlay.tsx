import { Command } from 'cmdk';
import { Dialog as Radix } from 'radix-ui';
import { useRef, useState, type ReactElement } from 'react';
import type { SearchHit } from '../../protocol/search';
import { useStore } from '../../shared/store';
import { Button } from '../../shared/ui/Button';
import { SearchIcon } from '../../shared/ui/icons';
import { counted } from '../../shared/words';
import type { Search, SearchState } from './search';
import { SearchResult } from './SearchResult';
import type { SearchPaletteProps } from './types';

/** A field over the page, and below it what was found: arrow keys choose, Enter opens, Escape leaves. */
export function SearchOverlay({ search, isOpen, onOpenChange, onChoose }: SearchPaletteProps): ReactElement {
  // It is opened once this is gone: only then can it have the focus.
  const chosen = useRef<SearchHit>(undefined);
  const close = (): void => {
    search.look('');
    onOpenChange(false);
  };
  return (
    <Radix.Root open={isOpen} onOpenChange={close}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-[fade_150ms] bg-veil" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-x-3 top-3 z-40 mx-auto flex max-h-[min(36rem,calc(100dvh-1.5rem))] max-w-xl animate-[appear_140ms_ease-out] flex-col overflow-hidden rounded-2xl border border-line bg-raised shadow-high focus:outline-none sm:top-[12vh]"
          onCloseAutoFocus={(event) => {
            if (chosen.current === undefined) return;
            event.preventDefault();
            onChoose(chosen.current);
            chosen.current = undefined;
          }}
        >
          <Radix.Title className="visually-hidden">Search</Radix.Title>
          <SearchField
            search={search}
            onChoose={(hit) => {
              chosen.current = hit;
              close();
            }}
          />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Made anew each time that it opens: it begins empty. */
function SearchField({ search, onChoose }: Pick<SearchPaletteProps, 'search' | 'onChoose'>): ReactElement {
  const [text, setText] = useState('');
  const state = useStore(search.state);
  const items = text.trim() === '' || state.type === 'idle' ? [] : state.items;
  return (
    <Command label="Search" shouldFilter={false} loop className="flex min-h-0 flex-col">
      <div className="flex shrink-0 items-center gap-2.5 border-b border-line px-4 text-soft">
        <SearchIcon />
        <Command.Input
          data-testid="search-input"
          placeholder="Search titles and messages"
          className="h-13 min-w-0 flex-1 bg-transparent text-base text-text outline-none placeholder:text-faint"
          maxLength={1000}
          value={text}
          onValueChange={(value) => {
            setText(value);
            search.look(value);
          }}
        />
      </div>
      <Command.List
        className="min-h-0 overflow-y-auto p-1.5"
        tabIndex={-1}
        aria-busy={state.type === 'loading'}
        data-testid="search-results"
        data-state={state.type}
      >
        {items.map((hit) => (
          <SearchResult
            key={`${hit.conversationId} ${hit.messageId ?? ''}`}
            hit={hit}
            onChoose={() => {
              onChoose(hit);
            }}
          />
        ))}
        {text.trim() !== '' && <SearchNote state={state} search={search} />}
      </Command.List>
    </Command>
  );
}

function SearchNote({ state, search }: { readonly state: SearchState; readonly search: Search }): ReactElement | null {
  switch (state.type) {
    case 'idle':
      return null;
    case 'loading':
      return state.items.length > 0 ? null : <ResultsSkeleton />;
    case 'failed':
      return (
        <div role="alert" className="px-3 py-4 text-sm text-soft">
          <p>{state.detail}</p>
          <Button
            className="mt-2"
            onClick={() => {
              search.retry();
            }}
          >
            Try again
          </Button>
        </div>
      );
    case 'ready':
      return (
        <>
          <p
            role="status"
            className={state.items.length > 0 ? 'visually-hidden' : 'px-3 py-6 text-center text-sm text-faint'}
          >
            {state.items.length > 0 ? `${counted(state.items.length, 'result')}.` : 'Nothing has these words.'}
          </p>
          {state.next !== null && (
            <Command.Item
              value="more"
              data-testid="search-more"
              onSelect={() => {
                search.more();
              }}
              className="cursor-pointer rounded-lg px-3 py-2.5 text-center text-sm text-soft data-[selected=true]:bg-hover"
            >
              Show more
            </Command.Item>
          )}
        </>
      );
  }
}

function ResultsSkeleton(): ReactElement {
  return (
    <div className="space-y-3 px-3 py-4" role="status">
      <span className="visually-hidden">Searching</span>
      {['w-2/5', 'w-11/12', 'w-1/3', 'w-4/5'].map((width) => (
        <div key={width} className={`skeleton h-4 ${width}`} />
      ))}
    </div>
  );
}
