import { figureNumbers, referenceIn } from '../../essay/figure-references.ts'
import { stringAttr, walk } from '../../essay/json.ts'
import { assetHash } from '../../essay/url.ts'
import { withoutMissingReferences } from './fixes.ts'
import type { CheckedPicture, Remark, Rule, Subject } from './rule.ts'

/** `lamp.jpg`, `IMG_2031`, `DSC 0042`. */
const FILE_NAME =
  /\.(jpe?g|png|gif|webp|avif|svg|tiff?|heic|bmp)$|^(img|dsc[fn]?|image|screenshot|photo|picture|pxl)[ _-]?\d+$/i

/** Rules about the cover, figures and pictures in the text. */
export const pictureRules: readonly Rule[] = [
  {
    id: 'picture-missing',
    severity: 'error',
    advice: 'Choose a picture that is kept in the essay; as it is, only its description is published.',
    find: (subject) => [...each(subject, pictureTrouble), ...missingInText(subject)],
  },
  {
    id: 'figure-alt-missing',
    severity: 'error',
    advice: 'Say what the picture shows for those who do not see it, or mark it as decorative.',
    find: (subject) =>
      each(subject, ({ name, parts }) => parts.alt.trim() === '' && !parts.decorative && `${name} has no alt text`),
  },
  {
    id: 'figure-alt-is-caption',
    severity: 'warning',
    advice: 'Screen readers read both. Let the alt text say what is to be seen and the caption why it matters.',
    find: (subject) =>
      each(
        subject,
        ({ name, parts, captionText }) =>
          !parts.decorative &&
          captionText !== '' &&
          plain(parts.alt) === plain(captionText) &&
          `The alt text of ${lower(name)} repeats its caption`,
      ),
  },
  {
    id: 'figure-alt-is-file-name',
    severity: 'warning',
    advice: 'Say in a sentence what the picture shows.',
    find: (subject) =>
      each(
        subject,
        ({ name, parts }) =>
          !parts.decorative && FILE_NAME.test(parts.alt.trim()) && `The alt text of ${lower(name)} is a file name`,
      ),
  },
  {
    id: 'figure-caption-missing',
    severity: 'warning',
    advice: 'Readers look at pictures and captions first.',
    find: (subject) =>
      each(
        subject,
        ({ name, parts, captionText }) =>
          !parts.decorative && captionText === '' && name !== 'The cover' && `${name} has no caption`,
      ),
  },
  {
    id: 'figure-credit-missing',
    severity: 'warning',
    advice: 'Name who made the picture, even where it is you.',
    find: (subject) =>
      each(
        subject,
        ({ name, parts, creditText }) => creditText === '' && parts.creator.trim() === '' && `${name} has no credit`,
      ),
  },
  {
    id: 'figure-rights-unknown',
    severity: 'advice',
    advice: 'Note the licence or who gave permission on the figure’s card.',
    find: (subject) =>
      each(
        subject,
        ({ name, parts }) =>
          parts.license.trim() === '' &&
          parts.licenseUrl === '' &&
          parts.permission === '' &&
          `No licence or permission is known for ${lower(name)}`,
      ),
  },
  {
    id: 'figure-reference-missing',
    severity: 'error',
    advice: 'Refer to a figure that is there, or remove the link.',
    fix: withoutMissingReferences,
    find: missingReferences,
  },
  {
    id: 'figure-permission-pending',
    severity: 'warning',
    advice: 'Wait for the answer before the essay is published, or choose another picture.',
    find: (subject) =>
      each(
        subject,
        ({ name, parts }) =>
          parts.permission === 'asked' && `The permission for ${lower(name)} was asked for and is not given yet`,
      ),
  },
  {
    id: 'picture-small',
    severity: 'warning',
    advice: 'It will look soft. Use a larger picture, or let it stand narrower.',
    find: (subject) =>
      each(subject, (picture) => {
        const asset = assetOf(picture, subject)
        const wanted = webWidth(picture.layout, picture.columns)
        return (
          asset !== undefined &&
          asset.mime !== 'image/svg+xml' &&
          asset.width < wanted &&
          `${picture.name} is ${asset.width} pixels wide and is shown at up to ${wanted}`
        )
      }),
  },
  {
    id: 'picture-heavy',
    severity: 'advice',
    advice: 'Readers on slow lines wait for it. A JPEG, WebP or AVIF of at most 2600 pixels is enough for any page.',
    find: (subject) =>
      each(subject, (picture) => {
        const bytes = assetOf(picture, subject)?.bytes ?? 0
        return bytes > HEAVY && `${picture.name} weighs ${(bytes / 1e6).toFixed(1)} MB`
      }),
  },
  {
    id: 'picture-duplicate',
    severity: 'advice',
    advice: 'Leave it where it tells most, or say why it comes again.',
    find: (subject) =>
      each(subject, (picture) => {
        const { src } = picture.parts
        const first = subject.pictures.find(({ parts, name }) => parts.src === src && name !== 'The cover')
        return (
          (src !== '' &&
            first &&
            first !== picture &&
            picture.name !== 'The cover' &&
            `${picture.name} shows the same picture as ${lower(first.name)}`) ||
          false
        )
      }),
  },
]

