import { createContext, type ReactNode } from 'react';

/**
 * What stands beside the Stop button while an answer comes. A place and not a prop: what the input is told about its
 * conversation stays as it is, and it need not know that texts can wait.
 */
export const BesideStop = createContext<ReactNode>(null);
