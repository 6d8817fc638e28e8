import { useMemo, useState, type ReactElement } from 'react';
import { titleOf } from '../../shared/conversations/titleOf';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { BoardIcon, Logo, PlusIcon, SearchIcon } from '../../shared/ui/icons';
import { opensElsewhere } from '../../shared/ui/opensElsewhere';
import { isGenerating, rowState } from './attention';
import { ConversationList } from './ConversationList';
import { GeneratingLine, PausedLine } from './LiveLines';
import { useQuietActivity } from './quietActivity';
import type { RowCommands, SidebarProps } from './types';

export function Sidebar(props: SidebarProps): ReactElement {
  const { list, currentConversationId, onSelect, onRename, onDelete, onPin, onStop, pathOf } = props;
  const activity = useQuietActivity(props.activity);
  const [deleting, setDeleting] = useState<string | undefined>();
  const commands = useMemo<RowCommands>(
    () => ({ pathOf, onSelect, onRename, onPin, onStop, onAskDelete: setDeleting }),
    [pathOf, onSelect, onRename, onPin, onStop],
  );
  const generating = useMemo(
    () => list.items.filter((item) => isGenerating(rowState(item, activity.get(item.id)).attention)),
    [list.items, activity],
  );
  const doomed = list.items.find((item) => item.id === deleting);
  return (
    <nav aria-label="Conversations" className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-14 shrink-0 items-center gap-2.5 px-4.5">
        <Logo size={24} />
        <span className="text-base font-semibold tracking-tight">Polylogue</span>
      </div>
      <div className="px-2 pb-1">
        <NewButton onNew={props.onNew} />
        <SearchButton onSearch={props.onSearch} />
        <BoardLink path={props.boardPath} isCurrent={props.isBoard} onOpen={props.onOpenBoard} />
      </div>
      {generating.length > 0 && <GeneratingLine count={generating.length} onStopAll={props.onStopAll} />}
      {props.isPaused && <PausedLine onLetBegin={props.onLetBegin} />}
      <ConversationList
        list={list}
        activity={activity}
        words={props.activity}
        currentConversationId={currentConversationId}
        commands={commands}
        onLoadMore={props.onLoadMore}
      />
      {props.footer}
      <ConfirmDialog
        isOpen={deleting !== undefined}
        onOpenChange={() => {
          setDeleting(undefined);
        }}
        title="Delete this conversation?"
        description={`“${doomed === undefined ? '' : titleOf(doomed)}” and all its messages will be gone for good. If it is still answering, that is stopped first.`}
        confirmLabel="Delete"
        onConfirm={() => {
          if (deleting !== undefined) onDelete(deleting);
        }}
      />
    </nav>
  );
}

function NewButton({ onNew }: { readonly onNew: () => void }): ReactElement {
  return (
    <button
      type="button"
      data-testid="new-chat"
      onClick={onNew}
      className="flex h-9.5 w-full items-center gap-2.5 rounded-lg border border-line bg-raised px-2.5 text-sm font-medium shadow-low transition-colors hover:bg-hover"
    >
      <PlusIcon className="text-accent" />
      New conversation
    </button>
  );
}

interface BoardLinkProps {
  readonly path: string;
  readonly isCurrent: boolean;
  readonly onOpen: () => void;
}

function BoardLink({ path, isCurrent, onOpen }: BoardLinkProps): ReactElement {
  return (
    <a
      href={path}
      data-testid="open-board"
      aria-current={isCurrent ? 'page' : undefined}
      onClick={(event) => {
        if (opensElsewhere(event)) return;
        event.preventDefault();
        onOpen();
      }}
      className="mt-1.5 flex h-9 items-center gap-2.5 rounded-lg px-2.5 text-sm text-soft transition-colors hover:bg-hover hover:text-text aria-[current=page]:bg-selected aria-[current=page]:text-text"
    >
      <BoardIcon className="shrink-0" />
      Board
    </a>
  );
}

function SearchButton({ onSearch }: { readonly onSearch: () => void }): ReactElement {
  return (
    <button
      type="button"
      data-testid="search-button"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={onSearch}
      className="mt-1.5 flex h-9 w-full items-center gap-2.5 rounded-lg px-2.5 text-sm text-soft transition-colors hover:bg-hover hover:text-text"
    >
      <SearchIcon />
      <span className="flex-1 text-left">Search</span>
      <kbd aria-hidden className="font-sans text-xs text-faint pointer-coarse:hidden">
        {KEY}
      </kbd>
    </button>
  );
}

const KEY = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘K' : 'Ctrl K';
