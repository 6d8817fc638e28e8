import { Tooltip as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';

export function TooltipProvider({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <Radix.Provider delayDuration={450} skipDelayDuration={250}>
      {children}
    </Radix.Provider>
  );
}

/** A short hint on hover and focus. It repeats the accessible name, so it is hidden from screen readers. */
export function Tooltip({ text, children }: { readonly text: string; readonly children: ReactElement }): ReactElement {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-hidden
          sideOffset={6}
          collisionPadding={8}
          className="pointer-events-none z-50 max-w-64 animate-[fade_120ms] rounded-md bg-text px-2 py-1 text-xs text-page select-none"
        >
          {text}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
