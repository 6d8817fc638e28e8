/** KaTeX, loaded at the first formula and remembered by source: the same formula is typeset once. */

export type MathTypesetter = (tex: string, display: boolean) => Node;

/** Far more than one screen of formulas; the oldest leaves first. */
const REMEMBERED = 500;

let loaded: MathTypesetter | undefined;
let loading: Promise<MathTypesetter> | undefined;

export function loadedMath(): MathTypesetter | undefined {
  return loaded;
}

export function loadMath(): Promise<MathTypesetter> {
  loading ??= Promise.all([import('katex'), import('katex/dist/katex.min.css')]).then(
    ([{ default: katex }]) => {
      loaded = remembering((tex, display) => {
        const element = document.createElement('span');
        katex.render(tex, element, {
          displayMode: display,
          throwOnError: false,
          errorColor: 'var(--danger-text)',
          strict: 'ignore',
          trust: false,
          maxExpand: 500,
          maxSize: 30,
          output: 'htmlAndMathml',
        });
        return element;
      });
      return loaded;
    },
    (failure: unknown) => {
      loading = undefined;
      throw failure;
    },
  );
  return loading;
}

function remembering(typeset: (tex: string, display: boolean) => Node): MathTypesetter {
  const known = new Map<string, Node>();
  return (tex, display) => {
    const key = `${display ? 'D' : 'I'}${tex}`;
    const node = known.get(key) ?? typeset(tex, display);
    known.delete(key);
    known.set(key, node);
    const oldest = known.size > REMEMBERED ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    return node.cloneNode(true);
  };
}
