import { useEffect, useRef } from 'react';

/** Does `say` when the component goes, as it is then: what was typed and not yet left is not lost. */
export function useLastWord(say: () => void): void {
  const latest = useRef(say);
  useEffect(() => {
    latest.current = say;
  });
  useEffect(
    () => () => {
      latest.current();
    },
    [],
  );
}
