/** The look of a chapter: the reader's own font and size, our spacing and order. Small, because reading systems understand little more. */
export const EPUB_CSS = `@namespace epub "http://www.idpf.org/2007/ops";
body { margin: 0 5%; line-height: 1.5; hyphens: auto; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; text-align: start; hyphens: none; break-after: avoid; page-break-after: avoid; }
h1 { font-size: 1.8em; margin: 1.5em 0 0.3em; }
h2 { font-size: 1.3em; margin: 2em 0 0.6em; }
h3 { font-size: 1.1em; margin: 1.6em 0 0.5em; }
h4, h5, h6 { font-size: 1em; font-style: italic; margin: 1.4em 0 0.4em; }
p { margin: 0 0 0.8em; orphans: 2; widows: 2; }
.standfirst { font-size: 1.15em; font-style: italic; margin-bottom: 1em; }
.category { font-size: 0.8em; text-transform: uppercase; letter-spacing: 0.08em; }
.byline { font-size: 0.9em; margin-bottom: 2em; }
figure { margin: 1.8em 0; text-align: center; break-inside: avoid; page-break-inside: avoid; }
figure img { max-width: 100%; max-height: 80vh; height: auto; }
p img { max-width: 100%; height: auto; }
figcaption { font-size: 0.85em; line-height: 1.4; margin-top: 0.5em; }
small.credit { display: block; font-size: 0.9em; }
blockquote { margin: 1.2em 1.5em; }
.attribution { text-align: end; font-size: 0.9em; }
aside.pullquote { margin: 2em 1em; padding: 1em 0; border-top: 1px solid; border-bottom: 1px solid; font-size: 1.2em; font-style: italic; text-align: center; }
aside.pullquote .attribution { font-size: 0.75em; font-style: normal; text-align: center; }
hr { width: 30%; margin: 2em auto; border: 0; border-top: 1px solid; }
pre { font-size: 0.85em; white-space: pre-wrap; margin: 1.2em 0; }
pre.verse { font-family: inherit; font-size: 1em; margin: 1.2em 1.5em; }
table { border-collapse: collapse; margin: 1.5em 0; font-size: 0.9em; }
th, td { padding: 0.3em 0.6em; border-bottom: 1px solid; text-align: start; vertical-align: top; }
.pre-wrap { white-space: pre-wrap; }
.discussion-prompt { margin: 2em 0; padding-inline-start: 1em; border-inline-start: 2px solid; }
.label { font-size: 0.8em; text-transform: uppercase; letter-spacing: 0.08em; margin-bottom: 0.2em; }
.footnotes { margin-top: 3em; font-size: 0.9em; }
footer { margin-top: 3em; font-size: 0.9em; }
.author-note img { max-width: 6em; }
ul.tags { padding: 0; list-style: none; }
nav ol { list-style: none; }
`
