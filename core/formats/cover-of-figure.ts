import type { Cover } from '../essay/essay.ts'
import { type NodeJson, stringAttr } from '../essay/json.ts'

/** A cover of a figure that stood at the head of a text that came in: its picture, description, caption and credit; what a figure there never says is ''. */
export function coverOfFigure(figure: NodeJson): Cover {
  const part = (type: string) =>
    (figure.content?.find((child) => child.type === type)?.content ?? []).filter(
      (child) => child.type === 'text' || child.type === 'hardBreak',
    )
  return {
    src: stringAttr(figure, 'src'),
    alt: stringAttr(figure, 'alt'),
    decorative: false,
    caption: part('figcaption'),
    credit: part('figcredit'),
    creator: '',
    sourceUrl: '',
    license: '',
    licenseUrl: '',
    permission: '',
  }
}
