import { useEffect, useState } from 'react';

/** If the server has not taken what was sent after so long, it can be sent again. */
const PATIENCE = 8_000;

/** For what is to be sent once: a second click does nothing, and a lost one can be repeated. */
export function useSentOnce(): { readonly isSent: boolean; readonly send: (act: () => void) => void } {
  const [isSent, setIsSent] = useState(false);
  useEffect(() => {
    if (!isSent) return;
    const timer = setTimeout(() => {
      setIsSent(false);
    }, PATIENCE);
    return () => {
      clearTimeout(timer);
    };
  }, [isSent]);
  const send = (act: () => void): void => {
    if (isSent) return;
    setIsSent(true);
    act();
  };
  return { isSent, send };
}
