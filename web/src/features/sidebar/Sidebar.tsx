import type { ReactElement } from 'react';
import type { SidebarProps } from './types';

export function Sidebar({ list, currentConversationId, onNew, onSelect }: SidebarProps): ReactElement {
  return (
    <nav aria-label="Conversations">
      <button type="button" onClick={onNew}>
        New conversation
      </button>
      <ul>
        {list.items.map((item) => (
          <li key={item.id}>
            <button
              type="button"
              aria-current={item.id === currentConversationId ? 'page' : undefined}
              onClick={() => {
                onSelect(item.id);
              }}
            >
              {item.title ?? 'New conversation'}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
