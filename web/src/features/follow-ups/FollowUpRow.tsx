import { useState, type KeyboardEvent, type ReactElement } from 'react';
import type { FollowUp } from '../../protocol/followUps';
import { ArrowDownIcon, CloseIcon, EditIcon } from '../../shared/ui/icons';
import { IconButton } from '../../shared/ui/IconButton';
import { FollowUpEdit } from './FollowUpEdit';
import type { FollowUpCommands } from './useFollowUps';

interface FollowUpRowProps {
  readonly item: FollowUp;
  /** From 0: it is sent after those before it. */
  readonly position: number;
  readonly count: number;
  readonly commands: FollowUpCommands;
  /** `control` names what has the focus. */
  readonly onMove: (position: number, control: string) => void;
}

/** One text that waits: it can be written anew, moved by its buttons or Alt with an arrow key, and taken away. */
export function FollowUpRow({ item, position, count, commands, onMove }: FollowUpRowProps): ReactElement {
  const [isEditing, setIsEditing] = useState(false);
  const move = (by: number, control: string): void => {
    const wanted = position + by;
    if (wanted >= 0 && wanted < count) onMove(wanted, control);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isEditing || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const [by, control] = event.key === 'ArrowUp' ? ([-1, 'up'] as const) : ([1, 'down'] as const);
    move(by, control);
  };
  return (
    <li
      data-testid="follow-up"
      data-follow-up-id={item.id}
      onKeyDown={onKeyDown}
      className="flex items-center gap-1 py-0.5 pr-1.5 pl-3 text-sm hover:bg-hover"
    >
      {isEditing ? (
        <FollowUpEdit
          text={item.text}
          onDone={(text) => {
            setIsEditing(false);
            if (text !== undefined && text !== item.text) commands.edit(item.id, text);
          }}
        />
      ) : (
        <>
          <span className="w-4 shrink-0 text-xs text-faint tabular-nums">{position + 1}</span>
          <p dir="auto" data-testid="follow-up-text" className="min-w-0 flex-1 truncate" title={item.text}>
            {item.text}
          </p>
          <RowButtons
            position={position}
            count={count}
            onMove={move}
            onEdit={() => {
              setIsEditing(true);
            }}
            onRemove={() => {
              commands.remove(item.id);
            }}
          />
        </>
      )}
    </li>
  );
}

interface RowButtonsProps {
  readonly position: number;
  readonly count: number;
  readonly onMove: (by: number, control: string) => void;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function RowButtons({ position, count, onMove, onEdit, onRemove }: RowButtonsProps): ReactElement {
  return (
    <span className="flex shrink-0 items-center">
      {count > 1 && (
        <>
          <MoveButton label="Move up" control="up" by={-1} isUseless={position === 0} onMove={onMove} />
          <MoveButton label="Move down" control="down" by={1} isUseless={position === count - 1} onMove={onMove} />
        </>
      )}
      <IconButton label="Edit" size="small" data-testid="follow-up-edit" onClick={onEdit}>
        <EditIcon size={15} />
      </IconButton>
      <IconButton label="Remove" size="small" data-testid="follow-up-remove" onClick={onRemove}>
        <CloseIcon size={15} />
      </IconButton>
    </span>
  );
}

interface MoveButtonProps {
  readonly label: string;
  readonly control: 'up' | 'down';
  readonly by: number;
  readonly isUseless: boolean;
  readonly onMove: (by: number, control: string) => void;
}

/** At its end of the list it does nothing, but keeps the focus that a disabled button would lose. */
function MoveButton({ label, control, by, isUseless, onMove }: MoveButtonProps): ReactElement {
  return (
    <IconButton
      label={label}
      size="small"
      data-testid={`follow-up-${control}`}
      data-control={control}
      aria-disabled={isUseless}
      className="aria-disabled:opacity-35"
      onClick={() => {
        onMove(by, control);
      }}
    >
      <ArrowDownIcon size={15} className={control === 'up' ? 'rotate-180' : ''} />
    </IconButton>
  );
}
