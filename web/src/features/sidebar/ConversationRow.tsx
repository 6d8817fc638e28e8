import { memo, useState, type ReactElement } from 'react';
import type { ConversationSummary } from '../../protocol/api';
import type { WaitingFollowUps } from '../../protocol/followUps';
import { StateMark } from '../../shared/conversations/StateMark';
import { titleOf } from '../../shared/conversations/titleOf';
import { waitingText } from '../../shared/conversations/followUpWords';
import type { ConversationActivity } from '../../shared/conversations/types';
import type { ReadableStore } from '../../shared/store';
import { opensElsewhere } from '../../shared/ui/opensElsewhere';
import { isGenerating, rowState, type RowState } from './attention';
import { Excerpt } from './Excerpt';
import { RenameField } from './RenameField';
import { RowMenu } from './RowMenu';
import type { RowCommands } from './types';

export interface ConversationRowProps {
  readonly item: ConversationSummary;
  readonly activity: ConversationActivity | undefined;
  /** Where the words of its answer are, as they come. */
  readonly words: ReadableStore<ReadonlyMap<string, ConversationActivity>>;
  readonly isCurrent: boolean;
  readonly commands: RowCommands;
}

export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps): ReactElement {
  const { item, activity, commands } = props;
  const [isRenaming, setIsRenaming] = useState(false);
  const title = titleOf(item);
  const state = rowState(item, activity);
  return (
    <div
      className="group/row relative px-2 py-px"
      data-testid="conversation-item"
      data-conversation-id={item.id}
      data-attention={state.attention}
    >
      {isRenaming ? (
        <RenameField
          title={title}
          onDone={(renamed) => {
            setIsRenaming(false);
            if (renamed !== undefined) commands.onRename(item.id, renamed);
          }}
        />
      ) : (
        <>
          <RowLink {...props} title={title} state={state} />
          <RowMenu
            item={item}
            title={title}
            isGenerating={isGenerating(state.attention)}
            commands={commands}
            onRename={() => {
              setIsRenaming(true);
            }}
          />
        </>
      )}
    </div>
  );
});

interface RowLinkProps extends ConversationRowProps {
  readonly title: string;
  readonly state: RowState;
}

function RowLink({ item, words, isCurrent, commands, title, state }: RowLinkProps): ReactElement {
  return (
    <a
      href={commands.pathOf(item.id)}
      aria-current={isCurrent ? 'page' : undefined}
      className="flex min-h-9 items-center gap-2 rounded-lg py-1.5 pr-2 pl-2.5 text-sm text-soft transition-colors hover:bg-hover hover:text-text focus-visible:outline-offset-[-2px] aria-[current=page]:bg-selected aria-[current=page]:text-text"
      onClick={(event) => {
        if (opensElsewhere(event)) return;
        event.preventDefault();
        commands.onSelect(item.id);
      }}
    >
      <span className="min-w-0 flex-1">
        <span className={`block truncate ${state.attention === 'finished' ? 'font-semibold text-text' : ''}`}>
          {title}
        </span>
        {state.attention === 'streaming' && <Excerpt conversationId={item.id} activity={words} />}
        {state.detail !== undefined && (
          <span
            className={`block truncate text-xs ${state.attention === 'waiting' ? 'text-warning-text' : 'text-faint'}`}
            dir="auto"
          >
            {state.detail}
          </span>
        )}
      </span>
      {item.followUps !== undefined && <FollowUpsMark followUps={item.followUps} />}
      <span
        className="flex size-5 shrink-0 items-center justify-center transition-opacity group-focus-within/row:opacity-0 group-hover/row:opacity-0 pointer-coarse:mr-7 pointer-coarse:opacity-100!"
        title={state.label}
      >
        <StateMark attention={state.attention} />
      </span>
      {state.label !== undefined && <span className="visually-hidden">{state.label}</span>}
    </a>
  );
}

/** How many texts wait here; amber while they are held up. */
function FollowUpsMark({ followUps }: { readonly followUps: WaitingFollowUps }): ReactElement {
  const text = waitingText(followUps);
  return (
    <span
      data-testid="follow-ups-mark"
      title={text}
      className={`inline-flex h-4.5 min-w-4.5 shrink-0 items-center justify-center rounded-full px-1 text-xs tabular-nums ${followUps.paused === undefined ? 'bg-hover text-soft' : 'bg-warning-soft text-warning-text'}`}
    >
      <span aria-hidden>+{followUps.count}</span>
      <span className="visually-hidden">{text}</span>
    </span>
  );
}
