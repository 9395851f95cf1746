/** Languages that essays are often written in, as BCP 47 tags; any other tag may be typed. */
export const COMMON_LANGUAGES: readonly string[] = [
  'en',
  'en-GB',
  'en-US',
  'en-AU',
  'en-CA',
  'en-IE',
  'en-IN',
  'ar',
  'bn',
  'ca',
  'cs',
  'cy',
  'da',
  'de',
  'de-AT',
  'de-CH',
  'el',
  'es',
  'es-419',
  'et',
  'eu',
  'fa',
  'fi',
  'fr',
  'fr-CA',
  'ga',
  'gl',
  'he',
  'hi',
  'hr',
  'hu',
  'id',
  'is',
  'it',
  'ja',
  'ko',
  'lt',
  'lv',
  'mk',
  'nb',
  'nl',
  'nn',
  'pl',
  'pt',
  'pt-BR',
  'ro',
  'ru',
  'sk',
  'sl',
  'sq',
  'sr',
  'sv',
  'sw',
  'ta',
  'th',
  'tr',
  'uk',
  'ur',
  'vi',
  'zh-Hans',
  'zh-Hant',
]

/** The form of a language tag that an essay may hold. */
export const LANGUAGE_TAG = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/

let names: Intl.DisplayNames | null = null

/** A language's English name, `English (UK)` for `en-GB`; the tag itself where it has none. */
export function languageName(tag: string): string {
  if (tag === '') return 'No language set'
  try {
    names ??= new Intl.DisplayNames(['en-GB'], { type: 'language', style: 'short', languageDisplay: 'standard' })
    return names.of(tag) ?? tag
  } catch {
    return tag
  }
}
