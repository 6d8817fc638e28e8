import type { ToolList, ToolPolicy, ToolServerWish } from '../../protocol/tools';
import type { Http } from './http';

export interface ToolCalls {
  tools: () => Promise<ToolList>;
  /** Null takes back what was said about it. */
  setToolPolicy: (name: string, policy: ToolPolicy | null) => Promise<void>;
  addToolServer: (wish: ToolServerWish) => Promise<void>;
  changeToolServer: (name: string, wish: ToolServerWish) => Promise<void>;
  restartToolServer: (name: string) => Promise<void>;
  removeToolServer: (name: string) => Promise<void>;
}

export function toolCalls(http: Http): ToolCalls {
  return {
    tools: () => http.json('GET', '/api/tools'),
    setToolPolicy: (name, policy) => http.done('PATCH', `/api/tools/${encodeURIComponent(name)}`, { policy }),
    addToolServer: (wish) => http.done('POST', '/api/tool-servers', wish),
    changeToolServer: (name, wish) => http.done('PATCH', serverPath(name), wish),
    restartToolServer: (name) => http.done('POST', `${serverPath(name)}/restart`),
    removeToolServer: (name) => http.done('DELETE', serverPath(name)),
  };
}

const serverPath = (name: string): string => `/api/tool-servers/${encodeURIComponent(name)}`;
