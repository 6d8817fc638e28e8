import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';

interface MenuProps {
  readonly trigger: ReactElement;
  readonly children: ReactNode;
  /** What to do instead of giving the focus back to the trigger, when an item moved it elsewhere on purpose. */
  readonly onCloseAutoFocus?: (event: Event) => void;
}

/** A menu that is open when it first appears, because it is fetched only when it is wanted. */
export function Menu({ trigger, children, onCloseAutoFocus }: MenuProps): ReactElement {
  return (
    <Radix.Root modal={false} defaultOpen>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          {...(onCloseAutoFocus === undefined ? {} : { onCloseAutoFocus })}
          className="z-40 min-w-44 animate-[appear_120ms_ease-out] rounded-xl border border-line bg-raised p-1 shadow-high focus:outline-none"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface MenuItemProps {
  readonly icon: ReactElement;
  readonly children: ReactNode;
  readonly onSelect: () => void;
  readonly isDanger?: boolean;
  readonly testId?: string;
}

export function MenuItem({ icon, children, onSelect, isDanger = false, testId }: MenuItemProps): ReactElement {
  return (
    <Radix.Item
      data-testid={testId}
      onSelect={onSelect}
      className={`flex h-8.5 cursor-pointer items-center gap-2.5 rounded-lg px-2.5 text-sm outline-none data-highlighted:bg-hover ${isDanger ? 'text-danger-text' : 'text-text'}`}
    >
      {icon}
      {children}
    </Radix.Item>
  );
}
