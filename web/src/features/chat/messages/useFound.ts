import { useLayoutEffect, useState, type RefObject } from 'react';
import type { ShownMessage } from '../types';
import type { EarlierMessages } from './useEarlierMessages';

export interface Found {
  readonly messages: readonly ShownMessage[];
  readonly earlier: EarlierMessages;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly letGo: () => void;
}

/** Goes to a message, drawing what is above it if need be, and gives its id from then on, for a sign on it. */
export function useFound(wanted: string | null, onRevealed: () => void, found: Found): string | null {
  const { messages, earlier, scroller, letGo } = found;
  const [foundId, setFoundId] = useState(wanted);
  if (wanted !== null && wanted !== foundId) setFoundId(wanted);
  useLayoutEffect(() => {
    if (wanted === null) return;
    const index = messages.findIndex(({ id }) => id === wanted);
    if (index < earlier.first) {
      earlier.showFrom(index);
      return;
    }
    const rows = scroller.current?.querySelectorAll<HTMLElement>('[data-message-id]') ?? [];
    const row = [...rows].find(({ dataset }) => dataset['messageId'] === wanted);
    letGo();
    row?.scrollIntoView({ block: 'start', behavior: 'instant' });
    row?.focus({ preventScroll: true });
    onRevealed();
  }, [wanted, messages, earlier, scroller, letGo, onRevealed]);
  return foundId;
}
