import { lazy, useState, type ReactElement } from 'react';
import { LazyPart } from '../../shared/ui/LazyPart';
import { RowMenuButton } from './RowMenuButton';
import type { RowMenuProps } from './types';

/** Fetched when a menu is first opened: the page itself starts without it. */
const OpenedRowMenu = lazy(async () => ({ default: (await import('./OpenedRowMenu')).OpenedRowMenu }));

export function RowMenu(props: RowMenuProps): ReactElement {
  const [wasOpened, setWasOpened] = useState(false);
  const closed = (
    <RowMenuButton
      title={props.title}
      onClick={() => {
        setWasOpened(true);
      }}
    />
  );
  return (
    <div className="absolute inset-y-0 right-3 flex items-center opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 has-data-[state=open]:opacity-100 pointer-coarse:opacity-100">
      {wasOpened ? (
        <LazyPart fallback={closed}>
          <OpenedRowMenu {...props} />
        </LazyPart>
      ) : (
        closed
      )}
    </div>
  );
}
