/** Text that Liquid and Nunjucks print as it is (Jekyll, Eleventy): what would open an output, a tag or a comment stands in `raw` (publishing.md 3). */
export function liquidEscaped(text: string): string {
  return text.replace(/\{[{%#]/g, (open) => `{% raw %}${open}{% endraw %}`)
}
