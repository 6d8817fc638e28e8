import { navigate } from 'wouter/use-browser-location';
import { notificationChoice } from '../../shared/notifications/notificationChoice';
import type { AppServices } from '../types';
import { conversationPath } from '../useConversationRoute';
import type { News } from './news';

/** Tells of news while the person wants that. What tells is fetched only then. */
export function watchNews({ list, inSight }: Pick<AppServices, 'list' | 'inSight'>): void {
  let stop: (() => void) | null = null;
  const adapt = async (): Promise<void> => {
    const { startNotifier } = await import('./notifier');
    stop?.();
    stop = null;
    if (notificationChoice.get() !== 'on') return;
    stop = startNotifier({ list: list.state, inSight, locks: navigator.locks, show });
  };
  if (notificationChoice.get() === 'on') void adapt();
  notificationChoice.subscribe(() => void adapt());
}

function show({ conversationId, title, text }: News): void {
  try {
    // The same tag: a newer word about a conversation takes the place of the older one.
    const notification = new Notification(title, { body: text, tag: `polylogue ${conversationId}` });
    notification.addEventListener('click', () => {
      window.focus();
      navigate(conversationPath(conversationId));
      notification.close();
    });
  } catch {
    // Some browsers on phones have the class but let no page use it.
  }
}
