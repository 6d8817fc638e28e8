import { Dialog as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';

interface DrawerProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly title: string;
  readonly children: ReactNode;
}

/** A panel that slides in from the left over the page. */
export function Drawer({ isOpen, onOpenChange, title, children }: DrawerProps): ReactElement {
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-30 animate-[fade_150ms] bg-veil" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-30 flex w-[min(19.5rem,86vw)] animate-[slide-in_200ms_ease-out] flex-col border-r border-line bg-panel shadow-high focus:outline-none"
        >
          <Radix.Title className="visually-hidden">{title}</Radix.Title>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
