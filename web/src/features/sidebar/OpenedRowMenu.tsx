import { useRef, type ReactElement } from 'react';
import { EditIcon, PinIcon, StopIcon, TrashIcon } from '../../shared/ui/icons';
import { Menu, MenuItem } from '../../shared/ui/Menu';
import { RowMenuButton } from './RowMenuButton';
import type { RowMenuProps } from './types';

/** The menu itself; it is open when it first appears. */
export function OpenedRowMenu({ item, title, isGenerating, commands, onRename }: RowMenuProps): ReactElement {
  // The field or the dialog that an item opens has the focus; the menu must not take it back when it closes.
  const keepsFocus = useRef(false);
  const movingFocus = (open: () => void) => () => {
    keepsFocus.current = true;
    open();
  };
  return (
    <Menu
      onCloseAutoFocus={(event) => {
        if (keepsFocus.current) event.preventDefault();
        keepsFocus.current = false;
      }}
      trigger={<RowMenuButton title={title} />}
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
  );
}
