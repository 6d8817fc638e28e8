import { Dialog as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { CloseIcon } from './icons';

interface DialogProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly title: string;
  readonly description: string;
  readonly children: ReactNode;
}

/** A window in the middle; at phone width it comes from below. */
export function Dialog({ isOpen, onOpenChange, title, description, children }: DialogProps): ReactElement {
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-[fade_150ms] bg-veil" />
        <Radix.Content className="fixed inset-x-0 bottom-0 z-40 flex max-h-[88dvh] animate-[appear_180ms_ease-out] flex-col overflow-hidden rounded-t-2xl border border-line bg-raised shadow-high focus:outline-none sm:inset-auto sm:top-1/2 sm:left-1/2 sm:w-[31rem] sm:-translate-1/2 sm:rounded-2xl">
          <div className="flex items-start justify-between gap-4 px-6 pt-5">
            <div>
              <Radix.Title className="text-lg font-semibold tracking-tight">{title}</Radix.Title>
              <Radix.Description className="mt-0.5 text-sm text-soft">{description}</Radix.Description>
            </div>
            <Radix.Close
              aria-label="Close"
              className="-mr-2 inline-flex size-9 items-center justify-center rounded-lg text-soft hover:bg-hover hover:text-text"
            >
              <CloseIcon />
            </Radix.Close>
          </div>
          <div className="overflow-y-auto px-6 pt-4 pb-6">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
