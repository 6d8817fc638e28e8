import { Popover as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';

interface PopoverProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly trigger: ReactElement;
  readonly label: string;
  readonly children: ReactNode;
}

export function Popover({ isOpen, onOpenChange, trigger, label, children }: PopoverProps): ReactElement {
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align="start"
          sideOffset={8}
          collisionPadding={12}
          className="z-40 w-[min(22rem,calc(100vw-1.5rem))] animate-[appear_140ms_ease-out] overflow-hidden rounded-xl border border-line bg-raised shadow-high focus:outline-none"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