/** More bytes than a page's picture needs. */
const HEAVY = 2_500_000

/** Up to how many CSS pixels wide the published page shows a picture (assets/publication/magazine.css, rounded). */
function webWidth(layout: string, columns: number): number {
  const whole = layout === 'full' ? 1400 : layout === 'wide' ? 1000 : layout === 'column' ? 640 : 300
  return Math.round(whole / columns)
}

function assetOf({ parts }: CheckedPicture, { essay }: Subject) {
  return essay.assets.find(({ hash }) => parts.src === `asset:${hash}`)
}

function pictureTrouble({ name, parts }: CheckedPicture, held: ReadonlySet<string>): string | false {
  if (parts.src === '') return `${name} has no picture`
  return !held.has(parts.src) && `The picture of ${lower(name)} is not in the essay`
}

function missingInText({ essay }: Subject): readonly Remark[] {
  const held = sources(essay.assets)
  const remarks: Remark[] = []
  essay.body.content?.forEach((node, block) => {
    walk(node, (child) => {
      if (child.type !== 'image' || held.has(stringAttr(child, 'src'))) return
      const alt = stringAttr(child, 'alt')
      remarks.push({
        message: `A picture in the text${alt === '' ? '' : `, “${alt}”,`} is not in the essay`,
        place: { kind: 'block', block },
      })
    })
  })
  return remarks
}

function missingReferences({ essay, texts }: Subject): readonly Remark[] {
  const numbers = figureNumbers(essay.body)
  return texts.flatMap(({ node, place }) => {
    const missing = node.content?.filter((child) => isMissing(referenceIn(child), numbers)) ?? []
    return missing.length === 0
      ? []
      : [{ message: `“${missing.map(({ text }) => text).join('')}” refers to a figure that is not there`, place }]
  })
}

function isMissing(id: string | null, numbers: ReadonlyMap<string, number>): boolean {
  return id !== null && !numbers.has(id)
}

function each(
  subject: Subject,
  judge: (picture: CheckedPicture, held: ReadonlySet<string>) => string | false,
): readonly Remark[] {
  const held = sources(subject.essay.assets)
  return subject.pictures.flatMap((picture) => {
    const message = judge(picture, held)
    return message === false ? [] : [{ message, place: picture.place }]
  })
}

function sources(assets: readonly { readonly hash: string }[]): ReadonlySet<string> {
  return new Set(assets.map((asset) => `asset:${asset.hash}`).filter((src) => assetHash(src) !== null))
}

function plain(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
}

/** The name inside a sentence: "the cover", "figure 3". */
function lower(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}
