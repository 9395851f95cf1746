import type { Profile } from './profile.ts'

/** The headings under which profiles are offered, in their order. */
export const PROFILE_GROUPS = ['Web', 'Markdown and sites', 'Word and print', 'Publishing systems', 'To send'] as const

/** One of the headings. */
export type ProfileGroup = (typeof PROFILE_GROUPS)[number]

const GROUP_OF_FORMAT: Readonly<Record<string, ProfileGroup>> = {
  'html-page': 'Web',
  'html-fragment': 'Web',
  markdown: 'Markdown and sites',
  hugo: 'Markdown and sites',
  jekyll: 'Markdown and sites',
  eleventy: 'Markdown and sites',
  astro: 'Markdown and sites',
  docx: 'Word and print',
  epub: 'Word and print',
  pdf: 'Word and print',
  wordpress: 'Publishing systems',
  wxr: 'Publishing systems',
  ghost: 'Publishing systems',
  paste: 'Publishing systems',
}

/** The heading under which a profile stands, by its format; what is no page, site, document or system is to be sent. */
export function groupOf(profile: Pick<Profile, 'format'>): ProfileGroup {
  return GROUP_OF_FORMAT[profile.format] ?? 'To send'
}
