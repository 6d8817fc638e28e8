import { useRef, type ReactElement } from 'react';
import type { ConversationSummary } from '../../protocol/api';
import { EditIcon, MoreIcon, PinIcon, StopIcon, TrashIcon } from '../../shared/ui/icons';
import { Menu, MenuItem } from '../../shared/ui/Menu';
import type { RowCommands } from './types';

interface RowMenuProps {
  readonly item: ConversationSummary;
  readonly title: string;
  readonly isGenerating: boolean;
  readonly commands: RowCommands;
  readonly onRename: () => void;
}

export function RowMenu({ item, title, isGenerating, commands, onRename }: RowMenuProps): ReactElement {
  // The field or the dialog that an item opens has the focus; the menu must not take it back when it closes.
  const keepsFocus = useRef(false);
  const movingFocus = (open: () => void) => () => {
    keepsFocus.current = true;
    open();
  };
  return (
    <div className="absolute inset-y-0 right-3 flex items-center opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 has-data-[state=open]:opacity-100 pointer-coarse:opacity-100">
      <Menu
        onCloseAutoFocus={(event) => {
          if (keepsFocus.current) event.preventDefault();
          keepsFocus.current = false;
        }}
        trigger={
          <button
            type="button"
            aria-label={`More about ${title}`}
            data-testid="conversation-menu"
            className="inline-flex size-7 items-center justify-center rounded-md text-soft hover:bg-selected hover:text-text"
          >
            <MoreIcon size={16} />
          </button>
        }
      >
        {isGenerating && (
          <MenuItem
            icon={<StopIcon size={16} />}
            testId="stop-conversation"
            onSelect={() => {
              commands.onStop(item.id);
            }}
          >
            Stop
          </MenuItem>
        )}
        <MenuItem icon={<EditIcon size={16} />} testId="rename-conversation" onSelect={movingFocus(onRename)}>
          Rename
        </MenuItem>
        <MenuItem
          icon={<PinIcon size={16} />}
          onSelect={() => {
            commands.onPin(item.id, !item.pinned);
          }}
        >
          {item.pinned ? 'Unpin' : 'Pin'}
        </MenuItem>
        <MenuItem
          icon={<TrashIcon size={16} />}
          testId="delete-conversation"
          isDanger
          onSelect={movingFocus(() => {
            commands.onAskDelete(item.id);
          })}
        >
          Delete
        </MenuItem>
      </Menu>
    </div>
  );
}
