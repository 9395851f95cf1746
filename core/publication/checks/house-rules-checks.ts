import { authorsOf } from '../../essay/credits.ts'
import { EXTENSION_OF_MIME } from '../../essay/essay.ts'
import { numberAttr, textOf, walk } from '../../essay/json.ts'
import { countEssay, countText, type TextCount } from '../../essay/word-count.ts'
import { worksCitedBlocks } from '../../essay/works-cited.ts'
import { WITHHELD } from '../anonymous.ts'
import type { Counted, FigureField, LineCase, Span } from '../house-rules.ts'
import { namePatterns } from '../names.ts'
import { notesOfFormat } from '../notes-place.ts'
import type { CheckedPicture, ProfileRule, ProfileSubject, Remark } from './rule.ts'
import { CITATION_STYLES, citationStyle, worksCitedStyle } from './works-cited-style.ts'

const HOUSE: readonly Omit<ProfileRule, 'byProfile'>[] = [
  {
    id: 'house-words',
    severity: 'error',
    advice: 'The house asks for this length; the status line counts along.',
    find: (subject) => lengthOf(subject, 'words'),
  },
  {
    id: 'house-characters',
    severity: 'error',
    advice: 'The house counts characters with spaces.',
    find: (subject) => lengthOf(subject, 'characters'),
  },
  {
    id: 'house-title',
    severity: 'error',
    advice: 'Shorten or lengthen it to what the house takes.',
    find: ({ essay, profile }) => line('title', essay.metadata.title, profile.rules.title),
  },
  {
    id: 'house-title-case',
    severity: 'warning',
    advice: 'The house writes its titles that way.',
    find: ({ essay, profile }) => casing('title', essay.metadata.title, profile.rules.title?.case),
  },
  {
    id: 'house-standfirst',
    severity: 'error',
    advice: 'Shorten or lengthen it to what the house takes.',
    find: ({ essay, profile }) => line('standfirst', essay.metadata.standfirst, profile.rules.standfirst),
  },
  {
    id: 'house-standfirst-case',
    severity: 'warning',
    advice: 'The house writes its standfirsts that way.',
    find: ({ essay, profile }) => casing('standfirst', essay.metadata.standfirst, profile.rules.standfirst?.case),
  },
  {
    id: 'house-excerpt',
    severity: 'error',
    advice: 'Lists and cards of the house show it.',
    find: ({ essay, profile }) => line('excerpt', essay.metadata.excerpt, profile.rules.excerpt),
  },
  {
    id: 'house-tags',
    severity: 'error',
    advice: 'Readers of the house find essays by tags.',
    find: ({ essay, profile }) =>
      spanRemark(essay.metadata.tags.length, profile.rules.tags, 'tag', 'The essay has', 'tags'),
  },
  {
    id: 'house-category',
    severity: 'error',
    advice: 'Choose it under Details.',
    find: category,
  },
  {
    id: 'house-figures',
    severity: 'error',
    advice: 'The house asks for this number of pictures; the cover is not counted.',
    find: (subject) =>
      spanRemark(figuresOf(subject).length, subject.profile.rules.pictures?.count, 'figure', 'The essay has', 'essay'),
  },
  {
    id: 'house-figure-field',
    severity: 'error',
    advice: 'The house does not take a picture without it. Write it on the figure’s card.',
    find: (subject) =>
      (subject.profile.rules.pictures?.required ?? []).flatMap((field) =>
        subject.pictures
          // The cover's caption is not printed everywhere; the other fields are asked of it, too.
          .filter((picture) => !(picture.name === 'The cover' && field === 'caption') && isMissing(picture, field))
          .map((picture) => ({ message: `${picture.name} has no ${FIELD_NAMES[field]}`, place: picture.place })),
      ),
  },
  {
    id: 'house-picture-size',
    severity: 'error',
    advice: 'Choose a picture of the size that the house takes.',
    find: pictureSizes,
  },
  {
    id: 'house-picture-format',
    severity: 'error',
    advice: 'Save the picture in a format that the house takes and replace it.',
    find: pictureFormats,
  },
  {
    id: 'house-cover',
    severity: 'error',
    advice: 'Choose the cover under Details.',
    find: cover,
  },
  {
    id: 'house-heading-level',
    severity: 'warning',
    advice: 'The house’s pages have no such heading; choose another level.',
    find: ({ profile, texts }) => {
      const levels = profile.rules.headings?.levels
      return levels === undefined
        ? []
        : texts.flatMap(({ node, text, place }) => {
            const level = numberAttr(node, 'level', 2)
            return node.type === 'heading' && !levels.includes(level)
              ? [{ message: `The heading “${text.slice(0, 40)}” is of level ${level}`, place }]
              : []
          })
    },
  },
  {
    id: 'house-notes',
    severity: 'error',
    advice: 'The house prints no notes: bring what they say into the text, or link to it.',
    find: ({ essay, profile }) => {
      const asked = profile.rules.notes
      const last = essay.body.content?.at(-1)
      if ((asked !== 'none' && asked !== 'links') || last?.type !== 'footnotes') return []
      const block = (essay.body.content?.length ?? 1) - 1
      const number = last.content?.length ?? 0
      return [{ message: `The essay has ${counted(number, 'note')}`, place: { kind: 'block', block } }]
    },
  },
  {
    id: 'house-notes-place',
    severity: 'advice',
    advice: 'A Word file has them below their page. Elsewhere links lead to a note and back.',
    find: ({ essay, profile }) => {
      const block = (essay.body.content?.length ?? 1) - 1
      if (profile.rules.notes !== 'footnotes' || essay.body.content?.[block]?.type !== 'footnotes') return []
      return notesOfFormat(profile.format) === 'at-end'
        ? [
            {
              message: 'The house asks for footnotes; in what this profile writes, the notes stand at the end',
              place: { kind: 'block', block },
            },
          ]
        : []
    },
  },
  {
    id: 'house-works-cited',
    severity: 'error',
    advice: 'Give the list a heading such as “Works cited”, or take it out where the house wants none.',
    find: ({ essay, profile }) => {
      const asked = profile.rules.worksCited
      if (asked === undefined) return []
      const [first] = worksCitedBlocks(essay.body, essay.metadata.language)
      if (asked === 'none' && first !== undefined)
        return [{ message: 'The house prints no list of works cited', place: { kind: 'block', block: first } }]
      return asked !== 'none' && first === undefined
        ? [{ message: 'There is no list of works cited', place: { kind: 'essay' } }]
        : []
    },
  },
  {
    id: 'house-works-cited-style',
    severity: 'warning',
    advice: 'Write the list as the house’s handbook has it, its heading too.',
    find: ({ essay, profile }) => {
      const style = citationStyle(profile.rules.worksCited)
      const [first] = worksCitedBlocks(essay.body, essay.metadata.language)
      const block = first === undefined ? undefined : essay.body.content?.[first]
      if (style === null || first === undefined || !block || !/^en\b/i.test(essay.metadata.language)) return []
      const { name, heading } = CITATION_STYLES[style]
      const words = textOf(block).trim()
      return words.toLowerCase() === heading.toLowerCase()
        ? []
        : [
            {
              message: `The list is called “${words}”; in ${name} style it is “${heading}”`,
              place: { kind: 'block', block: first },
            },
          ]
    },
  },
  {
    id: 'house-works-cited-entry',
    severity: 'advice',
    advice:
      'Only what shows from outside is looked at: the order, the full stop and the year. The handbook has the rest.',
    find: ({ essay, profile }) => {
      const style = citationStyle(profile.rules.worksCited)
      return style === null ? [] : worksCitedStyle(essay, style)
    },
  },
  {
    id: 'house-name-in-text',
    // What is written has no name in it in any case (anonymous.ts).
    severity: 'advice',
    advice:
      'Nothing of it is handed in. Where the sentence reads badly so, write “the author”, or take the passage out.',
    find: namesInText,
  },
  {
    id: 'house-biography',
    severity: 'error',
    advice: 'Write it on the person’s card under Details.',
    find: biographies,
  },
  {
    id: 'house-biography-person',
    severity: 'warning',
    advice: 'The house prints biographies in that person.',
    find: biographyPerson,
  },
  {
    id: 'house-closing-question',
    severity: 'error',
    advice: 'The house ends every piece with a question to its readers, or with none.',
    find: ({ essay, profile }) => {
      const has = essay.metadata.closingQuestion.trim() !== ''
      const asked = profile.rules.closingQuestion
      if (asked === 'required' && !has) return [detail('There is no closing question', 'closingQuestion')]
      return asked === 'none' && has ? [detail('The house prints no closing question', 'closingQuestion')] : []
    },
  },
  {
    id: 'house-spelling',
    severity: 'warning',
    advice: 'Set the language under Details and let the spelling be checked in it.',
    find: ({ essay, profile }) => {
      const asked = profile.rules.spelling
      const { language } = essay.metadata
      return asked !== undefined && language.toLowerCase() !== asked.toLowerCase()
        ? [detail(`The house spells in ${asked}; the essay is in ${language || 'no language'}`, 'language')]
        : []
    },
  },
  {
    id: 'house-element',
    severity: 'error',
    advice: 'The house’s pages have nothing of that kind. Turn it into something else, or take it out.',
    find: elements,
  },
]

