/** Whether this browser hears the server. `lost` says since when, and when the next try is. */
export type ConnectionStatus =
  { readonly type: 'connecting' } | { readonly type: 'open' } | { readonly type: 'lost'; readonly since: number };
