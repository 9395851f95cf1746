import type { Asset, Essay } from '../../core/essay/essay.ts'
import { essayFromJson } from '../../core/essay/read-essay.ts'
import { takePicture } from '../../host/picture/take-picture.ts'
import { doc, figure, h, marked, node, p, ref } from './nodes.ts'
import { pngPicture } from './picture.ts'
import { RICH_ASSETS, richEssay } from './rich-essay.ts'

/** An essay whose pictures are real files, for programs that open them. */
export interface EssayWithFiles {
  readonly essay: Essay
  readonly pictures: ReadonlyMap<string, Uint8Array>
}

/** The rich essay with a real picture for each of its assets. */
export function richEssayWithFiles(): EssayWithFiles {
  return withFiles(richEssay)
}

/** Text that template languages, engines and feeds would take for their own. */
export const AWKWARD_TEXTS: readonly string[] = [
  'Double braces {{ page.title }} and {% if x %} stay, and {# so does this #}.',
  'A shortcode {{< figure >}} is text, and {{% so %}} is this.',
  'One | bar | more, and $$x^2$$ for two dollars.',
  'An end ]]> of a section, a comment <!-- so --> and <script>alert(1)</script>.',
  'Two -- hyphens, three dots ... and 5 * 3 * 2, snake_case_name.',
  'שלום, 灯台, Łódź, 🗼 and a\u00a0no-break space & an ampersand &amp; its name.',
]

/** An essay of such text, with a figure whose alt, caption and credit have some of it, and a note in a caption. */
export function awkwardEssayWithFiles(): EssayWithFiles {
  const asset = RICH_ASSETS[1] as Asset
  const body = doc(
    [
      ...AWKWARD_TEXTS.map((text) => p(text)),
      h(2, 'A heading with {{ braces }} | and a bar'),
      figure(
        { src: `asset:${asset.hash}`, alt: 'A "quoted" lamp with a ` tick, {{ braces }} & a | bar' },
        ['The “lamp” with "straight" quotes, {{< x >}} and ', marked('a | bar', 'italic'), '.'],
        ['Photo: J. “Jo” Eik'],
      ),
      figure({ src: `asset:${asset.hash}`, alt: '', decorative: true }, ['Only an ornament.']),
      node('codeBlock', { language: 'html' }, '{{ page.title }} {% raw %} {{< figure >}} --> ]]>\n# no heading'),
      p('A word in code: ', marked('{{ x }} | y', 'code'), ' and a note.', ref('one')),
      figure({ src: `asset:${asset.hash}`, alt: 'With a note' }, ['A caption with a note.', ref('two')]),
    ],
    [
      ['one', p('The first note has {{ braces }} and ', marked('words', 'italic'), '.')],
      ['two', p('The second note.')],
    ],
  )
  return withFiles({
    ...richEssay,
    metadata: {
      ...richEssay.metadata,
      title: 'Braces: "{{ x }}" & <pipes> | more',
      slug: 'awkward',
      cover: null,
      updated: '2026-07-03',
    },
    people: [],
    credits: [],
    body,
    assets: [asset],
  })
}

function withFiles(source: Essay): EssayWithFiles {
  const pictures = new Map<string, Uint8Array>()
  let json = JSON.stringify({ ...source, assets: [] })
  const assets = source.assets.map((asset, index) => {
    const taken = takePicture(pngPicture({ tone: 40 + index * 30 }), asset.name.replace('.jpg', '.png'))
    if (!taken.ok) throw new Error(taken.problem.message)
    json = json.replaceAll(`asset:${asset.hash}`, `asset:${taken.value.asset.hash}`)
    pictures.set(taken.value.asset.hash, taken.value.bytes)
    return taken.value.asset
  })
  const read = essayFromJson({ ...(JSON.parse(json) as Essay), assets })
  if (!read.ok) throw new Error(read.problem.message)
  return { essay: read.value, pictures }
}
