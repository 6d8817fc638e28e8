import { useEffect, useState, type ReactElement } from 'react';
import { copyText } from '../../../shared/clipboard';
import { CheckIcon, CopyIcon } from '../../../shared/ui/icons';
import { IconButton } from '../../../shared/ui/IconButton';

const LABELS = { ready: 'Copy', copied: 'Copied', refused: 'The browser does not allow copying' } as const;

export function CopyButton({ text }: { readonly text: string }): ReactElement {
  const [state, setState] = useState<keyof typeof LABELS>('ready');
  useEffect(() => {
    if (state === 'ready') return;
    const timer = setTimeout(() => {
      setState('ready');
    }, 2000);
    return () => {
      clearTimeout(timer);
    };
  }, [state]);
  return (
    <IconButton
      label={LABELS[state]}
      size="small"
      data-testid="copy"
      onClick={() => {
        void copyText(text).then((copied) => {
          setState(copied ? 'copied' : 'refused');
        });
      }}
    >
      {state === 'copied' ? <CheckIcon size={16} /> : <CopyIcon size={16} />}
    </IconButton>
  );
}
