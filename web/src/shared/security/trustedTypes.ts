/**
 * The page's one Trusted Types policy. The server's policy header allows this name and no other, so every string
 * that becomes markup or a script's address passes here: markup only from the sanitizer, addresses only from our own
 * origin.
 */

interface Policy {
  createHTML(html: string): string;
  createScriptURL(address: string): string;
}

interface PolicyFactory {
  createPolicy(name: string, rules: Policy): Policy;
}

const rules: Policy = {
  createHTML: (html) => html,
  createScriptURL: (address) => {
    if (new URL(address, location.href).origin !== location.origin) {
      throw new TypeError('Only scripts of this page may be loaded.');
    }
    return address;
  },
};

let policy: Policy | undefined;

/** Shaped for DOMPurify; the values are opaque trusted objects where the browser knows Trusted Types. */
export function trustedTypesPolicy(): Policy {
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
  policy ??= factory?.createPolicy('polylogue', rules) ?? rules;
  return policy;
}

/** The address of a script of our own, for `new Worker` and `new SharedWorker`. */
export function trustedScriptUrl(address: string | URL): string {
  return trustedTypesPolicy().createScriptURL(String(address));
}
