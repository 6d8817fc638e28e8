import { Component, Suspense, type ReactNode } from 'react';

interface LazyPartProps {
  /** Stands there until the part has come. */
  readonly fallback?: ReactNode;
  readonly children: ReactNode;
}

/**
 * The place of a part that is fetched when it is wanted. If it cannot be fetched (the server is away, or was replaced by
 * a newer one), that is said in its place, and the rest of the page goes on: there may be answers coming in it.
 */
export class LazyPart extends Component<LazyPartProps, { readonly isMissing: boolean }> {
  override state = { isMissing: false };

  static getDerivedStateFromError(): { readonly isMissing: boolean } {
    return { isMissing: true };
  }

  override render(): ReactNode {
    const { fallback = null, children } = this.props;
    if (!this.state.isMissing) return <Suspense fallback={fallback}>{children}</Suspense>;
    return (
      <span role="alert" className="px-2 text-xs text-danger-text">
        This could not be fetched. Reload the page.
      </span>
    );
  }
}
