extension HTMLReport {
  /// The style of the page: a measure of 70 characters, tabular figures, two palettes, print.
  static let style = """
    :root {
      color-scheme: light dark;
      --ink: #1b1e22; --muted: #565d65; --faint: #8a9199; --rule: #d3d7db; --paper: #fff;
      --shade: #f5f6f7; --link: #0a4f8a; --caution: #9a5b00; --verdict: #0b5a8f;
      --text: Charter, "Bitstream Charter", "Sitka Text", Cambria, "Noto Serif", Georgia, serif;
      --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans",
        sans-serif;
      --mono: ui-monospace, "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ink: #e3e5e8; --muted: #a3abb3; --faint: #7d858d; --rule: #383e45; --paper: #15181b;
        --shade: #1d2125; --link: #8fbdea; --caution: #e2a94f; --verdict: #74b4e4;
      }
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-behavior: smooth; }
    body {
      margin: 0 auto; padding: 3rem 1.25rem 5rem; max-width: 48rem; background: var(--paper);
      color: var(--ink); font: 1.0625rem/1.62 var(--text); font-variant-numeric: oldstyle-nums;
      overflow-wrap: break-word; hyphens: manual;
    }
    p, ul, ol, aside, summary { max-width: 70ch; }
    p, ul, ol { margin: 0 0 1em; }
    li + li { margin-top: .3em; }
    h1, h2, h3, h4 { font-family: var(--sans); line-height: 1.25; text-wrap: balance; }
    h1, h2, h3, h4 { font-variant-numeric: lining-nums; letter-spacing: -.005em; }
    h1 { margin: 0 0 .35em; font-size: 1.9rem; font-weight: 650; }
    h2 { margin: 2.6em 0 .7em; padding-top: .8em; border-top: 1px solid var(--rule); }
    h2 { font-size: 1.3rem; font-weight: 650; }
    h3 { margin: 2em 0 .5em; font-size: 1.05rem; font-weight: 650; }
    h4 { margin: 1.6em 0 .4em; font-size: .95rem; font-weight: 600; color: var(--muted); }
    .subtitle { color: var(--muted); font-size: 1.05rem; margin-bottom: 2rem; }
    a { color: var(--link); text-decoration-thickness: .06em; text-underline-offset: .16em; }
    :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
    .skip { position: absolute; left: -100vw; top: .5rem; padding: .5rem 1rem; z-index: 1; }
    .skip { background: var(--paper); font-family: var(--sans); }
    .skip:focus { left: .5rem; }
    nav { margin: 0 0 2.5rem; padding: 1rem 0; border-block: 1px solid var(--rule); }
    nav { font: .9rem/1.5 var(--sans); }
    nav p { margin: 0 0 .4rem; font-weight: 600; }
    nav ol { margin: 0; padding: 0; list-style: none; columns: 17rem; column-gap: 2rem; }
    nav li { break-inside: avoid; margin: 0; padding: .12rem 0; }
    nav li.level-3 { padding-left: 1.1rem; }
    nav a { text-decoration: none; }
    nav a:hover { text-decoration: underline; }
    code, pre { font-family: var(--mono); font-size: .86em; font-variant-numeric: lining-nums; }
    pre { margin: 0 0 1.2em; padding: .8em 1em; background: var(--shade); line-height: 1.5; }
    .scroll { overflow-x: auto; max-width: 100%; }
    .table, figure { margin: 1.8em 0 2.2em; font-family: var(--sans); }
    table { border-collapse: collapse; min-width: 50%; font-size: .875rem; line-height: 1.4; }
    table { font-variant-numeric: lining-nums tabular-nums; border-bottom: 1.5px solid var(--ink); }
    caption, figcaption { text-align: left; font: .95rem/1.4 var(--sans); margin: 0 0 .5em; }
    caption { font-weight: 600; padding: 0 0 .5em; }
    figcaption strong { display: block; font-weight: 600; }
    figcaption span, .source { color: var(--muted); font-size: .875rem; }
    thead tr { border-top: 1.5px solid var(--ink); border-bottom: 1px solid var(--ink); }
    th, td { padding: .34em 1.1em .34em 0; text-align: left; vertical-align: top; }
    th { font-weight: 600; }
    thead th { vertical-align: bottom; }
    tbody th { font-weight: 400; }
    tbody tr + tr { border-top: 1px solid var(--rule); }
    th:last-child, td:last-child { padding-right: 0; }
    .number { text-align: right; white-space: nowrap; }
    td:not(.number), tbody th { min-width: 7ch; max-width: 42ch; }
    .absent { color: var(--muted); }
    .remarks { margin-top: .6em; color: var(--muted); font-size: .82rem; line-height: 1.5; }
    .remarks p { margin: 0 0 .25em; }
    .remarks .caveat em { color: var(--caution); }
    sup { font-size: .72em; line-height: 0; }
    figure svg { display: block; width: 100%; height: auto; }
    figure .narrow { display: none; max-width: 27rem; }
    .source { margin: .5em 0 0; font-size: .8rem; }
    .callout { margin: 1.8em 0; padding: .9em 1.2em; background: var(--shade); }
    .callout { border-left: 4px solid var(--faint); }
    .callout > :last-child { margin-bottom: 0; }
    .callout .title { font: 600 1rem/1.4 var(--sans); margin-bottom: .4em; }
    .verdict { border-left-color: var(--verdict); }
    .caution { border-left-color: var(--caution); }
    details { margin: 1.2em 0; border-block: 1px solid var(--rule); padding: .5em 0; }
    summary { cursor: pointer; font: 600 .95rem/1.6 var(--sans); }
    details[open] > summary { margin-bottom: .8em; }
    @media (max-width: 44rem) {
      body { padding: 1.5rem 1rem 3rem; font-size: 1rem; }
      h1 { font-size: 1.5rem; }
    }
    @media screen and (max-width: 40rem) {
      figure .wide { display: none; }
      figure .narrow { display: block; }
    }
    @media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
    @media print {
      :root { --ink: #000; --muted: #444; --rule: #bbb; --paper: #fff; --shade: #f4f4f4; --link: #000; }
      body { max-width: none; padding: 0; font-size: 10pt; }
      .skip, nav { display: none; }
      .scroll { overflow: visible; }
      table { font-size: 8.5pt; }
      figure svg { width: auto; max-width: 100%; max-height: 11cm; }
      h2, h3, h4, caption, figcaption { break-after: avoid; }
      figure, tr, aside { break-inside: avoid; }
      thead { display: table-header-group; }
      details::details-content { content-visibility: visible; }
      main a[href^="http"]::after { content: " (" attr(href) ")"; font-size: .85em; }
    }

    """
}