/** What the house asks for (HouseRules, publishing.md 6.3): each rule that a profile gives, as a finding where it is not met. */
export const houseChecks: readonly ProfileRule[] = HOUSE.map((rule) => ({ ...rule, byProfile: true }))

const FIELD_NAMES: Readonly<Record<FigureField, string>> = {
  alt: 'alt text',
  caption: 'caption',
  credit: 'credit',
  creator: 'creator',
  source: 'source',
  license: 'licence',
  permission: 'note of its permission',
}

/** Nodes that every essay has, whatever a house takes. */
const ALWAYS: ReadonlySet<string> = new Set([
  'doc',
  'text',
  'paragraph',
  'figcaption',
  'figcredit',
  'footnote',
  'hardBreak',
])

function lengthOf({ essay, profile }: ProfileSubject, unit: keyof TextCount): readonly Remark[] {
  const rule = profile.rules[unit]
  if (!rule) return []
  const count = countEssay(essay)
  const parts: Readonly<Record<Counted, TextCount>> = {
    notes: count.notes,
    captions: count.captions,
    'works-cited': count.worksCited,
  }
  const total = (rule.with ?? []).reduce((sum, part) => sum + parts[part][unit], count.body[unit])
  const also = (rule.with ?? []).map((part) => part.replace('-', ' '))
  const what = also.length === 0 ? 'The text has' : `With ${listed(also)} the text has`
  return spanRemark(total, rule, unit === 'words' ? 'word' : 'character', what, 'essay')
}

