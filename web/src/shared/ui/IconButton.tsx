import type { ComponentProps, ReactElement } from 'react';
import { Tooltip } from './Tooltip';

export interface IconButtonProps extends ComponentProps<'button'> {
  /** The accessible name, shown on hover and focus too. */
  readonly label: string;
  readonly size?: 'small' | 'medium';
}

export function IconButton({ label, size = 'medium', className = '', ...rest }: IconButtonProps): ReactElement {
  const box = size === 'small' ? 'size-7.5 rounded-md' : 'size-9 rounded-lg';
  return (
    <Tooltip text={label}>
      <button
        type="button"
        aria-label={label}
        className={`inline-flex shrink-0 items-center justify-center text-soft transition-colors hover:bg-hover hover:text-text disabled:pointer-events-none disabled:opacity-35 ${box} ${className}`}
        {...rest}
      />
    </Tooltip>
  );
}
