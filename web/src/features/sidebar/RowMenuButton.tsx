import type { ComponentProps, ReactElement } from 'react';
import { MoreIcon } from '../../shared/ui/icons';

interface RowMenuButtonProps extends ComponentProps<'button'> {
  /** Of the conversation. */
  readonly title: string;
}

export function RowMenuButton({ title, ...rest }: RowMenuButtonProps): ReactElement {
  return (
    <button
      type="button"
      aria-label={`More about ${title}`}
      aria-haspopup="menu"
      data-testid="conversation-menu"
      className="inline-flex size-7 items-center justify-center rounded-md text-soft hover:bg-selected hover:text-text"
      {...rest}
    >
      <MoreIcon size={16} />
    </button>
  );
}
