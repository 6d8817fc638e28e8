const known = new WeakMap<object, unknown>();

/**
 * A command as an event handler: its promise settles by itself (it never rejects; what went wrong is a notice). The
 * same command gives the same handler, so that what is drawn with it need not be drawn again.
 */
export function withoutWaiting<Arguments extends readonly unknown[]>(
  command: (...parameters: Arguments) => Promise<void>,
): (...parameters: Arguments) => void {
  const handler = known.get(command) ?? wrapped(command);
  known.set(command, handler);
  // The map holds under each command only what was made of it.
  return handler as (...parameters: Arguments) => void;
}

function wrapped<Arguments extends readonly unknown[]>(
  command: (...parameters: Arguments) => Promise<void>,
): (...parameters: Arguments) => void {
  return (...parameters) => {
    void command(...parameters);
  };
}
