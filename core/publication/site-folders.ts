/** Where an essay goes in a static site's folder. Paths are relative to the site's root, with `/`, without one at the end. */
export interface SiteFolders {
  readonly generator: 'hugo' | 'jekyll' | 'eleventy' | 'astro'
  /** The folder of the essays: `content/essays`, `_posts`. */
  readonly essays: string
  /** The first part of every address of the site, `/blog` or ''; Jekyll's pictures need it. */
  readonly base: string
  /** Whether the site prints raw HTML of a text; only Hugo drops it (`unsafe`). */
  readonly allowsHtml: boolean
  /** What the person must see to, where the site lacks something that the essay needs; '' where all is well. */
  readonly missing: string
}

/** The folders of a new site as its generator's own documentation has them (publishing.md 3). */
export const USUAL_FOLDERS: Readonly<Record<SiteFolders['generator'], SiteFolders>> = {
  hugo: { generator: 'hugo', essays: 'content/essays', base: '', allowsHtml: false, missing: '' },
  jekyll: { generator: 'jekyll', essays: '_posts', base: '', allowsHtml: true, missing: '' },
  eleventy: { generator: 'eleventy', essays: 'src/essays', base: '', allowsHtml: true, missing: '' },
  astro: { generator: 'astro', essays: 'src/content/essays', base: '', allowsHtml: true, missing: '' },
}
