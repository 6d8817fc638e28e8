import { lazy, useCallback, useState, type ReactElement, type ReactNode } from 'react';
import { IconButton } from '../shared/ui/IconButton';
import { MenuIcon, PlusIcon, SidebarIcon } from '../shared/ui/icons';
import { OnceOpened } from '../shared/ui/OnceOpened';
import { TooltipProvider } from '../shared/ui/Tooltip';
import { useIsWide } from './useIsWide';

const Drawer = lazy(async () => ({ default: (await import('../shared/ui/Drawer')).Drawer }));

interface AppLayoutProps {
  /** The title of what is shown; null for a new conversation. */
  readonly title: string | null;
  /** Drawn beside the page, or at small widths in a drawer, which `close` shuts. */
  readonly sidebar: (close: () => void) => ReactNode;
  readonly banner: ReactNode;
  readonly chat: ReactNode;
  /** Beside the title: what belongs to the conversation that is shown. */
  readonly actions?: ReactNode;
  readonly input: ReactNode;
  readonly onNew: () => void;
  /** How many other conversations want to be looked at, for the button that opens the drawer. */
  readonly waitingCount?: number;
  /** What lies over everything: notices, announcements. */
  readonly children?: ReactNode;
}

/** Where everything stands. It holds no state but whether the list is open. */
export function AppLayout(props: AppLayoutProps): ReactElement {
  const isWide = useIsWide();
  const [isDrawerOpen, setIsDrawerOpen] = useState(false);
  const [isFolded, setIsFolded] = useState(false);
  const close = useCallback(() => {
    setIsDrawerOpen(false);
  }, []);
  const isBeside = isWide && !isFolded;
  return (
    <TooltipProvider>
      <a href={props.input === null ? '#main' : '#message-field'} className="skip-link">
        {props.input === null ? 'Skip to the content' : 'Skip to the message field'}
      </a>
      <div className="flex h-full">
        {isBeside && (
          <aside className="flex w-[17.5rem] shrink-0 flex-col border-r border-line bg-panel">
            {props.sidebar(close)}
          </aside>
        )}
        <main id="main" tabIndex={-1} className="flex min-w-0 outline-none flex-1 flex-col">
          <Header
            title={props.title}
            isBeside={isBeside}
            waitingCount={props.waitingCount ?? 0}
            actions={props.actions}
            onNew={props.onNew}
            onToggle={() => {
              if (isWide) setIsFolded(!isFolded);
              else setIsDrawerOpen(true);
            }}
          />
          {props.banner}
          {props.chat}
          {props.input}
        </main>
      </div>
      {!isWide && (
        <OnceOpened isOpen={isDrawerOpen}>
          <Drawer isOpen={isDrawerOpen} onOpenChange={setIsDrawerOpen} title="Conversations">
            {props.sidebar(close)}
          </Drawer>
        </OnceOpened>
      )}
      {props.children}
    </TooltipProvider>
  );
}

interface HeaderProps {
  readonly title: string | null;
  readonly isBeside: boolean;
  readonly waitingCount: number;
  readonly actions: ReactNode;
  readonly onNew: () => void;
  readonly onToggle: () => void;
}

function Header({ title, isBeside, waitingCount, actions, onNew, onToggle }: HeaderProps): ReactElement {
  return (
    <header className="flex h-14 shrink-0 items-center gap-1 px-2.5">
      <span className="relative">
        <IconButton
          label={isBeside ? 'Hide the conversations' : 'Show the conversations'}
          data-testid="toggle-sidebar"
          onClick={onToggle}
        >
          {isBeside ? <SidebarIcon size={20} /> : <MenuIcon size={20} />}
        </IconButton>
        {!isBeside && waitingCount > 0 && (
          <span aria-hidden className="pointer-events-none absolute top-1.5 right-1.5 size-2 rounded-full bg-accent" />
        )}
      </span>
      <h1
        data-testid="conversation-title"
        className={`min-w-0 flex-1 truncate px-1.5 text-base font-medium ${title === null ? 'text-transparent select-none' : ''}`}
      >
        {title ?? 'New conversation'}
      </h1>
      {actions}
      {!isBeside && (
        <IconButton label="New conversation" data-testid="new-chat-compact" onClick={onNew}>
          <PlusIcon size={20} />
        </IconButton>
      )}
    </header>
  );
}
