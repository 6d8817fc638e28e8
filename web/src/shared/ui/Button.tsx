import type { ComponentProps, ReactElement } from 'react';

const LOOKS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  quiet: 'border border-line-strong bg-raised text-text hover:bg-hover',
  plain: 'text-soft hover:bg-hover hover:text-text',
  danger: 'bg-danger text-page hover:brightness-95',
} as const;

export interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: keyof typeof LOOKS;
}

export function Button({ look = 'quiet', className = '', ...rest }: ButtonProps): ReactElement {
  return (
    <button
      type="button"
      className={`inline-flex h-9 items-center justify-center gap-2 rounded-lg px-3.5 text-sm font-medium transition-colors disabled:opacity-50 ${LOOKS[look]} ${className}`}
      {...rest}
    />
  );
}
