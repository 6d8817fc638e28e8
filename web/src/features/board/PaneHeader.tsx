import type { ReactElement, RefObject } from 'react';
import type { Attention, ConversationSummary } from '../../protocol/api';
import { modelName } from '../../shared/conversations/modelNames';
import { StateMark } from '../../shared/conversations/StateMark';
import { titleOf } from '../../shared/conversations/titleOf';
import { IconButton } from '../../shared/ui/IconButton';
import { CloseIcon } from '../../shared/ui/icons';
import { opensElsewhere } from '../../shared/ui/opensElsewhere';
import { isActive } from './boardView';
import type { PaneCommands } from './types';

interface PaneHeaderProps {
  readonly id: string;
  readonly item: ConversationSummary | undefined;
  readonly attention: Attention;
  readonly link: RefObject<HTMLAnchorElement | null>;
  readonly commands: PaneCommands;
}

/** Whose answer this is, and the way to all of it. */
export function PaneHeader({ id, item, attention, link, commands }: PaneHeaderProps): ReactElement {
  const title = paneTitle(item);
  const model = item?.model ?? null;
  return (
    <header className="flex items-start gap-2 px-3.5 pt-3 pb-2">
      <div className="min-w-0 flex-1">
        <h2 id={headingId(id)} className="text-sm leading-5 font-medium">
          <a
            ref={link}
            href={commands.pathOf(id)}
            className="board-title"
            data-testid="board-open"
            onClick={(event) => {
              if (opensElsewhere(event)) return;
              event.preventDefault();
              commands.onOpen(id);
            }}
          >
            {title}
          </a>
        </h2>
        <p className="h-4 truncate text-xs text-faint">{model !== null && modelName(model)}</p>
      </div>
      <span className="flex size-5 shrink-0 items-center justify-center">
        <StateMark attention={attention} />
      </span>
      {!isActive(attention) && (
        <IconButton
          label={`Put away “${title}”`}
          size="small"
          className="-my-1 -mr-1.5"
          data-testid="board-put-away"
          onClick={() => {
            commands.onPutAway([id]);
          }}
        >
          <CloseIcon size={16} />
        </IconButton>
      )}
    </header>
  );
}

export function paneTitle(item: ConversationSummary | undefined): string {
  return item === undefined ? 'Conversation' : titleOf(item);
}

export function headingId(conversationId: string): string {
  return `board-${conversationId}`;
}
