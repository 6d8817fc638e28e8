import createPurifier, { type Config, type DOMPurify } from 'dompurify';
import { trustedTypesPolicy } from '../../../../shared/security/trustedTypes';

/** Attributes that hold no address; the rest must pass the pattern for addresses. */
const PLAIN_ATTRIBUTES = [
  ...['target', 'rel', 'title', 'alt', 'align', 'start', 'class', 'role', 'tabindex'],
  ...['aria-label', 'data-code', 'data-math', 'data-depth', 'data-done'],
];

/**
 * The second wall. The dialect already writes nothing dangerous; this allows only what Markdown can make, so that a
 * mistake there (or in the parser) is still no hole.
 */
const config: Config = {
  ALLOWED_TAGS: [
    ...['p', 'br', 'hr', 'h3', 'h4', 'h5', 'h6', 'strong', 'em', 'del', 'code', 'pre', 'blockquote'],
    ...['ul', 'ol', 'li', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'a', 'img', 'div', 'span', '#text'],
  ],
  ALLOWED_ATTR: ['href', 'src', ...PLAIN_ATTRIBUTES],
  ADD_URI_SAFE_ATTR: PLAIN_ATTRIBUTES,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:https?:\/\/|mailto:)/i,
  IN_PLACE: true,
};

const CLASSES = new Set(['remote-image', 'table-scroll', 'task']);

/**
 * Both are made once, because this runs at every step of a stream: a document in which nothing that is parsed can load
 * or run, and a sanitizer that has read its settings.
 */
let inert: Document | undefined;
let purifier: DOMPurify | undefined;

function ownPurifier(): DOMPurify {
  if (purifier !== undefined) return purifier;
  purifier = createPurifier(window);
  purifier.setConfig({ ...config, TRUSTED_TYPES_POLICY: trustedTypesPolicy() as never });
  purifier.addHook('afterSanitizeAttributes', (node) => {
    const name = node.getAttribute('class');
    if (name !== null && !CLASSES.has(name)) node.removeAttribute('class');
    if (node.nodeName === 'A') node.setAttribute('rel', 'noopener noreferrer');
    // Only pictures that came within the answer itself may load by themselves.
    if (node.nodeName === 'IMG' && !node.getAttribute('src')?.startsWith('data:image/')) node.remove();
  });
  return purifier;
}

export function sanitize(html: string): DocumentFragment {
  inert ??= document.implementation.createHTMLDocument();
  const root = inert.createElement('div');
  root.innerHTML = trustedTypesPolicy().createHTML(html);
  ownPurifier().sanitize(root);
  const clean = inert.createDocumentFragment();
  clean.append(...root.childNodes);
  return clean;
}
