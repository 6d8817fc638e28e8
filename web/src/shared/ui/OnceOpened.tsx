import { useState, type ReactElement, type ReactNode } from 'react';
import { LazyPart } from './LazyPart';

interface OnceOpenedProps {
  readonly isOpen: boolean;
  readonly children: ReactNode;
}

/** What lies over the page is fetched when it is first opened, and stays from then on, so that it can close softly. */
export function OnceOpened({ isOpen, children }: OnceOpenedProps): ReactElement | null {
  const [wasOpened, setWasOpened] = useState(isOpen);
  if (isOpen && !wasOpened) setWasOpened(true);
  return wasOpened ? <LazyPart>{children}</LazyPart> : null;
}