function line(field: 'title' | 'standfirst' | 'excerpt', text: string, span: Span | undefined): readonly Remark[] {
  if (!span) return []
  const length = [...text.trim()].length
  if (length === 0 && (span.min ?? 0) > 0) return [detail(`There is no ${field}`, field)]
  return spanRemark(length, span, 'character', `The ${field} has`, field)
}

/** Small words that titles in English keep small within. */
const SMALL =
  /^(?:a|an|and|as|at|but|by|for|from|in|into|nor|of|off|on|onto|or|over|per|so|the|to|up|via|vs|with|yet)$/i

function casing(field: 'title' | 'standfirst', text: string, wanted: LineCase | undefined): readonly Remark[] {
  if (wanted === undefined || text.trim() === '') return []
  const words = text.match(/\p{L}[\p{L}\p{M}'’]*/gu) ?? []
  const rest = words.slice(1).filter((word) => !SMALL.test(word) && word.length > 1)
  const capital = rest.filter((word) => /^\p{Lu}/u.test(word))
  if (wanted === 'title') {
    const small = rest.find((word) => /^\p{Ll}/u.test(word))
    return small ? [detail(`The ${field} has “${small}” without a capital`, field)] : []
  }
  // A name or two has capitals in any line; most words do only in a headline.
  return rest.length >= 3 && capital.length > rest.length * 0.6
    ? [detail(`The ${field} has capitals on most of its words`, field)]
    : []
}

function category({ essay, profile }: ProfileSubject): readonly Remark[] {
  const rule = profile.rules.category
  const own = essay.metadata.category.trim()
  if (rule?.required && own === '') return [detail('No category is chosen', 'category')]
  if (own === '' || !rule?.among || rule.among.some((name) => name.toLowerCase() === own.toLowerCase())) return []
  return [detail(`“${own}” is no category of the house; it has ${listed(rule.among)}`, 'category')]
}

function figuresOf({ pictures }: ProfileSubject): readonly CheckedPicture[] {
  return pictures.filter(({ name }) => name !== 'The cover')
}

function isMissing({ parts, captionText, creditText }: CheckedPicture, field: FigureField): boolean {
  switch (field) {
    case 'alt':
      return parts.alt.trim() === '' && !parts.decorative
    case 'caption':
      return captionText === ''
    case 'credit':
      return creditText === '' && parts.creator.trim() === ''
    case 'creator':
      return parts.creator.trim() === ''
    case 'source':
      return parts.sourceUrl === ''
    case 'license':
      return parts.license.trim() === '' && parts.licenseUrl === ''
    case 'permission':
      return parts.permission === ''
  }
}

function assetOf({ parts }: CheckedPicture, { essay }: ProfileSubject) {
  return essay.assets.find(({ hash }) => parts.src === `asset:${hash}`)
}

function pictureSizes(subject: ProfileSubject): readonly Remark[] {
  const { pictures, cover: coverRule } = subject.profile.rules
  return subject.pictures.flatMap((picture) => {
    const asset = assetOf(picture, subject)
    if (!asset) return []
    const isCover = picture.name === 'The cover'
    const remarks: Remark[] = []
    const width = isCover ? (coverRule?.width ?? pictures?.width) : pictures?.width
    if (asset.mime !== 'image/svg+xml' && width) {
      const message = spanMessage(asset.width, width, 'pixel', `${picture.name} has`)
      if (message) remarks.push({ message: message.replace(/(pixels?)/, '$1 across'), place: picture.place })
    }
    if (pictures?.bytes !== undefined && asset.bytes > pictures.bytes)
      remarks.push({
        message: `${picture.name} weighs ${megabytes(asset.bytes)}; the house takes up to ${megabytes(pictures.bytes)}`,
        place: picture.place,
      })
    const ratio = isCover ? coverRule?.ratio : undefined
    const own = asset.width / asset.height
    if (ratio && ((ratio.min ?? 0) > own || (ratio.max ?? Number.POSITIVE_INFINITY) < own))
      remarks.push({
        message: `The cover is ${own.toFixed(2)} times as wide as it is high; the house takes ${range(ratio, (value) => value.toFixed(2))}`,
        place: picture.place,
      })
    return remarks
  })
}

function pictureFormats(subject: ProfileSubject): readonly Remark[] {
  const formats = subject.profile.rules.pictures?.formats
  if (!formats) return []
  return subject.pictures.flatMap((picture) => {
    const asset = assetOf(picture, subject)
    const own = asset && EXTENSION_OF_MIME[asset.mime]
    return own !== undefined && !formats.includes(own)
      ? [
          {
            message: `${picture.name} is a ${own.toUpperCase()}; the house takes ${listed(formats.map((one) => one.toUpperCase()))}`,
            place: picture.place,
          },
        ]
      : []
  })
}

function cover({ essay, profile }: ProfileSubject): readonly Remark[] {
  return profile.rules.cover?.required && (essay.metadata.cover?.src ?? '') === ''
    ? [detail('There is no cover', 'cover')]
    : []
}

function namesInText({ essay, profile, texts }: ProfileSubject): readonly Remark[] {
  if (!profile.rules.anonymous) return []
  const { inText } = namePatterns(essay)
  return texts.flatMap(({ text, place }) => {
    const names = inText.flatMap((pattern) => [...text.matchAll(pattern)].map(([name]) => name))
    return [...new Set(names)].map((name) => ({ message: `${WITHHELD} will stand in place of “${name}”`, place }))
  })
}

function biographies({ essay, profile }: ProfileSubject): readonly Remark[] {
  const rule = profile.rules.biography
  if (!rule) return []
  return authorsOf(essay).flatMap(({ name, bio }) => {
    const who = name || 'an author'
    if (bio.trim() === '') return rule.required ? [detail(`There is no biography of ${who}`, 'people')] : []
    const message = spanMessage(
      countText(bio, essay.metadata.language).words,
      rule.words,
      'word',
      `The biography of ${who} has`,
    )
    return message ? [detail(message, 'people')] : []
  })
}

function biographyPerson({ essay, profile }: ProfileSubject): readonly Remark[] {
  const wanted = profile.rules.biography?.person
  if (wanted === undefined || !/^en\b/i.test(essay.metadata.language || 'en')) return []
  return authorsOf(essay).flatMap(({ name, bio }) => {
    const first = /(?<![\p{L}'’])(?:I|I'm|I’m|I've|I’ve|my|me|mine)(?![\p{L}])/u.test(bio)
    if (bio.trim() === '' || first === (wanted === 'first')) return []
    const is = first ? 'in the first person (“I”)' : 'in the third person'
    return [detail(`The biography of ${name || 'an author'} is ${is}`, 'people')]
  })
}

function elements({ essay, profile }: ProfileSubject): readonly Remark[] {
  const taken = profile.rules.elements
  if (!taken) return []
  const remarks: Remark[] = []
  essay.body.content?.forEach((node, block) => {
    const seen = new Set<string>()
    walk(node, (child) => {
      if (ALWAYS.has(child.type) || taken.includes(child.type) || seen.has(child.type)) return
      seen.add(child.type)
      remarks.push({
        message: `The house takes no ${ELEMENT_NAMES[child.type] ?? child.type}`,
        place: { kind: 'block', block },
      })
    })
  })
  return remarks
}

const ELEMENT_NAMES: Readonly<Record<string, string>> = {
  heading: 'heading',
  blockquote: 'quotation',
  bulletList: 'list',
  orderedList: 'numbered list',
  taskList: 'list of tasks',
  table: 'table',
  codeBlock: 'code',
  verse: 'verse',
  horizontalRule: 'separator',
  figure: 'figure',
  gallery: 'row of pictures',
  pullQuote: 'pull quote',
  discussionPrompt: 'question to the readers',
  footnotes: 'notes',
  footnoteRef: 'note',
  image: 'picture in the text',
}

function spanRemark(
  value: number,
  span: Span | undefined,
  unit: string,
  what: string,
  field: string,
): readonly Remark[] {
  const message = spanMessage(value, span, unit, what)
  if (message === null) return []
  return [field === 'essay' ? { message, place: { kind: 'essay' } } : detail(message, field)]
}

/** What is wrong with a number, or null where it is within the span. */
function spanMessage(value: number, span: Span | undefined, unit: string, what: string): string | null {
  if (!span || ((span.min ?? 0) <= value && value <= (span.max ?? Number.POSITIVE_INFINITY))) return null
  return `${what} ${counted(value, unit)}; the house takes ${range(span, grouped)}`
}

function range({ min, max }: Span, write: (value: number) => string): string {
  if (min === undefined) return `up to ${write(max ?? 0)}`
  if (max === undefined) return `${write(min)} or more`
  return min === max ? write(min) : `${write(min)} to ${write(max)}`
}

function counted(value: number, unit: string): string {
  return `${value === 0 ? 'no' : grouped(value)} ${value === 1 ? unit : `${unit}s`}`
}

function grouped(value: number): string {
  return value.toLocaleString('en-GB')
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

function detail(message: string, field: string): Remark {
  return { message, place: { kind: 'detail', field } }
}
