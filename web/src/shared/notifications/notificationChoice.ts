import { createStore, type ReadableStore } from '../store';

/** Whether this browser tells of conversations that are out of sight. It belongs to the browser, as its leave does. */
export type NotificationChoice =
  | 'off'
  | 'on'
  /** The person has said no to the browser, and only there it can be taken back. */
  | 'blocked'
  /** This browser, or this way of reaching the page, has no notifications. */
  | 'impossible';

const KEY = 'polylogue.notifications';

const store = createStore<NotificationChoice>(known());

export const notificationChoice: ReadableStore<NotificationChoice> = store;

/** Turning it on asks the browser for leave, once: it remembers what the person said. */
export async function chooseNotifications(isOn: boolean): Promise<void> {
  if (isOn && Notification.permission === 'default') await Notification.requestPermission();
  remember(isOn);
  store.set(known());
}

// Another tab of this browser has changed it.
if (typeof window !== 'undefined') {
  window.addEventListener('storage', ({ key }) => {
    if (key === KEY) store.set(known());
  });
}

function known(): NotificationChoice {
  if (!('Notification' in globalThis) || !globalThis.isSecureContext) return 'impossible';
  if (Notification.permission === 'denied') return 'blocked';
  return isRemembered() && Notification.permission === 'granted' ? 'on' : 'off';
}

function isRemembered(): boolean {
  try {
    return localStorage.getItem(KEY) === 'on';
  } catch {
    return false;
  }
}

function remember(isOn: boolean): void {
  try {
    if (isOn) localStorage.setItem(KEY, 'on');
    else localStorage.removeItem(KEY);
  } catch {
    // Storage can be forbidden; then there is nothing to remember it by, and it stays off.
  }
}
