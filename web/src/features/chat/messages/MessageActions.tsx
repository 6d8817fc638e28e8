import type { ReactElement, ReactNode } from 'react';
import { modelName } from '../../../shared/conversations/modelNames';
import { costWords, usageDetails } from '../../../shared/usageWords';
import { EditIcon, RegenerateIcon, TrashIcon } from '../../../shared/ui/icons';
import { IconButton } from '../../../shared/ui/IconButton';
import type { ShownMessage } from '../types';
import { CopyButton } from './CopyButton';
import { textOf } from './status';
import type { MessageCommands } from './types';
import { Versions } from './Versions';

interface MessageActionsProps {
  readonly message: ShownMessage;
  /** While an answer is being written here, nothing else can be asked of this conversation. */
  readonly isBusy: boolean;
  readonly commands: MessageCommands;
  readonly onStartEdit?: () => void;
}

/** The row below a message: seen on hover and focus, always on touch screens; the last answer's is always seen. */
export function MessageActions({ message, isBusy, commands, onStartEdit }: MessageActionsProps): ReactElement {
  const text = textOf(message.parts);
  return (
    <div className="message-actions mt-1.5 flex min-h-7.5 items-center gap-0.5" data-role={message.role}>
      <Versions versions={message.versions} onSelect={commands.onSelectVersion} />
      <Fading>
        {text !== '' && <CopyButton text={text} />}
        {onStartEdit && (
          <IconButton label="Edit" size="small" data-testid="edit" disabled={isBusy} onClick={onStartEdit}>
            <EditIcon size={16} />
          </IconButton>
        )}
        {message.role === 'assistant' && (
          <IconButton
            label="Regenerate"
            size="small"
            data-testid="regenerate"
            disabled={isBusy}
            onClick={() => {
              commands.onRegenerate(message.id);
            }}
          >
            <RegenerateIcon size={16} />
          </IconButton>
        )}
        <IconButton
          label="Delete from here on"
          size="small"
          data-testid="delete-message"
          disabled={isBusy}
          onClick={() => {
            commands.onAskDelete(message.id);
          }}
        >
          <TrashIcon size={16} />
        </IconButton>
        {message.role === 'assistant' && <Origin message={message} />}
      </Fading>
    </div>
  );
}

function Fading({ children }: { readonly children: ReactNode }): ReactElement {
  return <div className="message-actions-fading flex items-center gap-0.5">{children}</div>;
}

/** Who wrote it and what it cost. */
function Origin({ message: { model, usage } }: { readonly message: ShownMessage }): ReactElement | null {
  if (model === null && usage === null) return null;
  return (
    <span className="ml-2 truncate text-xs text-faint" data-testid="usage">
      {model !== null && modelName(model)}
      {model !== null && usage !== null && ' · '}
      {usage !== null && (
        <span title={usageDetails(usage)} className="tabular-nums">
          {usage.inputTokens + usage.outputTokens} tokens
          {usage.cost !== undefined && ` · ${costWords(usage.cost)}`}
        </span>
      )}
    </span>
  );
}
