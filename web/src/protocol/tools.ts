/** What models may call, as the settings show and change it. Variables and headers go to the server and never come back. */
export type ToolPolicy = 'ask' | 'always' | 'never';

export interface ToolItem {
  readonly name: string;
  readonly description: string;
  /** `built-in`, or the name of its server. */
  readonly source: string;
  readonly defaultPolicy: ToolPolicy;
  /** What the person says about it; missing for nothing. */
  readonly policy?: ToolPolicy;
}

export interface ToolServer {
  readonly name: string;
  readonly state: 'off' | 'starting' | 'ready' | 'failed' | 'restarting';
  readonly reason?: string;
  readonly tools: readonly string[];
  /** What it wrote there last. */
  readonly stderr?: string;
  readonly readOnly: boolean;
  /** Only for those who may change it. */
  readonly reach?: ToolServerReach;
}

export interface ToolServerReach {
  readonly command?: string;
  readonly args: readonly string[];
  readonly url?: string;
  readonly secretNames: readonly string[];
}

export interface ToolList {
  readonly tools: readonly ToolItem[];
  readonly servers: readonly ToolServer[];
  readonly mayChange: boolean;
  /** Whether commands may be added, or addresses only. */
  readonly takesCommands: boolean;
}

export interface ToolServerWish {
  readonly name?: string;
  readonly command?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly enabled?: boolean;
}
